"""Sheets to blocks: the header below a preamble, the rows below the header, without totals and footers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.dataset import Refusal
from revops.intake.arrow import Mask
from revops.intake.dates import FEWEST_MONTHS, Sort, sort_of
from revops.intake.endings import LeftOut, endings
from revops.intake.look import NUMBER, Look, look_at
from revops.intake.names import known_headers, spellings
from revops.intake.upload import Grid, TextForm

SEARCHED_ROWS = 60
MOST_BLOCKS = 20


@dataclass(frozen=True, kw_only=True)
class Block:
    """One table as it stands in a sheet: headers and the rows below them.

    Attributes:
        sheet: Name of the sheet; None for a text file.
        headers: One per column, made unique; a column without a name is called by its letter.
        header_row: Row number of the header in the user's file.
        body: Text cells under `headers`, without blank rows, totals and footers.
        rows: Row numbers of `body` in the user's file.
        looks: How the values under each header look.
        left_out: Totals, footers and repeated headers; None where nobody looked.
        notes: How it was read.
        has_decimal_comma: Whether the file's punctuation speaks for decimal commas.
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
    """The tables of a sheet, from top to bottom; none where no row looks like a header."""
    filled = _filled(grid.cells)
    counts = filled.sum(axis=1)
    starts = _starts(grid, counts)
    ends = [*starts[1:], grid.cells.num_rows] if starts else []
    notes = [_preamble(starts[0]), *[("another table of the same sheet",)] * (len(starts) - 1)] if starts else []
    return tuple(
        _block(grid, filled, slice(start, end), note) for start, end, note in zip(starts, ends, notes, strict=True)
    )


def _filled(cells: pa.Table) -> Mask:
    columns = [column.is_valid().to_numpy() for column in cells.columns]
    return np.column_stack(columns) if columns else np.zeros((0, 0), dtype=bool)


def _starts(grid: Grid, counts: npt.NDArray[np.int64]) -> list[int]:
    """Positions of header rows: the best of the first rows, then any known header below a gap."""
    first = _best_header(grid.cells, counts)
    if first is None:
        return []
    starts = [first]
    gaps = np.flatnonzero((counts[first + 1 : -1] == 0) & (counts[first + 2 :] > 0)) + first + 2
    for position in gaps[: 50 * MOST_BLOCKS]:
        at = _header_near(grid.cells, int(position), counts)
        if at is not None and at > starts[-1]:
            starts.append(at)
    return starts[:MOST_BLOCKS]


def _row(cells: pa.Table, position: int) -> list[str | None]:
    return [column[position].as_py() for column in cells.columns]


def _best_header(cells: pa.Table, counts: npt.NDArray[np.int64]) -> int | None:
    top = cells.slice(0, SEARCHED_ROWS)
    rows = list(zip(*(column.to_pylist() for column in top.columns), strict=True))
    width = int(np.median(counts[counts > 0][: 10 * SEARCHED_ROWS])) if (counts > 0).any() else 0
    scores = [(_header_score(row, width), -position) for position, row in enumerate(rows)]
    if not scores:
        return None
    score, position = max(scores)
    return -position if score > 0 else None


def _header_near(cells: pa.Table, position: int, counts: npt.NDArray[np.int64]) -> int | None:
    """A header in the first rows below a gap: at least two known names and nothing that is data."""
    for at in range(position, min(position + 5, cells.num_rows - 1)):
        row = _row(cells, at)
        names = [cell for cell in row if cell]
        known = sum(_is_known(cell) for cell in names)
        if known >= 2 and known >= 0.5 * len(names) and counts[at + 1] > 0:
            return at
    return None


def _header_score(row: Sequence[str | None], width: int) -> float:
    """How much a row looks like a header: known names above all, then words as wide as the table."""
    names = [cell for cell in row if cell]
    if not names:
        return 0.0
    months = _months_across(names)
    known = sum(_is_known(cell) for cell in names) + months
    data = sum(_is_data(cell) for cell in names) - months
    if data > 0.3 * len(names):
        return 0.0
    words_share = len(set(names)) / len(names) * (1 - data / len(names))
    breadth = min(1.0, len(names) / width) if width else 1.0
    return 2.0 * known + breadth * words_share * (2 if len(names) > 1 else 0.2)


def _months_across(names: Sequence[str]) -> int:
    """How many months stand side by side as in the header of a month matrix; 0 where it is none."""
    months = [cell for cell in names if sort_of(cell) is Sort.MONTH]
    is_matrix = len(set(months)) == len(months) >= max(FEWEST_MONTHS, 0.4 * len(names))
    return len(months) if is_matrix else 0


def _is_known(cell: str) -> bool:
    return any(name.replace(" ", "") in known_headers() for name in spellings(cell))


def _is_data(cell: str) -> bool:
    return sort_of(cell) is not None or bool(NUMBER.match(cell))


def _block(grid: Grid, filled: Mask, place: slice, notes: tuple[str, ...]) -> Block:
    start, end = place.start, place.stop
    header = _row(grid.cells, start)
    below = slice(start + 1, end)
    inside = filled[below]
    used = [index for index in range(len(header)) if header[index] or inside[:, index].any()]
    headers = _unique([header[index] or f"(column {_letter(index)})" for index in used])
    body = pa.table([grid.cells.column(index).slice(start + 1, end - start - 1) for index in used], names=list(headers))
    inside = inside[:, used]
    keep = inside.any(axis=1)
    codes = endings(body, inside, [header[index] for index in used])
    block = Block(
        sheet=grid.sheet,
        headers=headers,
        header_row=grid.first_row + start,
        body=body.combine_chunks(),
        rows=np.arange(end - start - 1, dtype=np.int64) + grid.first_row + start + 1,
        notes=(*grid.notes, *notes),
        has_decimal_comma=grid.has_decimal_comma,
    )
    kept, out = block.keep(keep & (codes == "")), keep & (codes != "")
    left_out = LeftOut(cells=block.body.filter(pa.array(out)), rows=block.rows[out], codes=codes[out])
    looks = tuple(look_at(column.combine_chunks()) for column in kept.body.columns)
    return replace(kept, looks=looks, left_out=left_out)


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
