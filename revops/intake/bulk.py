"""Large text files whose rows are alike, read in one stroke by Arrow; runs in the child process."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.csv

from revops.intake.arrow import Cells, pc
from revops.intake.dialect import Dialect
from revops.intake.header_line import mend_header

MOST_ODD_ROWS = 2_000
"""Rows of another width; with more, the file is read line by line."""
BLOCK = 1 << 23
_csv: Any = pyarrow.csv


@dataclass(frozen=True, kw_only=True)
class Even:
    """Cells of an even file.

    Attributes:
        cells: Text columns, named by position; blank cells are null, empty columns at the end are cut.
        notes: What was mended, one phrase each.
    """

    cells: pa.Table
    notes: tuple[str, ...] = ()


def read_even(plain: bytes, dialect: Dialect) -> Even | None:
    """The cells of UTF-8 text; None where the rows are too different for one stroke.

    Args:
        plain: UTF-8 without a mark.
        dialect: How the cells are separated.
    """
    if dialect.width < 2 or dialect.skips_space or b"\n" not in plain[:BLOCK] or not dialect.delimiter.isascii():
        return None
    odd: list[Any] = []
    try:
        table = _read(plain, dialect, odd, is_ordered=False)
        if odd:
            odd.clear()
            table = _read(plain, dialect, odd, is_ordered=True)
    except pa.ArrowInvalid:
        return None
    if len(odd) > MOST_ODD_ROWS or any(row.number is None for row in odd):
        return None
    return _together(table, odd, dialect)


def _read(plain: bytes, dialect: Dialect, odd: list[Any], *, is_ordered: bool) -> pa.Table:
    def keep(row: Any) -> str:
        odd.append(row)
        return "skip" if is_ordered and len(odd) <= MOST_ODD_ROWS else "error"

    names = [str(position) for position in range(dialect.width)]
    try:
        found: pa.Table = _csv.read_csv(
            pa.py_buffer(plain),
            read_options=_csv.ReadOptions(column_names=names, block_size=BLOCK, use_threads=not is_ordered),
            parse_options=_csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote,
                double_quote=dialect.escape is None,
                escape_char=dialect.escape or False,
                newlines_in_values=dialect.quote.encode() in plain,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        if is_ordered or not odd:
            raise
        return pa.table({})
    return found


def _together(table: pa.Table, odd: Sequence[Any], dialect: Dialect) -> Even | None:
    """The even rows with the odd ones at their places."""
    rows: list[list[str]] = []
    for row in odd:
        if row.text.count(dialect.quote) % 2:
            return None
        cells = list(dialect.rows(row.text.splitlines(keepends=True)))
        rows.append(cells[0] if cells else [])
    notes: tuple[str, ...] = ()
    if odd and odd[0].number == 1:
        first, notes = mend_header([rows[0], [""] * dialect.width], dialect.width)
        rows[0] = first[0]
    width = max([dialect.width, *map(len, rows)])
    columns = [column for column in table.columns] + [pa.chunked_array([pa.nulls(table.num_rows, pa.string())])] * (
        width - dialect.width
    )
    with ThreadPoolExecutor() as pool:
        arrays = list(pool.map(lambda index: _column(columns[index], odd, rows, index), range(width)))
    while arrays and arrays[-1].null_count == len(arrays[-1]):
        arrays.pop()
    joined = pa.table(arrays, names=[str(position) for position in range(len(arrays))])
    return Even(cells=joined, notes=notes)


def _column(column: Cells, odd: Sequence[Any], rows: Sequence[Sequence[str]], index: int) -> Cells:
    """One column without surrounding blanks, the cells of the odd rows at their places."""
    chunks = [_trimmed(chunk) for chunk in column.chunks]
    if not odd:
        return pa.chunked_array(chunks, pa.string())
    even = pa.chunked_array(chunks, pa.string())
    pieces: list[Cells] = []
    at = 0
    for place, (row, cells) in enumerate(zip(odd, rows, strict=True)):
        before = row.number - 1 - place
        pieces += even.slice(at, before - at).chunks
        pieces.append(pa.array([cells[index].strip() or None if index < len(cells) else None], pa.string()))
        at = before
    pieces += even.slice(at).chunks
    return pa.chunked_array(pieces, pa.string()).combine_chunks()


def _trimmed(chunk: Cells) -> Cells:
    trimmed = pc.utf8_trim_whitespace(chunk)
    if trimmed.buffers()[2] is None or _bytes_of(trimmed) == _bytes_of(chunk):
        return chunk
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _bytes_of(chunk: Cells) -> int:
    return int(pc.sum(pc.binary_length(chunk)).as_py() or 0)
