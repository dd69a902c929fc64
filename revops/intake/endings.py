"""Rows that are no records: totals and what is made from them, footers, headers repeated in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Mask, says
from revops.intake.derived_rows import DERIVED, derived
from revops.intake.names import fold, words
from revops.intake.row_lengths import BROKEN, LONG
from revops.intake.subtotals import subtotals
from revops.intake.totals import TOTAL, first_filled, row_of, sums, totals

FOOTER, HEADER, UNITS = "FOOTER_ROW", "REPEATED_HEADER", "UNIT_ROW"
EXAMPLE = "EXAMPLE_ROW"
UNREADABLE = (LONG, BROKEN)
"""Codes of rows that are records and whose values stand in the wrong columns."""
NOTE_HEADER = "Template note"
"""The column of the template workbook in which its own rows are marked."""
EXAMPLE_MARK = "Example row: write over it and clear this cell, or delete the row"


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
    first, label = first_filled(body, inside)
    found = totals(body, first, label)
    found |= sums(body, inside, header, label, found)
    found |= subtotals(body, inside, first, label, found)
    codes = np.full(body.num_rows, "", dtype=object)
    codes[found] = TOTAL
    codes[derived(body, inside, header, label, found)] = DERIVED
    codes[_footers(body, inside) & (codes == "")] = FOOTER
    codes[_repeats(body, header)] = HEADER
    if NOTE_HEADER in header:
        codes[says(body.column(header.index(NOTE_HEADER)), EXAMPLE_MARK)] = EXAMPLE
    return codes


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
        cells = [cell for cell in row_of(body, position) if cell]
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
