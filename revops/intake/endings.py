"""Rows that are no records: totals and what is made from them, footers, headers repeated in between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Mask, says
from revops.intake.derived_rows import DERIVED, derived
from revops.intake.led_groups import LED, led_totals
from revops.intake.names import fold, words
from revops.intake.row_lengths import BROKEN, LONG
from revops.intake.rows import Rows
from revops.intake.subtotals import subtotals
from revops.intake.totals import TOTAL, has_total_word, sums, totals

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


def endings(rows: Rows) -> npt.NDArray[np.object_]:
    """Per row below a header the code of what it is instead of a record; empty for records."""
    named = has_total_word(rows.labels)
    found = totals(rows, named)
    found |= sums(rows, named, found)
    found |= subtotals(rows, named, found)
    codes = np.full(len(rows), "", dtype=object)
    codes[found] = TOTAL
    codes[led_totals(rows, found)] = LED
    codes[derived(rows, found)] = DERIVED
    codes[_footers(rows) & (codes == "")] = FOOTER
    codes[_repeats(rows)] = HEADER
    if NOTE_HEADER in rows.header:
        codes[says(rows.body.column(rows.header.index(NOTE_HEADER)), EXAMPLE_MARK)] = EXAMPLE
    return codes


def _footers(rows: Rows) -> Mask:
    """Lonely sentences below the last full row: copyright, filters, confidentiality."""
    footers = np.zeros(len(rows), dtype=bool)
    if len(rows.header) < 3 or not len(rows):
        return footers
    full = np.flatnonzero(rows.counts >= max(2, len(rows.header) // 3))
    last = int(full[-1]) if len(full) else 0
    known = words("footers")
    for position in range(last + 1, min(len(rows), last + 100)):
        cells = [cell for cell in rows.cells(position) if cell]
        if len(cells) != 1:
            continue
        gap = rows.counts[position - 1] == 0 or footers[position - 1]
        first_words = fold(cells[0])
        footers[position] = gap or " " in cells[0].strip() or any(first_words.startswith(word) for word in known)
    return footers


def _repeats(rows: Rows) -> Mask:
    """Rows that repeat the header, as in files pasted below each other."""
    same = np.ones(len(rows), dtype=bool)
    for name, column in zip(rows.header, rows.body.columns, strict=True):
        if name is None or not same.any():
            continue
        same &= says(column, name)
    return same
