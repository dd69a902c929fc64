"""Which canonical table a block is, or what else it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revops.dataset import Match, Refusal
from revops.intake.blocks import ANOTHER, Block
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of
from revops.intake.filling import filling_of
from revops.intake.foreign_months import foreign_months
from revops.intake.look import Look
from revops.intake.matching import match_columns
from revops.intake.month_headers import is_yearly, measure_in, time_in
from revops.intake.names import OtherTable, Signs, fold, kind_of, names_of, other_tables, spellings, tight
from revops.intake.refusing import refuse_as_unknown
from revops.intake.sales_lists import is_sales_list
from revops.intake.span_names import FEWEST_PERIODS, months_of, without_sums
from revops.intake.summaries import movements_without_customers, sums_of
from revops.tables import TABLES
from revops.vocabulary import ColumnKind

SURE = 0.85
"""Confidence from which a match speaks for a table."""
ENOUGH = 4
"""Strength from which a table of ours is sure, although the sheet looks like something else."""


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A table that a block may be.

    Attributes:
        table: Key of the canonical table.
        shape: "rows", "month matrix" or "ledger".
        matches: Header of each column and clue.
        strength: How much speaks for it.
    """

    table: str
    shape: str
    matches: Mapping[str, Match]
    strength: float


Fixed = Mapping[str, Mapping[str, str | None]]
"""Headers decided by the user, by table and column."""


def recognise_table(block: Block, file: str, fixed: Fixed) -> Recognised | Refusal:
    """The table that most speaks for, or a sentence that says what the sheet is instead.

    Args:
        block: Headers and rows.
        file: Name of the file; words in it and in the sheet's name count a little.
        fixed: What the user decided about columns.
    """
    place = fold(f"{file} {block.sheet or ''}")
    months = period_headers(block.headers)
    is_chosen = any(header is not None for columns in fixed.values() for header in columns.values())
    if not is_chosen and not block.header_row:
        return refuse_as_unknown(block, file, None)
    if not is_chosen and (reason := movements_without_customers(block, months) or foreign_months(block, months, place)):
        return Refusal(file=file, sheet=block.sheet, code="NOT_OUR_TABLE", reason=reason)
    matrices = [matrix_of(key, block, months, place, fixed.get(key, {})) for key in TABLES]
    best = max(filter(None, matrices), key=lambda reading: reading.strength, default=None)
    if best:
        return best
    found = [reading for key in TABLES if (reading := _reading(key, block, place, fixed.get(key, {})))]
    found = found if is_chosen else _without_rivals(found, block)
    best = max(found, key=lambda reading: reading.strength, default=None)
    other = _other(block, best.table if best else "")
    if best and (is_chosen or not other or best.strength >= ENOUGH):
        return best
    if reason := sums_of(block, months):
        return Refusal(file=file, sheet=block.sheet, code="NOT_OUR_TABLE", reason=reason)
    return refuse_as_unknown(block, file, other)


def _without_rivals(found: list[Recognised], block: Block) -> list[Recognised]:
    """What a sheet of deals may be: a price for a month makes no subscriptions of them."""
    if any(reading.table == "deals" and is_sales_list(block, reading.matches) for reading in found):
        return [reading for reading in found if reading.table != "subscriptions"]
    return found


def recognise_as(block: Block, file: str, key: str, fixed: Fixed) -> Recognised:
    """The block as the table that the user says it is, in the form that fits best."""
    chosen = fixed.get(key, {})
    matrix = matrix_of(key, block, period_headers(block.headers), fold(f"{file} {key}"), chosen)
    if matrix:
        return matrix
    matches = _matches(key, block.headers, block.looks, chosen)
    return Recognised(table=key, shape=_shape(key, matches, block) or "rows", matches=matches, strength=10.0)


def _matches(
    key: str, headers: Sequence[str], looks: Sequence[Look], fixed: Mapping[str, str | None]
) -> dict[str, Match]:
    """The header of each column and clue; a column may take that of another which stands for it."""
    matches = match_columns(TABLES[key], headers, looks, fixed)
    for column in TABLES[key].columns:
        other = matches.get(column.or_else)
        if other and column.name not in matches and column.name not in fixed:
            matches[column.name] = other
    return matches


def _reading(key: str, block: Block, place: str, fixed: Mapping[str, str | None]) -> Recognised | None:
    matches = _matches(key, block.headers, block.looks, fixed)
    shape = _shape(key, matches, block)
    if shape is None:
        return None
    shows = names_of(key).shows
    sure = {name for name, match in matches.items() if match.confidence >= SURE or name == "stage"}
    many = [name for name in shows.many if name in sure]
    is_named = any(fold(word) in place for word in shows.words) or filling_of(key).tells(matches, block)
    is_chosen = any(header is not None for header in fixed.values())
    if not is_chosen and not _is_shown(key, block, matches, sure, is_named=is_named):
        return None
    if not is_chosen and not _is_proven(shows, block, sure, place, is_named):
        return None
    strength = sum(matches[name].confidence for name in many) + 1.5 * is_named + filling_of(key).weight(matches, block)
    return Recognised(table=key, shape=shape, matches=matches, strength=strength)


def _is_shown(key: str, block: Block, matches: Mapping[str, Match], sure: set[str], *, is_named: bool) -> bool:
    """Whether enough columns are there; stages that tell won from lost count as one more."""
    shows = names_of(key).shows
    needed = {*shows.any, *(shows.any_named if is_named else ())}
    enough = sum(name in sure for name in shows.many) + (key == "deals" and _tells_won_from_lost(matches, block))
    return bool(sure & needed) and enough >= shows.least


def _tells_won_from_lost(matches: Mapping[str, Match], block: Block) -> bool:
    staged = [match for name, match in matches.items() if name in ("stage", "status") and match.confidence >= SURE]
    return any(block.looks[block.headers.index(match.header)].decided > 0 for match in staged)


def _is_proven(shows: Signs, block: Block, sure: set[str], place: str, is_named: bool) -> bool:
    """Whether headers or names say what columns alone do not: an id with a date and a status may be anything."""
    is_told = "mrr" in sure or {"deal_id", "stage"} <= sure
    if any(fold(word) in place for word in shows.avoid) and not is_told:
        return False
    if {name for header in block.headers for name in spellings(header)}.intersection(map(fold, shows.lacks)):
        return False
    words = {word for header in block.headers for word in fold(header).split()}
    return not shows.proof or is_named or any(_stands_in(fold(proof), words) for proof in shows.proof)


def _stands_in(proof: str, words: set[str]) -> bool:
    """Whether a word is one of the words of headers; scripts without blanks hold it as a part."""
    return proof in words if proof.isascii() else any(proof in word for word in words)


def _shape(key: str, matches: Mapping[str, Match], block: Block) -> str | None:
    """The form in which the required columns are there; None where they are not."""
    own = filling_of(key).shape
    if own is not None:
        return own(matches, block)
    return "rows" if set(TABLES[key].required) <= set(matches) else None


def month_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers that name a month, with or without one amount before and a unit behind it."""
    found = tuple(header for header in headers if sort_of(time_in(header)) is Sort.MONTH)
    if len({tight(measure_in(header)) for header in found}) < 2:
        return found
    monthly = tuple(header for header in found if not is_yearly(measure_in(header)))
    return monthly if len({tight(measure_in(header)) for header in monthly}) == 1 else ()


def period_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers of a matrix: its months, or where there are too few of them its quarters, halves or years."""
    months = month_headers(headers)
    longer = without_sums({header: span for header in headers if (span := months_of(time_in(header)))})
    longer = longer if len({tight(measure_in(header)) for header in longer}) == 1 else ()
    return longer if len(months) < FEWEST_MONTHS and len(longer) >= FEWEST_PERIODS else months


def matrix_of(
    key: str, block: Block, months: Sequence[str], place: str, fixed: Mapping[str, str | None]
) -> Recognised | None:
    """A table with its months side by side: customers, channels or reps by months."""
    declared = TABLES[key].matrix
    is_longer = bool(months) and months_of(time_in(months[0])) is not None
    is_said = is_longer or bool(months and measure_in(months[0]))
    if declared is None or not months or (is_longer and not declared.until):
        return None
    rest = [index for index, header in enumerate(block.headers) if header not in months]
    headers, looks = [block.headers[index] for index in rest], [block.looks[index] for index in rest]
    matches = _matches(key, headers, looks, fixed)
    if len(months) < (FEWEST_PERIODS if is_said else FEWEST_MONTHS) and not _is_told(key, block, months, matches):
        return None
    is_named = _is_named(key, block, place) or any(header is not None for header in fixed.values())
    if any(name in matches for name in declared.labels):
        strength = 5.0 + 2.0 * declared.is_named + (len(declared.labels) == 1)
        fits = is_named or not declared.is_named
        return Recognised(table=key, shape="month matrix", matches=matches, strength=strength) if fits else None
    if is_named and headers and len(declared.labels) == 1 and looks[0].filled > 0.5:
        first = Match(header=headers[0], confidence=0.5, because="first column of a month matrix")
        matches[declared.labels[0]] = first
        return Recognised(table=key, shape="month matrix", matches=matches, strength=4.0 + 0.5 * declared.is_named)
    return None


def _is_told(key: str, block: Block, months: Sequence[str], matches: Mapping[str, Match]) -> bool:
    """Whether one or two months are a matrix: plain numbers below them, and nothing but names of its rows beside."""
    looks = [look for header, look in zip(block.headers, block.looks, strict=True) if header in months]
    names = {
        match.header
        for name, match in matches.items()
        if match.confidence >= SURE and kind_of(TABLES[key], name) in (ColumnKind.TEXT, ColumnKind.ID)
    }
    return names == set(block.headers) - set(months) and all(look.numbers == 1 and not look.dates for look in looks)


def _is_named(key: str, block: Block, place: str) -> bool:
    """Whether the name of the file or sheet, or for tables that need it a header or title, says which table it is."""
    shows = names_of(key).shows
    if any(fold(word) in place for word in shows.words):
        return True
    declared = TABLES[key].matrix
    titles = () if ANOTHER in block.notes else block.above
    words = {word for text in (place, *titles, *block.headers) for word in fold(text).split()}
    return bool(declared and declared.is_named and any(_stands_in(fold(proof), words) for proof in shows.proof))


def _other(block: Block, best: str) -> OtherTable | None:
    """What else the sheet is; not what it is called where it is one of our tables."""
    present = {name.replace(" ", "") for header in block.headers for name in spellings(header)}
    for other in other_tables():
        if all(group & present for group in other.needs) and not other.lacks & present and other.ours != (best or None):
            return other
    return None
