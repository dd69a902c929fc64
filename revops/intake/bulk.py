"""Large text files whose rows are alike, read in one stroke by Arrow; runs in the child process.

Columns of few different values stay encoded from the first byte to the checked table: they take a fraction of the
memory, and nothing has to look at their rows again to know their values.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.csv

from revops.intake.arrow import Cells, is_encoded, pc, whole
from revops.intake.dialect import SAMPLE_SIGNS, Dialect
from revops.intake.header_line import mend_header

MOST_ODD_ROWS = 2_000
"""Rows of another width; with more, the file is read line by line."""
BLOCK = 1 << 22
FEW = 0.9
"""Different values per row of the sample below which a column is encoded."""
ENCODED = pa.dictionary(pa.int32(), pa.string())
_csv: Any = pyarrow.csv


@dataclass(frozen=True, kw_only=True)
class Even:
    """Cells of an even file.

    Attributes:
        cells: Text columns, named by position; blank cells are null, empty columns at the end are cut. Columns of few
            different values are dictionary-encoded.
        notes: What was mended, one phrase each.
        odd: Position and number of cells of the rows that have another number of cells than most.
    """

    cells: pa.Table
    notes: tuple[str, ...] = ()
    odd: tuple[tuple[int, int], ...] = ()


def read_even(plain: bytes, dialect: Dialect, most_columns: int) -> Even | None:
    """The cells of UTF-8 text; None where the rows are too different for one stroke.

    Args:
        plain: UTF-8 without a mark.
        dialect: How the cells are separated.
        most_columns: Cells of a row beyond which it is no row of a table.
    """
    if not dialect.width or dialect.skips_space or b"\n" not in plain[:BLOCK] or not dialect.delimiter.isascii():
        return None
    odd: list[Any] = []
    kinds = _kinds(plain, dialect)
    try:
        table = _read(plain, dialect, kinds, odd)
        if odd:
            odd.clear()
            table = _read(plain, dialect, kinds, odd, is_ordered=True)
    except pa.ArrowInvalid:
        return None
    if len(odd) > MOST_ODD_ROWS or any(row.number is None for row in odd):
        return None
    return _together(table, odd, dialect, most_columns)


def _kinds(plain: bytes, dialect: Dialect) -> list[pa.DataType]:
    """How each column is held, by the rows at the beginning."""
    sample = io.StringIO(plain[:SAMPLE_SIGNS].decode("utf-8", "ignore"), newline="")
    try:
        rows = [row for row in dialect.rows(sample) if len(row) == dialect.width]
    except csv.Error:
        rows = []
    columns = zip(*rows, strict=True) if rows else [()] * dialect.width
    return [ENCODED if len(set(column)) < FEW * len(rows) else pa.string() for column in columns]


def _read(
    plain: bytes, dialect: Dialect, kinds: Sequence[pa.DataType], odd: list[Any], *, is_ordered: bool = False
) -> pa.Table:
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
                column_types=dict(zip(names, kinds, strict=True)),
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


def _together(table: pa.Table, odd: Sequence[Any], dialect: Dialect, most_columns: int) -> Even | None:
    """The even rows with the odd ones at their places."""
    rows: list[list[str]] = []
    for row in odd:
        if row.text.count(dialect.quote) % 2:
            return None
        cells = list(dialect.rows(row.text.splitlines(keepends=True)))
        rows.append(cells[0] if cells else [])
    notes: tuple[str, ...] = ()
    if odd and odd[0].number == 1:
        below = [str(column[0].as_py() or "") for column in table.columns] if table.num_rows else [""] * dialect.width
        first, notes = mend_header([rows[0], below], dialect.width)
        rows[0] = first[0]
    width = max([dialect.width, *map(len, rows)])
    if width > most_columns:
        return None
    blank = pa.chunked_array([pa.nulls(table.num_rows, pa.string())])
    columns = [*table.columns, *[blank] * (width - dialect.width)]
    del table
    arrays = [_column(columns.pop(0), odd, [row[index : index + 1] for row in rows]) for index in range(width)]
    while arrays and arrays[-1].null_count == len(arrays[-1]):
        arrays.pop()
    joined = pa.table(arrays, names=[str(position) for position in range(len(arrays))])
    lengths = ((row.number - 1, len(cells)) for row, cells in zip(odd, rows, strict=True))
    return Even(cells=joined, notes=notes, odd=tuple(pair for pair in lengths if pair[1] not in (0, dialect.width)))


def _column(column: Cells, odd: Sequence[Any], cells: Sequence[Sequence[str]]) -> Cells:
    """One column without surrounding blanks, in one piece, the cells of the odd rows at their places."""
    if is_encoded(column):
        return _smallest(_trimmed_values(whole(_with_odd(column, odd, cells).unify_dictionaries())))
    return whole(_with_odd(pa.chunked_array([_trimmed(chunk) for chunk in column.chunks], pa.string()), odd, cells))


def _with_odd(even: Cells, odd: Sequence[Any], cells: Sequence[Sequence[str]]) -> Cells:
    pieces: list[Cells] = []
    at = 0
    for place, (row, cell) in enumerate(zip(odd, cells, strict=True)):
        before = row.number - 1 - place
        pieces += even.slice(at, before - at).chunks
        pieces.append(pa.array([cell[0].strip() or None if cell else None], pa.string()).cast(even.type))
        at = before
    return pa.chunked_array([*pieces, *even.slice(at).chunks], even.type)


def _trimmed_values(cells: Cells) -> Cells:
    """Encoded cells whose different values have no surrounding blanks; those that are blank are null."""
    values = _trimmed(cells.dictionary)
    if values is cells.dictionary:
        return cells
    again = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(again.indices.take(cells.indices), again.dictionary)


def _smallest(cells: Cells) -> Cells:
    """Encoded cells with places of one or two bytes, where there are few values."""
    for kind, most in ((pa.int8(), 1 << 7), (pa.int16(), 1 << 15)):
        if len(cells.dictionary) <= most:
            return pa.DictionaryArray.from_arrays(cells.indices.cast(kind), cells.dictionary)
    return cells


def _trimmed(chunk: Cells) -> Cells:
    trimmed = pc.utf8_trim_whitespace(chunk)
    if trimmed.buffers()[2] is None or _bytes_of(trimmed) == _bytes_of(chunk):
        return chunk
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _bytes_of(chunk: Cells) -> int:
    return int(pc.sum(pc.binary_length(chunk)).as_py() or 0)
