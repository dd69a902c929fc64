"""Rows that add up other rows: by a word for total, or by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of
from revops.intake.digits import western
from revops.intake.encoded import encode
from revops.intake.look import NUMBER
from revops.intake.money import read_numbers
from revops.intake.month_headers import time_in
from revops.intake.names import blanks

TOTAL = "TOTAL_ROW"
SLACK = 1e-3
"""Part of a sum by which rounded numbers may miss it."""
MOST_FILLED = 0.6
"""Part of the cells beyond which a row has no gaps."""
MOST_CHECKED = 1_000
"""Rows with gaps, the last ones, that are looked into for a total behind a number."""
FEWEST_SUMMED = 3
"""Rows that must add up before a row without a word for total is taken for one."""


def row_of(body: pa.Table, position: int) -> list[str | None]:
    """The cells of a row, from left to right."""
    return [column[position].as_py() for column in body.columns]


def first_filled(body: pa.Table, inside: Mask) -> tuple[npt.NDArray[np.int64], Cells]:
    """Per row, the position of the first filled cell, and its text."""
    first = np.where(inside.any(axis=1), inside.argmax(axis=1), -1)
    text = pa.nulls(body.num_rows, pa.string())
    for index in np.unique(first[first >= 0]):
        text = pc.if_else(pa.array(first == index), plain(whole(body.column(int(index)))), text)
    return _past_numbers(body, inside, first, text)


def _past_numbers(
    body: pa.Table, inside: Mask, first: npt.NDArray[np.int64], text: Cells
) -> tuple[npt.NDArray[np.int64], Cells]:
    """The same, but the first filled cell with letters in rows with gaps that begin with a number, as totals may."""
    has_gaps = inside.sum(axis=1) <= max(2, MOST_FILLED * body.num_columns)
    if not has_gaps.any():
        return first, text
    numbers = has_gaps & mask_of(pc.match_substring_regex(text, r"^[^\pL]*\pN[^\pL]*$"))
    worded = {
        int(position): (at, cell)
        for position in np.flatnonzero(numbers)[-MOST_CHECKED:]
        for at, cell in reversed(list(enumerate(row_of(body, int(position)))))
        if cell and re.search(r"[^\W\d_]", cell)
    }
    mask = np.isin(np.arange(len(first)), list(worded))
    first[mask] = [worded[position][0] for position in sorted(worded)]
    replacements = pa.array([worded[position][1] for position in sorted(worded)], pa.string())
    return first, pc.replace_with_mask(text, pa.array(mask), replacements)


@cache
def total_words() -> str:
    """The words for a total as alternatives of a pattern."""
    return "|".join(re.escape(word) for word in load("names/values.toml")["totals"]["words"])


def has_total_word(label: Cells) -> Mask:
    """Which labels hold a word for a total among others."""
    return mask_of(pc.match_substring_regex(label, rf"(?i)(^|[^\pL])({total_words()})([^\pL]|$)"))


def totals(body: pa.Table, first: npt.NDArray[np.int64], label: Cells) -> Mask:
    """Rows that begin as "Grand Totals (5700 records)" or "Total: Account" do and hold nothing else but numbers."""
    flagged = mask_of(pc.match_substring_regex(label, rf"(?i)^\W*({total_words()})\s*([(:：].*)?$"))
    for position in np.flatnonzero(flagged):
        flagged[position] = all(map(is_bare, row_of(body, int(position))[first[position] + 1 :]))
    return flagged


def is_bare(cell: str | None) -> bool:
    """Whether a cell of a totals row says nothing but a number."""
    return (
        cell is None
        or cell.casefold() in blanks()
        or bool(NUMBER.match(western(cell)))
        or re.fullmatch("[A-Z]{3}", cell) is not None
    )


def sums(body: pa.Table, inside: Mask, header: Sequence[str | None], label: Cells, known: Mask) -> Mask:
    """Rows that hold the sums of the others: with a word for total in their name, or at the edge of a month matrix."""
    filled = inside.any(axis=1) & ~known
    months = [index for index, name in enumerate(header) if name and sort_of(time_in(name)) is Sort.MONTH]
    found = np.zeros(body.num_rows, dtype=bool)
    named = filled & has_total_word(label)
    for position in np.flatnonzero(named):
        numbered = [at for at, cell in enumerate(row_of(body, int(position))) if cell and NUMBER.match(western(cell))]
        found[position] = _adds_up(body, int(position), filled & ~named, numbered, fewest=2)
    left = np.flatnonzero(filled & ~found)
    if len(months) >= FEWEST_MONTHS and len(left) > FEWEST_SUMMED:
        for edge in (int(left[0]), int(left[-1])):
            found[edge] = _adds_up(body, edge, filled & ~found, months, fewest=FEWEST_SUMMED, varied=True)
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
