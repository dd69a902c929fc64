"""What a sheet lacks that is nearly one of our tables: the one thing to do, so that it can be read."""

from __future__ import annotations

from collections.abc import Container, Sequence

from revops.content import load
from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of, without_unit
from revops.intake.headers import known_names
from revops.intake.matching import match_columns
from revops.intake.month_headers import is_bare_month, measure_in, splits, time_in
from revops.intake.month_spellings import is_day_without_year
from revops.intake.names import fold, names_of, spellings, tight, words
from revops.intake.span_names import FEWEST_PERIODS, months_of
from revops.tables import TABLES

SURE = 0.85
"""Confidence from which a match speaks for a table."""
LEAST_BESIDE = 2
"""Names beside months that are below each other."""
A_YEAR = 12
LEAST_TURNED, MOST_TURNED = 3, 40
"""Names of columns below each other that make a table on its side, and the lines that are looked at."""
_PLANNED = {
    "forecasts": "Write one row for each period, with the columns “Period”, “Made on”, “Forecast” and “Actual”: how "
    "good a forecast was can be told only with the day on which it was made.",
    "quotas": "Keep the columns of the targets, each with its period alone as the header, and the names at the left.",
}
"""What to do with a table whose amounts stand side by side with what came of them."""
LEAST_FOUND, LEAST_UNNAMED, MOST_LACKING = 2, 3, 2
"""Columns that have to be there, with and without a word that names the table; required ones that may be missing."""


def how_to_lay_out(block: Block) -> str | None:
    """How else the cells of a sheet have to stand, one or two sentences; None where nothing says so.

    Args:
        block: Headers and rows of a sheet that is none of our tables as it stands.
    """
    months = beside_actuals(block.headers) or what_helps_months(block.headers) or _month_of_sheet(block)
    return _turned(block) or months or _few_months(block.headers) or _departments(block.headers) or _months_below(block)


def _turned(block: Block) -> str | None:
    """A table that lies on its side: the names of its columns stand below each other at the left."""
    first = plain(whole(block.body.column(0))).drop_null().unique().to_pylist()[:MOST_TURNED]
    lines = [text for text in block.above if ", " in text]
    names = [*(line.partition(", ")[0] for line in lines), block.headers[0], *first]
    known = [name for name in names if known_names([name])]
    beside = known_names(block.headers[1:])
    if len(known) < LEAST_TURNED or 2 * len(known) < len(names) or 2 * beside > len(known):
        return None
    return (
        f"It lies on its side: the names of its columns ({_quoted(known)}) stand below each other. Turn it (in Excel: "
        "copy it, then Paste Special, Transpose), so that they stand in one row."
    )


def _months_below(block: Block) -> str | None:
    """Months below each other, and amounts under names that no table knows: channels, reps or customers."""
    looks = dict(zip(block.headers, block.looks, strict=True))
    months = [header for header, look in looks.items() if look.months == look.distinct == 1]
    amounts = [header for header, look in looks.items() if look.numbers == 1 and not look.dates]
    names = [header for header in amounts if not known_names([header])]
    if (
        len(months) != 1
        or len(names) < LEAST_BESIDE
        or len(amounts) + 1 < sum(look.filled > 0 for look in looks.values())
    ):
        return None
    return (
        f"If {_quoted(names)} and what else stands beside “{months[0]}” are channels, reps or customers, turn it (in "
        "Excel: copy it, then Paste Special, Transpose), so that the months stand in the first row, and call the first "
        "column “Channel”, “Rep” or “Customer”; else no number needs it."
    )


def beside_actuals(headers: Sequence[str]) -> str | None:
    """What to do with forecasts or targets that stand side by side with what came, period by period."""
    planned = {table: _of_periods(headers, frozenset(names_of(table).columns["amount"])) for table in _PLANNED}
    actual = _of_periods(headers, frozenset(names_of("forecasts").columns["actual"]))
    table = next((table for table, found in planned.items() if found and found.keys() == actual.keys()), None)
    if table is None:
        return None
    period = next(iter(actual))
    both = f"“{planned[table][period]}” and “{actual[period]}”"
    return f"Of each period such as “{period}” two amounts stand side by side ({both}). {_PLANNED[table]}"


def _of_periods(headers: Sequence[str], names: Container[str]) -> dict[str, str]:
    """The period in each header that holds one beside one of some names, to the header."""
    parted = ((header, *part) for header in headers for part in splits(header))
    return {time: header for header, time, name in parted if tight(name) in names and _is_period(time)}


def _is_period(text: str) -> bool:
    return sort_of(text) is Sort.MONTH or months_of(text) is not None


def what_helps_months(headers: Sequence[str]) -> str | None:
    """Months side by side whose headers lack the year, or hold more than the month."""
    bare = [header for header in headers if is_bare_month(header)]
    if len(bare) >= FEWEST_MONTHS:
        return f"Its months ({_quoted(bare)}) name no year: write it in each of these headers, as in “{bare[0]} 2025”."
    quarters = [header for header in headers if _is_quarter(header)]
    if len(quarters) >= FEWEST_PERIODS:
        named = _quoted(quarters)
        return f"Its periods ({named}) name no year: write it in each of these headers, as in “{quarters[0]} 2025”."
    days = [header for header in headers if _is_day(header)]
    if len(days) >= FEWEST_MONTHS:
        return f"Its columns are days ({_quoted(days)}): keep one for each month, with its name, as in “Jan 2025”."
    measures = list(dict.fromkeys(measure for header in headers if (measure := measure_in(header))))
    if len(measures) > 1:
        return f"Each month has several amounts ({_quoted(measures)}): keep the columns of one of them."
    led = [(header, month) for header in headers if (month := _month_at_end(header))]
    if len(led) >= FEWEST_MONTHS:
        said = led[0][0].removesuffix(led[0][1]).strip()
        return (
            f"Its months ({_quoted([header for header, _ in led])}) have more than the month in their headers: write "
            f"“{led[0][1]}” alone. Read are amounts a month: what “{said}” gives for a year is to be divided by 12."
        )
    return _unnamed_targets(headers)


def _is_quarter(header: str) -> bool:
    """Whether a header names a quarter or half without its year."""
    span = None if months_of(header) else months_of(f"{header} 2025")
    return span is not None and span[2] < A_YEAR


def _unnamed_targets(headers: Sequence[str]) -> str | None:
    """Periods beside sales people: what came, or what was to come."""
    periods = [header for header in headers if _is_period(time_in(header))]
    owners = names_of("quotas").columns["owner"]
    owner = next((header for header in headers if any(tight(each) in owners for each in spellings(header))), None)
    if len(periods) < FEWEST_PERIODS or owner is None:
        return None
    return (
        f"Amounts of periods ({_quoted(periods)}) stand beside “{owner}”, and nothing says that they are targets: if "
        "they are, say that it is quotas, or call the sheet or file “Targets”."
    )


def _is_day(header: str) -> bool:
    return sort_of(header) is Sort.DAY or is_day_without_year(header)


def _month_of_sheet(block: Block) -> str | None:
    """A sheet that is called by a month without its year, and has no other dates."""
    sheet = block.sheet
    if not sheet or not is_bare_month(sheet) or any(look.dates for look in block.looks):
        return None
    return f"If its rows are of the month that the sheet is called by, name the year too, as in “{sheet} 2025”."


def _few_months(headers: Sequence[str]) -> str | None:
    """One or two months beside more than names of customers."""
    months = [header for header in headers if sort_of(time_in(header)) is Sort.MONTH]
    customers = names_of("subscriptions").columns["customer"]
    named = [header for header in headers if any(tight(reading) in customers for reading in spellings(header))]
    if not months or not named or len(months) >= FEWEST_MONTHS:
        return None
    return (
        f"Its months ({_quoted(months)}) are fewer than three: keep “{named[0]}” and them alone, or write one row per "
        "customer and month, with the columns “Customer”, “Month” and “MRR”."
    )


def _month_at_end(header: str) -> str:
    """The month that a header such as "ARR Jan 2026" ends with; empty where it begins with it or has none."""
    _, _, rest = without_unit(header).partition(" ")
    return rest if rest and sort_of(rest) is Sort.MONTH and sort_of(without_unit(header)) is None else ""


def _departments(headers: Sequence[str]) -> str | None:
    """Costs of departments side by side."""
    proof = set(map(fold, names_of("spend").shows.proof))
    known = words("departments")
    found = {known[word]: header for header in headers if proof & set(fold(header).split()) for word in _known(header)}
    if len(found) < len(set(known.values())):
        return None
    return (
        f"The costs of departments ({_quoted(list(found.values()))}) stand side by side: write one row for each month "
        "and department, under “Month”, “Department” and “Cost”."
    )


def _known(header: str) -> list[str]:
    return [word for word in fold(header).split() if word in words("departments")]


def what_lacks(block: Block, place: str) -> str | None:
    """The table that fewest required columns are missing of, and which these are; None where none is near.

    Args:
        block: Headers and rows of a sheet that is none of our tables as it stands.
        place: Folded names of file and sheet.
    """
    found = [(key, near) for key in TABLES if (near := _near(key, block, place))]
    if not found:
        return None
    key, (_, lacking) = max(found, key=lambda each: (-len(each[1][1]), each[1][0]))
    headers = load(f"names/{key}.toml")["columns"]
    asked = [
        f"“{_written(headers[name][0])}” ({TABLES[key].column(name).says.rstrip('.').lower()})" for name in lacking
    ]
    label = TABLES[key].label.lower()
    return f"It comes nearest to {label}: export it again with, or add, a column such as {' and '.join(asked)}."


def _near(key: str, block: Block, place: str) -> tuple[int, list[str]] | None:
    """How many columns of a table a sheet has that speaks of it, and which required ones it lacks."""
    shows = names_of(key).shows
    headers = {word for header in block.headers for word in fold(header).split()}
    is_named = any(fold(word) in place for word in shows.words) or not headers.isdisjoint(map(fold, shows.proof))
    is_open = is_named or not shows.proof
    if not is_open or not headers.isdisjoint(map(fold, shows.lacks)):
        return None
    matches = match_columns(TABLES[key], block.headers, block.looks, {})
    sure = [name for name in shows.many if name in matches and matches[name].confidence >= SURE]
    found = {name for name in shows.any if name in matches}
    told = [] if found else shows.any[:1]
    needed = [name for name in TABLES[key].required if not TABLES[key].column(name).made]
    lacking = [name for name in dict.fromkeys((*needed, *told)) if name not in matches and TABLES[key].has(name)]
    least = LEAST_FOUND if is_named else LEAST_UNNAMED
    is_near = len(sure) >= least and 0 < len(lacking) <= MOST_LACKING
    return (len(matches), lacking) if is_near else None


def _written(name: str) -> str:
    return name.upper() if name == "mrr" else name.capitalize()


def _quoted(headers: Sequence[str]) -> str:
    return ", ".join(f"“{header}”" for header in headers[:3])
