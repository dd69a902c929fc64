"""Which rows hold the headers of a block: one or two, years above months, a title with the year, units below."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.headers import are_units, joined, row_at, with_unit
from revops.intake.month_headers import years_above
from revops.intake.month_spellings import months_of_titled_year, spell_out
from revops.intake.upload import Grid

TWO_ROWS = "two rows of headers read together"
YEARS_ABOVE = "years above the months read together with them"
MOST_TITLES = 10
"""Lines above a header that may be its title."""
FEW_CELLS = 3
"""Most cells of a line of a title; a line with more is one of another table."""


@dataclass(frozen=True, kw_only=True)
class Top:
    """The headers of a block.

    Attributes:
        names: One per column; None where there is none.
        row: Position of the row that they end at.
        units: Position of the row of units below.
        notes: What was done.
    """

    names: list[str | None]
    row: int
    units: int | None = None
    notes: tuple[str, ...] = ()


def top_of(grid: Grid, start: int, end: int, counts: npt.NDArray[np.int64]) -> Top:
    """The headers that begin in a row: that row, with another one of headers, years, a title or units around it.

    Args:
        grid: The sheet.
        start: Position of the row that looks like a header.
        end: Position after the last row of the block.
        counts: How many cells of each row hold anything.
    """
    cells = grid.cells
    top = _named(cells, start, end, counts)
    if titled := months_of_titled_year(top.names, (*_titles(cells, start), grid.sheet or "")):
        top = replace(top, names=titled[0], notes=(*top.notes, *titled[1]))
    if months := spell_out(top.names):
        top = replace(top, names=months[0], notes=(*top.notes, *months[1]))
    if top.row + 2 < end and are_units(units := row_at(cells, top.row + 1)):
        names = [with_unit(name, unit) for name, unit in zip(top.names, units, strict=True)]
        notes = (*top.notes, "units taken from the row below the header")
        top = replace(top, names=names, units=top.row + 1, notes=notes)
    return top


def _titles(cells: pa.Table, start: int) -> list[str]:
    """What the lines of text right above a header say, the nearest first."""
    found: list[str] = []
    for row in range(start - 1, max(-1, start - 1 - MOST_TITLES), -1):
        line = [cell for cell in row_at(cells, row) if cell]
        if len(line) > FEW_CELLS:
            break
        found += line
    return found


def _named(cells: pa.Table, start: int, end: int, counts: npt.NDArray[np.int64]) -> Top:
    """The names of columns by the one or two rows that hold them."""
    header = row_at(cells, start)
    above = row_at(cells, start - 1) if start and counts[start - 1] > 1 else None
    below = row_at(cells, start + 1) if start + 2 < end else None
    top = Top(names=header, row=start)
    if start and (names := years_above(row_at(cells, start - 1), header)):
        top = Top(names=names, row=start, notes=(YEARS_ABOVE,))
    elif below and (names := years_above(header, below)):
        top = Top(names=names, row=start + 1, notes=(YEARS_ABOVE,))
    elif above and (names := joined(above, header)):
        top = Top(names=names, row=start, notes=(TWO_ROWS,))
    elif below and not are_units(below) and (names := joined(header, below)):
        top = Top(names=names, row=start + 1, notes=(TWO_ROWS,))
    return top
