"""Several tables in one sheet, side by side: told apart by the blank columns between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Mask
from revops.intake.headers import SEARCHED_ROWS, known_names
from revops.intake.upload import Grid

FEWEST_COLUMNS = 2


def filled_cells(cells: pa.Table) -> Mask:
    """Which cells hold anything, row by column; the cells of a column lie side by side in memory."""
    columns = [column.is_valid().to_numpy() for column in cells.columns]
    return np.array(columns).T if columns else np.zeros((0, 0), dtype=bool)


def side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """The sheet as one grid per table that stands beside another; itself where there is only one.

    A blank column separates tables only if each side has headers of its own and both repeat a header, begin in
    different rows, or end in different rows: a blank column within one table does none of this.
    """
    if grid.form is not None:
        return (grid,)
    filled = filled_cells(grid.cells)
    spans = _spans(filled)
    if len(spans) < 2 or any(end - start < FEWEST_COLUMNS for start, end in spans):
        return (grid,)
    tops = [_top(grid, start, end) for start, end in spans]
    if any(at is None for at, _ in tops):
        return (grid,)
    ends = {int(np.flatnonzero(filled[:, start:end].any(axis=1))[-1]) for start, end in spans}
    names = [name for _, names in tops for name in names]
    if len(ends) == 1 and len({at for at, _ in tops}) == 1 and len(set(names)) == len(names):
        return (grid,)
    return tuple(_part(grid, start, end) for start, end in spans)


def _spans(filled: Mask) -> list[tuple[int, int]]:
    """Start and end of the runs of columns that hold anything."""
    used = np.concatenate([[False], filled.any(axis=0), [False]]).astype(np.int8)
    edges = np.diff(used)
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))


def _top(grid: Grid, start: int, end: int) -> tuple[int | None, Sequence[str]]:
    """Place and names of the first row of a span with two names that are known."""
    columns = [column.slice(0, SEARCHED_ROWS).to_pylist() for column in grid.cells.columns[start:end]]
    for at, row in enumerate(zip(*columns, strict=True)):
        names = [cell for cell in row if cell]
        if known_names(names) >= FEWEST_COLUMNS:
            return at, names
    return None, ()


def _part(grid: Grid, start: int, end: int) -> Grid:
    columns = grid.cells.columns[start:end]
    faults = tuple(replace(fault, column=fault.column - start) for fault in grid.faults if start <= fault.column < end)
    return replace(
        grid,
        cells=pa.table(columns, names=[str(position) for position in range(len(columns))]),
        first_column=grid.first_column + start,
        faults=faults,
        shown=tuple(replace(each, column=each.column - start) for each in grid.shown if start <= each.column < end),
        notes=(*grid.notes, "one of several tables side by side"),
    )
