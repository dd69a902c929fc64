"""Totals of groups in the middle of a sheet: named after their group, or numbers alone that add it up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Mask, whole
from revops.intake.digits import western
from revops.intake.look import NUMBER
from revops.intake.names import fold
from revops.intake.rows import Rows, are_numbers
from revops.intake.totals import SLACK, is_bare, numbers_of, total_words

MOST_CHECKED = 5_000
"""Rows beyond which those with gaps are no exception."""
MOST_LEVELS = 12
"""Totals above a row from which on its sum may begin."""
FEWEST_SUMMED = 2
"""Rows that must add up before numbers alone are taken for a total."""
ROUNDED = 0.5
"""By how much a sum in whole numbers misses that of the numbers as they are."""

Numbers = npt.NDArray[np.float64]


def subtotals(rows: Rows, named: Mask, known: Mask) -> Mask:
    """Rows that name a group above them with a word for total, or that hold nothing but the sums of it.

    Args:
        rows: All rows below the header.
        named: Those whose label holds a word for a total.
        known: Those that are totals already.
    """
    named = rows.have_gaps & named & ~known
    bare = are_numbers(rows.labels, rows.have_gaps & ~known & ~named)
    checked = np.flatnonzero(named | bare)
    filled = rows.counts > 0
    found = np.zeros(len(rows), dtype=bool)
    if not len(checked) or len(checked) > min(MOST_CHECKED, filled.sum() / 2):
        return found
    groups = _Groups(rows.body, filled & ~named & ~bare & ~known)
    ends = np.flatnonzero(known)
    for position in checked.tolist():
        starts = [0, *(np.concatenate([ends[ends < position], np.flatnonzero(found)]) + 1).tolist()]
        starts = sorted(starts, reverse=True)[:MOST_LEVELS]
        cells = rows.cells(position)
        if named[position]:
            found[position] = groups.are_named(cells, int(rows.first[position]), starts[0], position)
        found[position] |= groups.add_up(cells, starts, position, fewest=1 if named[position] else FEWEST_SUMMED)
    return found


class _Groups:
    """The records between two totals: what they are called and what they add up to."""

    def __init__(self, body: pa.Table, records: Mask) -> None:
        self._body = body
        self._records = records
        self._counted = _running(records.astype(np.float64))
        self._sums: dict[int, tuple[Numbers, Numbers]] = {}

    def are_named(self, cells: Sequence[str | None], at: int, start: int, end: int) -> bool:
        """Whether a row holds the name of the group above with a word for total, and otherwise numbers alone."""
        name = fold(re.sub(rf"(?i)(?<!\w)({total_words()})(?!\w)", " ", cells[at] or ""))
        above = whole(self._body.column(at).slice(start, end - start)).drop_null().unique().to_pylist()
        return bool(name) and name in map(fold, above) and all(map(is_bare, cells[at + 1 :]))

    def add_up(self, cells: Sequence[str | None], starts: Sequence[int], end: int, *, fewest: int) -> bool:
        """Whether all numbers of a row are sums of the records since one of the starts, or say how many these are."""
        columns = [at for at, cell in enumerate(cells) if cell and NUMBER.match(western(cell))]
        enough = (start for start in starts if self._counted[end] - self._counted[start] >= fewest)
        return any(self._are_sums(columns, start, end) for start in enough)

    def _are_sums(self, columns: Sequence[int], start: int, end: int) -> bool:
        count = self._counted[end] - self._counted[start]
        has_sum = False
        for column in columns:
            values, running = self._numbers(column)
            total = running[end] - running[start]
            is_sum = abs(values[end] - total) <= min(ROUNDED, SLACK * max(1.0, abs(total)))
            if not is_sum and values[end] != count:
                return False
            has_sum = has_sum or (is_sum and total != 0)
        return has_sum

    def _numbers(self, column: int) -> tuple[Numbers, Numbers]:
        """The numbers of a column, and what those of records add up to above each row."""
        if column not in self._sums:
            values = numbers_of(whole(self._body.column(column)))
            self._sums[column] = values, _running(np.where(self._records, np.nan_to_num(values), 0.0))
        return self._sums[column]


def _running(values: Numbers) -> Numbers:
    return np.concatenate([[0.0], np.cumsum(values)])
