"""Text files to cells: most are read in one stroke, the uneven ones line by line; runs in the child process."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from revops.errors import UploadError
from revops.intake.aligned import is_spaced, names_by_blanks, split_aligned, split_by_blanks
from revops.intake.bulk import read_even
from revops.intake.cells import columns_of
from revops.intake.dialect import SAMPLE_SIGNS, Dialect, find_dialect
from revops.intake.encoding import find_encoding, to_utf8
from revops.intake.header_line import mend_header
from revops.intake.mixed_lines import faults_at
from revops.intake.upload import Grid, Limits, TextForm

LARGE = 1 << 20
"""Bytes from which a file is read in one stroke where it can be."""
LONGEST_CELL = 1 << 20
ALIGNED, BY_BLANKS = "columns aligned by blanks", "columns separated by single blanks"
MOST_LINES = 50
"""Lines of one cell; more are the trace of a quote that never closes."""
MOST_RESTARTS = 200


def read_text(content: bytes, file: str, limits: Limits, encoding: str | None = None) -> Grid:
    """The cells of a CSV, TSV, semicolon or pipe file.

    Args:
        content: All bytes of the file.
        file: Its name, for messages.
        limits: How much it may hold.
        encoding: The encoding that the user chose.

    Raises:
        UploadError: If the bytes are no text, or hold more cells than the limit.
    """
    found = find_encoding(content, file, encoding)
    plain, cleaned, others = to_utf8(content, found)
    plain, announced = _announced_delimiter(plain)
    dialect = find_dialect(plain[:SAMPLE_SIGNS].decode("utf-8", "ignore"), announced)
    grid = (
        _aligned(plain, dialect, file, limits)
        or _even(plain, dialect, file, limits)
        or _uneven(plain.decode(), dialect, file, limits)
    )
    first_row = 2 if announced else 1
    faults = faults_at(grid.cells, [line - first_row + 1 for line in others])
    columns = dialect.width or grid.cells.num_columns
    blank = columns - grid.cells.num_columns
    notes = (f"{blank} empty column{'s' * (blank > 1)} at the end left out",) if blank > 0 else ()
    return replace(
        grid,
        first_row=first_row,
        notes=(
            f"read as {found.says}",
            *(() if {ALIGNED, BY_BLANKS} & set(grid.notes) else dialect.notes),
            *cleaned,
            *grid.notes,
            *notes,
        ),
        faults=tuple(replace(fault, row=fault.row + first_row) for fault in faults),
        has_decimal_comma=dialect.delimiter == ";",
        form=TextForm(
            encoding=found.codec,
            is_doubtful=found.is_doubtful,
            delimiter=dialect.delimiter,
            columns=columns,
        ),
    )


def _announced_delimiter(plain: bytes) -> tuple[bytes, str | None]:
    """Excel's own first line `sep=;`, cut off and believed."""
    head = plain[:20].partition(b"\n")
    line = head[0].strip().strip(b'"')
    if head[1] and len(line) == 5 and line.lower().startswith(b"sep="):
        return plain[len(head[0]) + 1 :], line[4:].decode("ascii", "replace")
    return plain, None


def _check(width: int, height: int, file: str, limits: Limits) -> None:
    if width > limits.columns:
        found = f"A line of the file has {width:,} columns; the limit is {limits.columns:,}."
        raise UploadError(file, "TOO_LARGE", found, "Check the signs that separate its cells, or export fewer columns.")
    if width * height > limits.cells:
        raise UploadError.too_large(file, f"{width * height:,} cells", f"{limits.cells:,}")


def _aligned(plain: bytes, dialect: Dialect, file: str, limits: Limits) -> Grid | None:
    """The cells of a text whose columns are aligned by blanks; None where nothing speaks for it.

    Raises:
        UploadError: If blanks separate the columns, and not at the same places in every line.
    """
    head = plain[:SAMPLE_SIGNS].decode("utf-8", "ignore").splitlines()
    first = next(filter(str.strip, head), "")
    if dialect.delimiter in first or not (is_spaced(head) or names_by_blanks(first)):
        return None
    lines = plain.decode().splitlines() if len(plain) > SAMPLE_SIGNS else head
    rows = split_aligned(lines) if is_spaced(head) else split_by_blanks(lines)
    if rows is None and dialect.width > 1:
        return None
    if rows is None:
        where = "and not at the same places in every line" if is_spaced(head) else "which stand within cells as well"
        found = f"The columns are separated by blanks, {where}."
        raise UploadError(file, "UNCLEAR_COLUMNS", found, "Export it as CSV, or with tabs between the columns.")
    _check(len(rows[0]), len(rows), file, limits)
    return Grid(sheet=None, cells=columns_of(rows), notes=(ALIGNED if is_spaced(head) else BY_BLANKS,))


def _even(plain: bytes, dialect: Dialect, file: str, limits: Limits) -> Grid | None:
    """The cells of a large file whose rows are all alike but for a few; None for another."""
    if len(plain) < LARGE:
        return None
    is_single = not dialect.width and dialect.delimiter.encode() not in plain
    found = read_even(plain, replace(dialect, width=1) if is_single else dialect, limits.columns)
    if found is None:
        return None
    _check(found.cells.num_columns, found.cells.num_rows, file, limits)
    return Grid(sheet=None, cells=found.cells, notes=found.notes, odd=found.odd)


def _uneven(text: str, dialect: Dialect, file: str, limits: Limits) -> Grid:
    rows, mended = split(text, dialect)
    width = max(map(len, rows), default=0)
    _check(width, len(rows), file, limits)
    rows, notes = mend_header(rows, dialect.width)
    if mended:
        notes = (f"{mended:,} row{'s' * (mended > 1)} with a stray quote split at every separator", *notes)
    cells = columns_of(rows)
    usual = dialect.width or cells.num_columns
    odd = tuple((position, len(row)) for position, row in enumerate(rows) if row and len(row) != usual)
    return Grid(sheet=None, cells=cells, notes=notes, odd=odd)


def split(text: str, dialect: Dialect) -> tuple[list[list[str]], int]:
    """Rows of cells, and how many were split at every separator because a quote in them never closes."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(dialect.rows(io.StringIO(text, newline="")))
        if not any(_is_off(row, dialect.width) for row in rows):
            return rows, 0
    except csv.Error:
        pass
    lines = list(io.StringIO(text, newline=""))
    width = dialect.width or max(Counter(len(dialect.literal(line)) for line in lines).items(), key=_often)[0]
    rows, marks = [], []
    for row, is_mended in _mended(lines, dialect, width):
        rows.append(row)
        marks.append(is_mended)
    return rows, sum(marks)


def _often(item: tuple[int, int]) -> tuple[int, int]:
    return item[1], item[0]


def _is_off(row: Sequence[str], width: int) -> bool:
    """Whether a row has another number of cells than most, or a last cell that ran away with many lines."""
    return bool(row) and (len(row) != width or row[-1].count("\n") > MOST_LINES)


def _mended(lines: Sequence[str], dialect: Dialect, width: int) -> Iterator[tuple[list[str], bool]]:
    """Rows; where a quote breaks one, its first line is taken literally, and reading starts again below it."""
    at, restarts = 0, 0
    while at < len(lines):
        restarts += 1
        reader = dialect.rows(lines[index] for index in range(at, len(lines)))
        begun = at
        try:
            for row in reader:
                literal = dialect.literal(lines[at]) if _is_off(row, width) and _is_unclosed(lines[at], dialect) else []
                if restarts < MOST_RESTARTS and len(literal) == width:
                    break
                yield row, False
                at = begun + reader.line_num
            else:
                return
        except csv.Error:
            literal = dialect.literal(lines[at])
        yield literal, True
        at += 1


def _is_unclosed(line: str, dialect: Dialect) -> bool:
    """Whether a quote on a line has no partner."""
    return line.count(dialect.quote) % 2 == 1
