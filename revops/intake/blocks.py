"""Sheets to blocks: the header below a preamble, the rows below it, without totals, footers and broken rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.dataset import Refusal
from revops.intake.arrow import Mask, says, whole
from revops.intake.endings import UNITS, LeftOut, endings
from revops.intake.header_rows import Top, top_of
from revops.intake.headerless import NO_NAMES, first_record, numbered
from revops.intake.headers import best_header, header_near, row_at
from revops.intake.look import Look, look_at
from revops.intake.regions import filled_cells, side_by_side
from revops.intake.row_lengths import SHORT, Below, judge_lengths
from revops.intake.rows import Rows
from revops.intake.upload import Grid, Shown, TextForm

MOST_BLOCKS = 20
ANOTHER = "another table of the same sheet"
"""The note of a table below another, whose title stands above that one."""
FEWEST_REPEATED, PART_REPEATED = 3, 0.6
"""Names, and part of all names, that a row repeats of a header to be one itself."""


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """A cell that is not what it may seem: its code, row number, header and what it shows.

    It counts as blank though it holds something, or is missing from a row that ends early.
    """

    code: str
    row: int
    header: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One table as it stands in a sheet: headers and the rows below them.

    Attributes:
        sheet: Name of the sheet; None for a text file.
        headers: One per column, made unique; a column without a name is called by its letter.
        header_row: Row number of the header in the user's file; 0 where it has none and the columns are numbered.
        body: Text cells under `headers`, without blank rows, totals, footers and rows of a wrong length; of a large
            file, columns of few different values are dictionary-encoded.
        rows: Row numbers of `body` in the user's file.
        looks: How the values under each header look.
        left_out: Totals, footers, repeated headers, and rows whose values moved to the wrong columns; None where nobody
            looked.
        notes: How it was read.
        has_decimal_comma: Whether the file's punctuation speaks for decimal commas.
        faults: Cells that count as blank though they hold something.
        above: What the lines above the first header of the sheet say.
        shown: Header to the signs of currencies that its numbers are shown with, where no cell holds them; row numbers
            are those of `rows`.
    """

    sheet: str | None
    headers: tuple[str, ...]
    header_row: int
    body: pa.Table
    rows: npt.NDArray[np.int64]
    looks: tuple[Look, ...] = ()
    left_out: LeftOut | None = None
    notes: tuple[str, ...] = ()
    has_decimal_comma: bool = False
    faults: tuple[CellFault, ...] = ()
    above: tuple[str, ...] = ()
    shown: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)

    def keep(self, mask: Mask) -> Block:
        """The block with only those rows."""
        if mask.all():
            return self
        return replace(self, body=self.body.filter(pa.array(mask)), rows=self.rows[mask])


@dataclass(frozen=True, kw_only=True)
class OpenedFile:
    """A file after reading and before interpretation; can be pickled and cached by `sha256`.

    Attributes:
        name: File name as uploaded.
        sha256: Hash of the bytes.
        blocks: The tables of its sheets, as text.
        refusals: Why the file or some of its sheets cannot be used.
        form: How a text file is written; None for a workbook.
    """

    name: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    form: TextForm | None = None


def blocks_of(grid: Grid) -> tuple[Block, ...]:
    """The tables of a sheet, from left to right and from top to bottom; none where no row looks like a header."""
    return tuple(block for part in side_by_side(grid) for block in _stacked(part))


def _stacked(grid: Grid) -> tuple[Block, ...]:
    filled = filled_cells(grid.cells)
    counts = filled.sum(axis=1)
    starts = _starts(grid, counts)
    start = first_record(grid.cells, counts, starts[0] if starts else None)
    if start is not None:
        return (_without_names(grid, start),)
    ends = [*starts[1:], grid.cells.num_rows] if starts else []
    notes = [_preamble(starts[0]), *[(ANOTHER,)] * (len(starts) - 1)] if starts else []
    above = _above(grid.cells, min(starts, default=0))
    return tuple(
        replace(_block(grid, filled, slice(start, end), note), above=above)
        for start, end, note in zip(starts, ends, notes, strict=True)
    )


def _without_names(grid: Grid, start: int) -> Block:
    found = numbered(grid, start)
    rows = slice(0, found.cells.num_rows)
    block = _block(found, filled_cells(found.cells), rows, (NO_NAMES,))
    return replace(block, header_row=0, above=_above(grid.cells, start))


def _above(cells: pa.Table, start: int) -> tuple[str, ...]:
    """The cells above a row, and each of its lines as a whole, which a comma in a date may have parted."""
    lines = [[cell for cell in row_at(cells, row) if cell] for row in range(start)]
    return tuple(text for line in lines for text in (*line, *([", ".join(line)] if len(line) > 1 else [])))


def _starts(grid: Grid, counts: npt.NDArray[np.int64]) -> list[int]:
    """Positions of header rows: the best of the first rows, any known header below a gap, and the same once more."""
    first = best_header(grid.cells, counts)
    if first is None:
        return []
    starts = [first]
    gaps = np.flatnonzero((counts[first + 1 : -1] == 0) & (counts[first + 2 :] > 0)) + first + 2
    for position in gaps[: 50 * MOST_BLOCKS]:
        at = header_near(grid.cells, int(position), counts)
        if at is not None and at > starts[-1]:
            starts.append(at)
    return sorted({*starts, *_changed(grid.cells, first)})[:MOST_BLOCKS]


def _changed(cells: pa.Table, first: int) -> list[int]:
    """Rows that repeat most of the header with a name more or less: another table pasted below."""
    header = row_at(cells, first)
    named = [index for index, name in enumerate(header) if name]
    most = math.ceil(max(FEWEST_REPEATED, PART_REPEATED * len(named)))
    same = np.zeros(cells.num_rows - first - 1, dtype=np.int64)
    for number, index in enumerate(named):
        if number > len(named) - most and not same.any():
            return []
        same += says(cells.column(index).slice(first + 1), header[index])
    near = np.flatnonzero(same >= most) + first + 1
    return [int(at) for at in near[:MOST_BLOCKS] if row_at(cells, int(at)) != header]


def _block(grid: Grid, filled: Mask, place: slice, notes: tuple[str, ...]) -> Block:
    top = top_of(grid, place.start, place.stop, filled.sum(axis=1))
    start, end, header = top.row + 1, place.stop, top.names
    inside = filled[start:end]
    used = [index for index in range(len(header)) if header[index] or inside[:, index].any()]
    headers = _unique([header[index] or f"(column {_letter(index + grid.first_column)})" for index in used])
    body = pa.table([grid.cells.column(index).slice(start, end - start) for index in used], names=list(headers))
    rows = Rows(body=body, inside=inside[:, used], header=[header[index] for index in used])
    codes = endings(rows)
    if top.units is not None:
        codes[top.units - start] = UNITS
    below = _below(grid, filled, top, end)
    wrong = judge_lengths(below, (rows.counts > 0) & (codes == ""))
    codes = np.where((codes == "") & (wrong != SHORT), wrong, codes)
    is_record = codes == ""
    short = np.flatnonzero(wrong == SHORT)
    blank = len(header) - len(used)
    empty = (f"{blank} empty column{'s' * (blank > 1)} left out",) if blank else ()
    block = Block(
        sheet=grid.sheet,
        headers=headers,
        header_row=grid.first_row + top.row,
        body=body.combine_chunks(),
        rows=np.arange(end - start, dtype=np.int64) + grid.first_row + start,
        notes=(*grid.notes, *notes, *top.notes, *empty),
        has_decimal_comma=grid.has_decimal_comma,
        shown=_shown(grid, dict(zip(used, headers, strict=True))),
        faults=(
            *_faults(grid, dict(zip(used, headers, strict=True)), start, end),
            *_missing(grid, below, short, start),
        ),
    )
    kept, out = block.keep((rows.counts > 0) & is_record), (rows.counts > 0) & ~is_record
    left_out = LeftOut(cells=block.body.filter(pa.array(out)), rows=block.rows[out], codes=codes[out])
    looks = tuple(look_at(whole(column)) for column in kept.body.columns)
    return replace(kept, looks=looks, left_out=left_out)


def _below(grid: Grid, filled: Mask, top: Top, end: int) -> Below:
    start = top.row + 1
    return Below(
        cells=grid.cells.slice(start, end - start),
        filled=filled[start:end],
        names=top.names,
        lengths=None if grid.lengths is None else grid.lengths[start:end],
        room=len(top.names) if grid.lengths is None else int(grid.lengths[top.row]),
    )


def _missing(grid: Grid, below: Below, short: npt.NDArray[np.int64], start: int) -> tuple[CellFault, ...]:
    """The first cell with a name that is missing from each row that ends early."""
    first = [(row, int(below.counted[row])) for row in short.tolist()]
    return tuple(
        CellFault(code=SHORT, row=grid.first_row + start + row, header=next(filter(None, below.names[at:]), ""))
        for row, at in first
    )


def _faults(grid: Grid, headers: Mapping[int, str], start: int, end: int) -> tuple[CellFault, ...]:
    """The faults among the rows of a block, under its headers."""
    rows = range(grid.first_row + start, grid.first_row + end)
    return tuple(
        CellFault(code=fault.code, row=fault.row, header=headers[fault.column], text=fault.text)
        for fault in grid.faults
        if fault.row in rows and fault.column in headers
    )


def _shown(grid: Grid, headers: Mapping[int, str]) -> Mapping[str, tuple[Shown, ...]]:
    """The signs that the numbers under each header are shown with."""
    found: dict[str, list[Shown]] = {}
    for each in grid.shown:
        if each.column in headers:
            found.setdefault(headers[each.column], []).append(each)
    return {header: tuple(runs) for header, runs in found.items()}


def _preamble(start: int) -> tuple[str, ...]:
    if not start:
        return ()
    return (f"{start} line{'s' if start > 1 else ''} above the header",)


def _letter(index: int) -> str:
    """Name of a column as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    seen: set[str] = set()
    unique = []
    for name in names:
        candidate, number = name, 1
        while candidate in seen:
            number += 1
            candidate = f"{name} ({number})"
        seen.add(candidate)
        unique.append(candidate)
    return tuple(unique)
