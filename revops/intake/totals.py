"""Rows that add up other rows: by a word for total, or by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, Mask, mask_of, pc, whole
from revops.intake.dates import FEWEST_MONTHS
from revops.intake.digits import western
from revops.intake.encoded import encode
from revops.intake.look import NUMBER
from revops.intake.money import read_numbers
from revops.intake.names import blanks
from revops.intake.rows import Rows

TOTAL = "TOTAL_ROW"
SLACK = 1e-3
"""Part of a sum by which rounded numbers may miss it."""
FEWEST_SUMMED = 3
"""Rows that must add up before a row without a word for total is taken for one."""


@cache
def total_words() -> str:
    """The words for a total as alternatives of a pattern."""
    return "|".join(re.escape(word) for word in load("names/values.toml")["totals"]["words"])


def has_total_word(label: Cells) -> Mask:
    """Which labels hold a word for a total among others."""
    return mask_of(pc.match_substring_regex(label, rf"(?i)(^|[^\pL])({total_words()})([^\pL]|$)"))


def totals(rows: Rows, named: Mask) -> Mask:
    """Rows that begin as "Grand Totals (5700 records)" or "Total: Account" do and hold nothing else but numbers.

    Args:
        rows: All rows below the header.
        named: Those whose label holds a word for a total.
    """
    found = named.copy()
    labels = rows.labels.filter(pa.array(named))
    found[named] = mask_of(pc.match_substring_regex(labels, rf"(?i)^\W*({total_words()})\s*([(:：].*)?$"))
    for position in np.flatnonzero(found).tolist():
        found[position] = all(map(is_bare, rows.cells(position)[rows.first[position] + 1 :]))
    return found


def is_bare(cell: str | None) -> bool:
    """Whether a cell of a totals row says nothing but a number."""
    return (
        cell is None
        or cell.casefold() in blanks()
        or bool(NUMBER.match(western(cell)))
        or re.fullmatch("[A-Z]{3}", cell) is not None
    )


def sums(rows: Rows, named: Mask, known: Mask) -> Mask:
    """Rows that hold the sums of the others: with a word for total in their name, or at the edge of a month matrix.

    Args:
        rows: All rows below the header.
        named: Those whose label holds a word for a total.
        known: Those that are totals already.
    """
    filled = (rows.counts > 0) & ~known
    found = np.zeros(len(rows), dtype=bool)
    named = filled & named
    for position in np.flatnonzero(named).tolist():
        numbered = [at for at, cell in enumerate(rows.cells(position)) if cell and NUMBER.match(western(cell))]
        found[position] = _adds_up(rows.body, position, filled & ~named, numbered, fewest=2)
    left = np.flatnonzero(filled & ~found)
    if len(rows.months) >= FEWEST_MONTHS and len(left) > FEWEST_SUMMED:
        for edge in (int(left[0]), int(left[-1])):
            others = filled & ~found
            found[edge] = _adds_up(rows.body, edge, others, rows.months, fewest=FEWEST_SUMMED, varied=True)
    return found


def _adds_up(
    body: pa.Table, position: int, others: Mask, columns: Iterable[int], *, fewest: int, varied: bool = False
) -> bool:
    """Whether a row holds the sums of other rows in all columns, and not of nothing."""
    rest = others.copy()
    rest[position] = False
    sums = []
    for index in columns:
        values = numbers_of(whole(body.column(index)))
        amount, total = np.nan_to_num(values[position]), np.nansum(values[rest])
        if abs(amount - total) > SLACK * max(1.0, abs(total)):
            return False
        sums.append(round(float(total), 2))
        fewest = fewest if np.count_nonzero(np.nan_to_num(values[rest])) < fewest else 0
    return not fewest and any(sums) and (not varied or len(set(sums)) > 1)


def numbers_of(cells: Cells) -> npt.NDArray[np.float64]:
    """The numbers of a column; not-a-number where a cell holds none."""
    encoded = encode(cells)
    values = encoded.spread(pa.array(read_numbers(encoded.values).values))
    numbers: npt.NDArray[np.float64] = values.to_numpy(zero_copy_only=False).astype(np.float64)
    return numbers
