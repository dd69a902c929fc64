"""Sheets without a line of headers: told by rows that are alike from the first on, and numbered column by column."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.dates import Sort, sort_of
from revops.intake.headers import Row, is_data, known_names, row_at
from revops.intake.month_spellings import spell_out
from revops.intake.upload import Grid

NO_NAMES = "no line of headers: the columns are numbered"
LOOKED_AT = 50
_YEAR = re.compile(r"^(19|20)\d\d$")
MOSTLY = 0.8
"""Share of cells of one kind that makes a column of it."""


def first_record(cells: pa.Table, counts: npt.NDArray[np.int64], header: int | None) -> int | None:
    """Position of the first row of a sheet whose likeliest header is a record itself; None where it has headers.

    A row is a record if nothing in it is a known name but what returns below, numbers and dates stand in it only where
    they stand below it too, and something shows it: a number or date over others, or a text that returns in its column.

    Args:
        cells: The grid.
        counts: Filled cells per row.
        header: The row that looks most like headers, if any does.
    """
    broad = np.flatnonzero(counts >= 2)
    if len(broad) < 2:
        return None
    start = int(broad[0]) if header is None else header
    if not _is_record(cells, start, broad):
        return None
    above = [int(position) for position in broad[broad < start][::-1] if counts[position] == counts[start]]
    for position in above:
        if not _is_record(cells, position, broad):
            return None
        start = position
    return start


def _is_record(cells: pa.Table, start: int, broad: npt.NDArray[np.int64]) -> bool:
    rows = [row_at(cells, int(position)) for position in broad[broad > start][:LOOKED_AT]]
    first = row_at(cells, start)
    rows = [row for row in rows if not _repeats(first, row)]
    if not rows or _are_periods(first):
        return False
    below = [[row[at] for row in rows] for at in range(len(first))]
    names = [cell for cell, others in zip(first, below, strict=True) if cell and cell not in others]
    if known_names(names):
        return False
    signs = [_sign(cell, others) for cell, others in zip(first, below, strict=True) if cell]
    return min(signs) >= 0 and max(signs) > 0


def _repeats(first: Row, row: Row) -> bool:
    """Whether a row says the same known names again, as where tables are pasted below each other."""
    return known_names([cell for cell, other in zip(first, row, strict=True) if cell and cell == other]) > 1


def _sign(cell: str, below: Row) -> int:
    """1 where a cell is like those below it, -1 where it names them, 0 where nothing tells."""
    filled = [other for other in below if other]
    share = sum(map(is_data, filled)) / len(filled) if filled else 0.0
    if is_data(cell):
        return int(share >= MOSTLY)
    if share >= MOSTLY:
        return -1
    return int(len(filled) > 1 and cell in filled)


def _are_periods(row: Row) -> bool:
    """Whether a row holds months or years side by side, as the headers of a matrix do."""
    periods = [cell for cell in row if cell and (sort_of(cell) is Sort.MONTH or _YEAR.match(cell))]
    return len(set(periods)) > 1 or spell_out(row) is not None


def numbered(grid: Grid, start: int) -> Grid:
    """The sheet from its first record on, under a line of headers that numbers its columns."""
    names = [pa.chunked_array([[f"Column {at + 1}"]], pa.string()) for at in range(grid.cells.num_columns)]
    below = grid.cells.slice(start)
    columns = [
        pa.chunked_array([*name.cast(column.type).chunks, *column.chunks], column.type)
        for name, column in zip(names, below.columns, strict=True)
    ]
    return replace(
        grid,
        cells=pa.table(columns, names=below.column_names),
        first_row=grid.first_row + start - 1,
        odd=tuple((position - start + 1, length) for position, length in grid.odd if position >= start),
    )
