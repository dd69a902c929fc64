"""Rows that are no records: totals and subtotals, footers, headers repeated in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, says, whole
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of, without_unit
from revops.intake.digits import western
from revops.intake.encoded import encode
from revops.intake.look import NUMBER
from revops.intake.money import read_numbers
from revops.intake.names import blanks, fold, words
from revops.intake.row_lengths import BROKEN, LONG

TOTAL, FOOTER, HEADER, UNITS = "TOTAL_ROW", "FOOTER_ROW", "REPEATED_HEADER", "UNIT_ROW"
EXAMPLE = "EXAMPLE_ROW"
UNREADABLE = (LONG, BROKEN)
"""Codes of rows that are records and whose values stand in the wrong columns."""
NOTE_HEADER = "Template note"
"""The column of the template workbook in which its own rows are marked."""
EXAMPLE_MARK = "Example row: write over it and clear this cell, or delete the row"
SLACK = 1e-3
"""Part of a sum by which rounded numbers may miss it."""
MOST_FILLED = 0.6
"""Part of the cells beyond which a row has no gaps."""
MOST_CHECKED = 1_000
"""Rows with gaps, the last ones, that are looked into for a total behind a number."""
FEWEST_SUMMED = 3
"""Rows that must add up before a row without a word for total is taken for one."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Rows that are no records, as they stand in the file.

    Attributes:
        cells: Their cells, under the headers of the block.
        rows: Their row numbers in the user's file.
        codes: What each is: a total, a footer, a repeated header; or why a record cannot be read.
    """

    cells: pa.Table
    rows: npt.NDArray[np.int64]
    codes: npt.NDArray[np.object_]

    @property
    def records(self) -> int:
        """How many of them are records all the same."""
        return int(np.isin(self.codes.astype(str), UNREADABLE).sum())


def endings(body: pa.Table, inside: Mask, header: Sequence[str | None]) -> npt.NDArray[np.object_]:
    """Per row the code of what it is instead of a record; empty for records.

    Args:
        body: All rows below the header.
        inside: Which cells of it are filled.
        header: The names above its columns.
    """
    first, label = _first_filled(body, inside)
    totals = _totals(body, first, label)
    codes = np.full(body.num_rows, "", dtype=object)
    codes[totals | _sums(body, inside, header, label, totals)] = TOTAL
    codes[_footers(body, inside) & (codes == "")] = FOOTER
    codes[_repeats(body, header)] = HEADER
    if NOTE_HEADER in header:
        codes[says(body.column(header.index(NOTE_HEADER)), EXAMPLE_MARK)] = EXAMPLE
    return codes


def _row(body: pa.Table, position: int) -> list[str | None]:
    return [column[position].as_py() for column in body.columns]


def _first_filled(body: pa.Table, inside: Mask) -> tuple[npt.NDArray[np.int64], Cells]:
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
        for at, cell in reversed(list(enumerate(_row(body, int(position)))))
        if cell and re.search(r"[^\W\d_]", cell)
    }
    mask = np.isin(np.arange(len(first)), list(worded))
    first[mask] = [worded[position][0] for position in sorted(worded)]
    replacements = pa.array([worded[position][1] for position in sorted(worded)], pa.string())
    return first, pc.replace_with_mask(text, pa.array(mask), replacements)


@cache
def _total_words() -> str:
    return "|".join(re.escape(word) for word in load("names/values.toml")["totals"]["words"])


def _totals(body: pa.Table, first: npt.NDArray[np.int64], label: Cells) -> Mask:
    """Rows that begin as "Grand Totals (5700 records)" or "Total: Account" do and hold nothing else but numbers."""
    flagged = mask_of(pc.match_substring_regex(label, rf"(?i)^\W*({_total_words()})\s*([(:：].*)?$"))
    for position in np.flatnonzero(flagged):
        flagged[position] = all(map(_is_bare, _row(body, int(position))[first[position] + 1 :]))
    return flagged


def _is_bare(cell: str | None) -> bool:
    """Whether a cell of a totals row says nothing but a number."""
    return (
        cell is None
        or cell.casefold() in blanks()
        or bool(NUMBER.match(western(cell)))
        or re.fullmatch("[A-Z]{3}", cell) is not None
    )


def _sums(body: pa.Table, inside: Mask, header: Sequence[str | None], label: Cells, known: Mask) -> Mask:
    """Rows that hold the sums of the others: with a word for total in their name, or at the edge of a month matrix."""
    filled = inside.any(axis=1) & ~known
    months = [index for index, name in enumerate(header) if name and sort_of(without_unit(name)) is Sort.MONTH]
    found = np.zeros(body.num_rows, dtype=bool)
    named = filled & mask_of(pc.match_substring_regex(label, rf"(?i)(^|[^\pL])({_total_words()})([^\pL]|$)"))
    for position in np.flatnonzero(named):
        numbered = [at for at, cell in enumerate(_row(body, int(position))) if cell and NUMBER.match(western(cell))]
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
        values = _numbers(whole(body.column(index)))
        amount, total = np.nan_to_num(values[position]), np.nansum(values[rest])
        if abs(amount - total) > SLACK * max(1.0, abs(total)):
            return False
        sums.append(round(float(total), 2))
        fewest = fewest if np.count_nonzero(np.nan_to_num(values[rest])) < fewest else 0
    return not fewest and any(sums) and (not varied or len(set(sums)) > 1)


def _numbers(cells: Cells) -> npt.NDArray[np.float64]:
    """The numbers of a column; not-a-number where a cell holds none."""
    encoded = encode(cells)
    values = encoded.spread(pa.array(read_numbers(encoded.values).values))
    numbers: npt.NDArray[np.float64] = values.to_numpy(zero_copy_only=False).astype(np.float64)
    return numbers


def _footers(body: pa.Table, inside: Mask) -> Mask:
    """Lonely sentences below the last full row: copyright, filters, confidentiality."""
    counts = inside.sum(axis=1)
    footers = np.zeros(body.num_rows, dtype=bool)
    if body.num_columns < 3 or not body.num_rows:
        return footers
    full = np.flatnonzero(counts >= max(2, body.num_columns // 3))
    last = int(full[-1]) if len(full) else 0
    known = words("footers")
    for position in range(last + 1, min(body.num_rows, last + 100)):
        cells = [cell for cell in _row(body, position) if cell]
        if len(cells) != 1:
            continue
        gap = counts[position - 1] == 0 or footers[position - 1]
        first_words = fold(cells[0])
        footers[position] = gap or " " in cells[0].strip() or any(first_words.startswith(word) for word in known)
    return footers


def _repeats(body: pa.Table, header: Sequence[str | None]) -> Mask:
    """Rows that repeat the header, as in files pasted below each other."""
    same = np.ones(body.num_rows, dtype=bool)
    for name, column in zip(header, body.columns, strict=True):
        if name is None or not same.any():
            continue
        same &= says(column, name)
    return same
