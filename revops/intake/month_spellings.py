"""Months as headers alone write them: first or last days, 202601, M1 2026, 26年1月, and Persian months."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from revops.intake.dates import FEWEST_MONTHS, months_by_name, read_days, sort_of
from revops.intake.digits import western
from revops.intake.jalali import gregorian, is_jalali_year
from revops.intake.month_headers import is_bare_month, year_in_title
from revops.intake.names import fold

Row = Sequence[str | None]
Month = tuple[int, int]
"""Year and number."""

_YEAR_FIRST = re.compile(r"^(?P<year>(?:19|20)\d{2})(?:[-/ ]?[Mm]|)(?P<month>0[1-9]|1[0-2]|(?<=[Mm])[1-9])$")
_MONTH_FIRST = re.compile(r"^[Mm](?P<month>0?[1-9]|1[0-2])[-/ ]*'?(?P<year>(?:20)?\d{2})$")
_EAST = re.compile(r"^(?P<year>\d{2})年(?P<month>\d{1,2})月$|^(?P<last>\d{1,2})月 (?P<first>\d{4})$")
_PERSIAN = re.compile(r"^(?P<year>1[34]\d{2})[-/.](?P<month>\d{1,2})$|^(?P<name>[^\d]+?)\s+(?P<last>1[34]\d{2})$")
_DAY_AND_MONTH = re.compile(r"^\d{1,2}([./-])\d{1,2}\1?$")
_FISCAL = re.compile(r"\bFY|fiscal", re.IGNORECASE)
_CENTURY = 2000
PERSIAN = "a month of the Persian calendar counts as the one of ours that holds most of it"


def spell_out(row: Row) -> tuple[list[str | None], tuple[str, ...]] | None:
    """A row of headers with its months as "2026-01", and what to note of it; None where it holds no such months.

    Args:
        row: Names of columns; at least three of them have to be months that follow each other.
    """
    cells = [western(cell).strip() if cell else "" for cell in row]
    for spelling in (_spelt, _persian, _first_or_last(True), _first_or_last(False)):
        months = spelling(cells)
        found = [month for month in months if month]
        others = (cell for cell, month in zip(row, months, strict=True) if cell and not month)
        if len(found) < FEWEST_MONTHS or not _follow_each_other(found) or any(map(sort_of, others)):
            continue
        at = next(place for place, month in enumerate(months) if month)
        notes = (f"“{row[at]}” and the headers beside it are read as months: {_written(found[0])}",)
        names = [_written(month) if month else cell for cell, month in zip(row, months, strict=True)]
        return names, (*notes, PERSIAN) if spelling is _persian else notes
    return None


def months_of_titled_year(row: Row, titles: Iterable[str]) -> tuple[list[str | None], tuple[str, ...]] | None:
    """A row of headers with its months in the year that a title names; None where they name one, or no title does.

    Args:
        row: Names of columns; at least three of them have to be months or days without a year.
        titles: What stands above the row, and the name of the sheet.
    """
    bare = [bool(cell) and (is_bare_month(str(cell)) or is_day_without_year(str(cell))) for cell in row]
    named = {year: title for title in titles if (year := year_in_title(title))}
    if sum(bare) < FEWEST_MONTHS or len(named) != 1:
        return None
    ((year, title),) = named.items()
    names = [_with_year(str(cell), year) if is_bare else cell for cell, is_bare in zip(row, bare, strict=True)]
    found = spell_out(names) or _of_one_year(names, bare, is_fiscal=bool(_FISCAL.search(title)))
    if found is None:
        return None
    return found[0], (*found[1], f"the months are those of {year}, which “{title}” names")


def _of_one_year(row: Row, bare: Sequence[bool], *, is_fiscal: bool) -> tuple[list[str | None], tuple[str, ...]] | None:
    """Months by their names that follow each other within one year; a fiscal year may begin in the one before."""
    days = read_days([str(cell) for cell, is_bare in zip(row, bare, strict=True) if is_bare], day_first=True).days
    if np.isnat(days).any() or not (np.diff(days) > np.timedelta64(0)).all():
        return None
    begins = int(days[0].astype("datetime64[M]").astype(int)) % 12 == 0
    return None if is_fiscal and not begins else (list(row), ())


def is_day_without_year(name: str) -> bool:
    """Whether a header is a day and a month in numbers, as "1/2" and "01.02." are."""
    return bool(_DAY_AND_MONTH.match(western(name).strip()))


def _with_year(name: str, year: str) -> str:
    """A month or a day of that year, in the order in which it is written."""
    if is_bare_month(name):
        return f"{name} {year}"
    sign = next(sign for sign in name if not sign.isdigit())
    return f"{name.rstrip(sign)}{sign}{year}"


def _written(month: Month) -> str:
    return f"{month[0]}-{month[1]:02}"


def _follow_each_other(months: Sequence[Month]) -> bool:
    """Whether each month is the one after the last, or each the one before it."""
    numbers = [12 * year + month for year, month in months]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return steps in ({1}, {-1})


def _spelt(cells: Sequence[str]) -> list[Month | None]:
    return [_in_digits(cell) for cell in cells]


def _in_digits(text: str) -> Month | None:
    if match := _YEAR_FIRST.match(text) or _MONTH_FIRST.match(text):
        return _year(match["year"]), int(match["month"])
    if match := _EAST.match(text):
        month = int(match["month"] or match["last"])
        return (_year(match["year"] or match["first"]), month) if month <= 12 else None
    return None


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == 2 else 0)


def _persian(cells: Sequence[str]) -> list[Month | None]:
    return [_of_persian(cell) for cell in cells]


def _of_persian(text: str) -> Month | None:
    """The month of ours in which one of the Persian calendar ends, and most of it lies."""
    match = _PERSIAN.match(text)
    if match is None:
        return None
    year = int(match["year"] or match["last"])
    month = int(match["month"]) if match["month"] else months_by_name("jalali").get(fold(match["name"]), 0)
    middle = gregorian(year, month, 20) if is_jalali_year(year) else None
    return (middle.year, middle.month) if middle else None


def _first_or_last(day_first: bool) -> Callable[[Sequence[str]], list[Month | None]]:
    """A reading of first or last days of months in one order of day and month."""

    def spelling(cells: Sequence[str]) -> list[Month | None]:
        found: list[Month | None] = [None] * len(cells)
        asked = [at for at, cell in enumerate(cells) if any(map(str.isdigit, cell)) and not cell.isdecimal()]
        if len(asked) < FEWEST_MONTHS:
            return found
        reading = read_days([cells[at] for at in asked], day_first=day_first)
        months = reading.days.astype("datetime64[M]")
        last_days = (months + 1).astype("datetime64[D]") - 1
        is_edge = (reading.days == months.astype("datetime64[D]")) | (reading.days == last_days)
        for at, month, fits in zip(asked, months, is_edge & ~reading.is_month, strict=True):
            if fits:
                found[at] = int(month.astype(int)) // 12 + 1970, int(month.astype(int)) % 12 + 1
        return found

    return spelling
