"""What headers of a matrix name: "ARR Jan 2026 (k€)" the month, "Nov" below 2025 the month of that year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from revops.content import load
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of, without_unit
from revops.intake.names import fold, names_of, tight
from revops.intake.span_names import months_of
from revops.tables import TABLES

LONGEST_MEASURE = 4
"""Words of a measure before or behind a month."""
YEARLY = "yearly"
"""The clue of subscriptions whose names say that an amount is for a year."""
MOST_REMEMBERED = 20_000
_YEAR = re.compile(r"(?:FY\s?)?((?:19|20)\d{2})(?:\.0)?", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"\D*(?<!\d)((?:19|20)\d{2})(?!\d)\D*")
"""A year beside other words, as in "MRR 2025"; believed right above months alone."""
_EAST = re.compile(r"(?:0?[1-9]|1[0-2])月")
_NUMBER = re.compile(r"0?[1-9](?:\.0)?|1[0-2](?:\.0)?")

Row = Sequence[str | None]


@lru_cache(maxsize=MOST_REMEMBERED)
def time_in(header: str) -> str:
    """What a header says without its unit, and without the name of an amount where the rest is a month or quarter."""
    return _parted(header)[0]


def measure_in(header: str) -> str:
    """The name of the amount beside the month of a header, as in "ARR Jan 2026"; empty where there is none."""
    return _parted(header)[1]


def is_yearly(measure: str) -> bool:
    """Whether the name of an amount says that it is for a year."""
    return tight(measure) in names_of("subscriptions").clues[YEARLY]


@lru_cache(maxsize=MOST_REMEMBERED)
def _parted(header: str) -> tuple[str, str]:
    bare = without_unit(header)
    if sort_of(bare) is Sort.MONTH:
        return bare, ""
    named = ((month, name) for month, name in splits(bare) if tight(name) in _amounts())
    return next((found for found in named if _is_time(found[0])), (bare, ""))


def _is_time(text: str) -> bool:
    return sort_of(text) is Sort.MONTH or months_of(text) is not None


def splits(text: str) -> Iterator[tuple[str, str]]:
    """A text as one part and the other, the words before or behind."""
    words = text.split()
    for count in range(1, min(LONGEST_MEASURE, len(words) - 1) + 1):
        yield " ".join(words[count:]).strip(" -–:/|"), " ".join(words[:count]).strip(" -–:/|")
        yield " ".join(words[:-count]).strip(" -–:/|"), " ".join(words[-count:]).strip(" -–:/|")


@cache
def _amounts() -> frozenset[str]:
    """Tight names of the amounts that stand below months."""
    declared = [(key, table.matrix.amount) for key, table in TABLES.items() if table.matrix]
    names = {name for key, amount in declared for name in names_of(key).all[amount]}
    return frozenset(names | set(names_of("subscriptions").clues[YEARLY]))


def years_above(upper: Row, lower: Row) -> list[str | None] | None:
    """Years above months as one row, such as "Nov 2025"; None where they are no such two rows."""
    named = _months_among(lower)
    is_worded = any(is_bare_month(low) for low in lower if low)
    years = [_year_in(cell, is_above=is_month and is_worded) for cell, is_month in zip(upper, named, strict=True)]
    first = next((at for at, year in enumerate(years) if year), len(years))
    if sum(named) < FEWEST_MONTHS or first != named.index(True):
        return None
    if any(cell and not year for cell, year in list(zip(upper, years, strict=True))[first:]):
        return None
    names, year = [], ""
    for high, low, own, is_month in zip(upper, lower, years, named, strict=True):
        year = own or year
        names.append(_of_year(str(low), year) if is_month else _beside(high, low, year))
    spelt = [name for name, is_month in zip(names, named, strict=True) if is_month]
    return names if is_worded or _follow_each_other(spelt) else None


def _follow_each_other(months: Sequence[str | None]) -> bool:
    """Whether each of some months such as "2025-01" is the one after the last; numbers of records are not."""
    numbers = [12 * int(str(month)[:4]) + int(str(month)[5:]) for month in months]
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _months_among(row: Row) -> list[bool]:
    """Which cells name a month without its year: by its name, or by numbers that count up from one to the next."""
    named = [bool(cell) and is_bare_month(str(cell)) for cell in row]
    if any(named):
        return named
    numbers = [int(float(cell)) if cell and _NUMBER.fullmatch(cell) else 0 for cell in row]
    counted = [number for number in numbers if number]
    follow = all(later == earlier % 12 + 1 for earlier, later in pairwise(counted))
    return [bool(number) and follow for number in numbers]


def _year_in(cell: str | None, *, is_above: bool) -> str:
    """The year that a cell names; beside other words right above a month alone."""
    bare = _YEAR.fullmatch(cell.strip()) if cell else None
    if bare:
        return bare[1]
    return year_in_title(cell) if cell and is_above else ""


def year_in_title(text: str) -> str:
    """The year that a text names beside other words and no other number, as in "MRR 2025"; empty where none."""
    named = _NAMED_YEAR.fullmatch(text) if sort_of(text) is None else None
    return named[1] if named else ""


def _of_year(month: str, year: str) -> str:
    return f"{year}-{int(float(month)):02}" if _NUMBER.fullmatch(month) else f"{month} {year}"


def _beside(high: str | None, low: str | None, year: str) -> str | None:
    return f"{low} {year}" if low and year else low or high


@cache
def month_names() -> frozenset[str]:
    """Folded names of months in all languages."""
    return frozenset(fold(name) for listed in load("names/months.toml").values() for name in listed)


def is_bare_month(name: str) -> bool:
    """Whether a header names a month and no year, as "March" and "3月" do."""
    return fold(name) in month_names() or bool(_EAST.fullmatch(name.strip()))
