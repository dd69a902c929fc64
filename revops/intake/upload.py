"""What goes into intake: names and bytes, the limits they are read under, grids of text cells."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import count
from posixpath import splitext

import numpy as np
import numpy.typing as npt
import pyarrow as pa

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Upload:
    """A file as it was dropped.

    Attributes:
        name: File name as the user knows it, without folders.
        content: All its bytes.
    """

    name: str
    content: bytes


def named_apart(uploads: Iterable[Upload]) -> tuple[Upload, ...]:
    """Files under names of their own: a second "deals.csv" is "deals (2).csv", and no file stands there twice."""
    files = tuple(dict.fromkeys(uploads))
    own = {upload.name for upload in files}
    named: dict[str, Upload] = {}
    for upload in files:
        name = apart(upload.name, {*own, *named}) if upload.name in named else upload.name
        named[name] = replace(upload, name=name)
    return tuple(named.values())


def apart(name: str, taken: Collection[str]) -> str:
    """The name, with the first number before its ending that makes it one that is not taken."""
    bare, ending = splitext(name)
    numbered = (f"{bare} ({number}){ending}" for number in count(2))
    return name if name not in taken else next(other for other in numbered if other not in taken)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one file may ask for.

    Attributes:
        upload_bytes: Size of a file as it is dropped.
        rows: Rows of one sheet of a workbook.
        columns: Columns of one sheet.
        cells: Cells of one sheet, blank ones included.
        unpacked_bytes: Size of all parts of a workbook together.
        memory_bytes: Address space of the child process that reads (POSIX).
        seconds: Time for reading one file.
    """

    upload_bytes: int = 50 * MEGABYTE
    rows: int = 300_000
    columns: int = 4_096
    cells: int = 30_000_000
    unpacked_bytes: int = 800 * MEGABYTE
    memory_bytes: int = 4096 * MEGABYTE
    seconds: int = 60

    @classmethod
    def from_environment(cls) -> Limits:
        """Limits of this installation: `REVOPS_MAX_UPLOAD_MB` and `REVOPS_MAX_ROWS`, else the defaults."""
        return cls(
            upload_bytes=_positive("REVOPS_MAX_UPLOAD_MB", 50) * MEGABYTE,
            rows=_positive("REVOPS_MAX_ROWS", 300_000),
        )


def _positive(variable: str, default: int) -> int:
    text = os.environ.get(variable, "")
    return int(text) if text.isdecimal() and int(text) > 0 else default


@dataclass(frozen=True, kw_only=True)
class TextForm:
    """How a text file is written.

    Attributes:
        encoding: Name of its encoding.
        is_doubtful: Whether another encoding would read nearly as well.
        delimiter: Sign between its cells.
        columns: Cells that most of its rows have, empty ones at the end included.
    """

    encoding: str
    is_doubtful: bool
    delimiter: str
    columns: int


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A cell that is given as blank though it holds something.

    Attributes:
        code: Reason code of the problem.
        row: Row number in the user's file.
        column: Position of the column in the sheet; A is 0.
        text: What the cell shows, such as "#N/A"; empty where it shows nothing.
    """

    code: str
    row: int
    column: int
    text: str = ""


HIDDEN = "a hidden sheet"
"""What is noted of a sheet that a person does not see in the workbook."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Cells below each other whose number format shows the same sign of a currency.

    Attributes:
        column: Position of their column.
        first: Row number of the first cell in the user's own file.
        last: Row number of the last one.
        sign: As the format writes it, with the locale behind it where one is named: "€-407", "USD".
    """

    column: int
    first: int
    last: int
    sign: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The cells of one sheet or text file, as text; nothing is interpreted yet.

    Attributes:
        sheet: Name of the sheet; None for a text file.
        cells: One text column per column of the sheet; blank cells are null, and what repeats may be encoded.
        first_row: Row number of the first row of `cells` in the user's own file.
        notes: How it was read, one phrase each.
        has_decimal_comma: Whether the file's own punctuation (semicolons) speaks for decimal commas.
        form: How a text file is written; None for a sheet of a workbook.
        first_column: Position of the first column of `cells` in the sheet.
        faults: Cells that are given as blank though they hold something; columns by position in `cells`.
        shown: Signs of currencies that numbers are shown with; columns by position in `cells`.
        odd: Of a text file, the rows with another number of cells than `form.columns`: position and number of cells.
    """

    sheet: str | None
    cells: pa.Table
    first_row: int = 1
    notes: tuple[str, ...] = ()
    has_decimal_comma: bool = False
    form: TextForm | None = None
    first_column: int = 0
    faults: tuple[Fault, ...] = ()
    shown: tuple[Shown, ...] = ()
    odd: tuple[tuple[int, int], ...] = ()

    @property
    def lengths(self) -> npt.NDArray[np.int64] | None:
        """Cells of each row as the file separates them; None where it separates none."""
        if self.form is None:
            return None
        lengths = np.full(self.cells.num_rows, self.form.columns, dtype=np.int64)
        for position, length in self.odd:
            lengths[position] = length
        return lengths
