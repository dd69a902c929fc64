"""Which row holds the headers, how two rows of headers become one, and which row gives units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of
from revops.intake.look import NUMBER
from revops.intake.money import currency_in, scale_in
from revops.intake.month_headers import time_in, years_above
from revops.intake.month_spellings import spell_out
from revops.intake.names import blanks, known_headers, spellings

SEARCHED_ROWS = 60
NEARLY_BEST = 0.6
"""Part of the best score from which an earlier row is the header: other tables may stand below it."""

Row = Sequence[str | None]


def row_at(cells: pa.Table, position: int) -> list[str | None]:
    """One row of a grid."""
    return [column[position].as_py() for column in cells.columns]


def best_header(cells: pa.Table, counts: npt.NDArray[np.int64]) -> int | None:
    """Position of the row among the first that looks most like headers; None where none does.

    Args:
        cells: The grid.
        counts: Filled cells per row.
    """
    top = cells.slice(0, SEARCHED_ROWS)
    rows = list(zip(*(column.to_pylist() for column in top.columns), strict=True))
    width = int(np.median(counts[counts > 0][: 10 * SEARCHED_ROWS])) if (counts > 0).any() else 0
    scores = [_score(row, width) for row in rows]
    for at in range(len(rows) - 1):
        if not scores[at + 1] and (named := years_above(rows[at], rows[at + 1])):
            scores[at + 1] = _score(named, width)
    best = max(scores, default=0.0)
    few = _above_few_months(rows) if best <= 0 or counts[scores.index(best)] == 1 else None
    if best <= 0 or few is not None:
        return few
    broad = [at for at, score in enumerate(scores) if score >= NEARLY_BEST * best and counts[at] > 1]
    return broad[0] if broad else scores.index(best)


def _above_few_months(rows: Sequence[Row]) -> int | None:
    """Position of the first row of several cells if it holds known names and a month or two above plain numbers."""
    at = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), None)
    if at is None:
        return None
    months = [column for column, cell in enumerate(rows[at]) if cell and sort_of(time_in(cell)) is Sort.MONTH]
    others = [cell for column, cell in enumerate(rows[at]) if cell and column not in months]
    below = [
        cell for row in rows[at + 1 :] for column in months if (cell := row[column]) and cell.casefold() not in blanks()
    ]
    are_numbers = bool(below) and all(sort_of(cell) is None and NUMBER.match(cell) for cell in below)
    return at if months and others and known_names(others) == len(others) and are_numbers else None


def header_near(cells: pa.Table, position: int, counts: npt.NDArray[np.int64]) -> int | None:
    """A header in the first rows below a gap: at least two known names and nothing that is data."""
    for at in range(position, min(position + 5, cells.num_rows - 1)):
        names = [cell for cell in row_at(cells, at) if cell]
        known = known_names(names)
        if known >= 2 and known >= 0.5 * len(names) and counts[at + 1] > 0:
            return at
    return None


def _score(row: Row, width: int) -> float:
    """How much a row looks like a header: known names above all, then words as wide as the table."""
    names = [cell for cell in row if cell]
    if not names:
        return 0.0
    months = _months_across(names)
    data = sum(map(is_data, names)) - months
    if data > 0.3 * len(names):
        return 0.0
    words_share = len(set(names)) / len(names) * (1 - data / len(names))
    breadth = min(1.0, len(names) / width) if width else 1.0
    return breadth * (2.0 * (known_names(names) + months) + words_share * (2 if len(names) > 1 else 0.2))


def _months_across(names: Sequence[str]) -> int:
    """How many months stand side by side as in the header of a month matrix; 0 where it is none."""
    spelt = spell_out(names)
    months = [cell for cell in (spelt[0] if spelt else names) if cell and sort_of(time_in(cell)) is Sort.MONTH]
    is_matrix = len(set(months)) == len(months) >= max(FEWEST_MONTHS, 0.4 * len(names))
    return len(months) if is_matrix else 0


def known_names(cells: Sequence[str]) -> int:
    """How many cells are names of columns that some table knows."""
    return sum(map(_is_known, cells))


def _is_known(cell: str) -> bool:
    return any(name.replace(" ", "") in known_headers() for name in spellings(cell))


def is_data(cell: str) -> bool:
    """Whether a cell is a date or a number rather than a name."""
    return sort_of(cell) is not None or bool(NUMBER.match(cell))


def joined(upper: Row, lower: Row) -> list[str | None] | None:
    """Two rows of headers as one; None where they are not meant to be read together.

    They are if one fills the gaps of the other, or if the upper one groups names that repeat. A name that is known
    and does not repeat stands alone; the others become "Group / Field".
    """
    words = [cell for cell in (*upper, *lower) if cell]
    filled = [cell for cell in lower if cell]
    groups = [cell for cell in upper if cell]
    if len(groups) < 2 or len(filled) < 2 or sum(map(is_data, words)) > 0.3 * len(words):
        return None
    repeats = Counter(filled)
    fills = sum(not high and bool(low) for high, low in zip(upper, lower, strict=True))
    is_below = sum(bool(high) and not low for high, low in zip(upper, lower, strict=True))
    if not fills or not (is_below or max(repeats.values()) > 1):
        return None
    return [_named(group, low, repeats) for group, low in zip(_spread(upper, lower), lower, strict=True)]


def _spread(upper: Row, lower: Row) -> list[str | None]:
    """Each group over the columns that it spans: to the next group, as long as there are names below it."""
    spread: list[str | None] = []
    group = None
    for high, low in zip(upper, lower, strict=True):
        group = high or (group if low else None)
        spread.append(group)
    return spread


def _named(group: str | None, name: str | None, repeats: Counter[str]) -> str | None:
    if not name or not group or group == name:
        return name or group
    if repeats[name] == 1 and _is_known(name) and not _is_known(f"{group} {name}"):
        return name
    return f"{group} / {name}"


@cache
def _units() -> frozenset[str]:
    currencies = load("names/values.toml")["currencies"]
    words = (*load("units.toml")["units"]["words"], *currencies["codes"], *currencies["symbols"])
    return frozenset(word.casefold() for word in words)


def are_units(row: Row) -> bool:
    """Whether a row gives the units of the columns above it, as "EUR", "days", "%" and "thousand EUR" do.

    A single cell is believed where it says how many one stands for.
    """
    cells = [cell for cell in row if cell]
    enough = len(cells) >= 2 or any(scale_in(cell) != 1 or currency_in(cell) for cell in cells)
    return enough and all(map(_is_unit, cells))


def _is_unit(cell: str) -> bool:
    plain = cell.strip("()[] ").casefold()
    if plain in _units() or plain[1:] in _units():
        return True
    words = [word for word in _BETWEEN_WORDS.split(plain) if word]
    return bool(words) and all(
        word in _units() or (scale_in(word) != 1 and len(word) <= LONGEST_UNIT) for word in words
    )


_BETWEEN_WORDS = re.compile(r"[\s.,/'’‘()\[\]]+")
LONGEST_UNIT = 12


def with_unit(name: str | None, unit: str | None) -> str | None:
    """A header with its unit in brackets, where that says more."""
    if not name or not unit:
        return name
    says = re.escape(unit.strip("()[] "))
    return name if re.search(rf"(?<!\w){says}(?!\w)", name, re.IGNORECASE) else f"{name} ({unit.strip('()[] ')})"
