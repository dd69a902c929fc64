"""Bytes of CSV files and workbooks: the same on every run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Cell = str | int | float | date | None

ZIP_DATE = (2026, 1, 5, 8, 0, 0)
STAMP = b"2026-01-05T08:00:00Z"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet as its people keep it.

    Attributes:
        name: Tab of a workbook, or name of a text file.
        above: Lines above the header.
        below: Lines below the last row: totals and small print.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[tuple[Cell, ...], ...] = ()
    below: tuple[tuple[Cell, ...], ...] = field(default=())

    @property
    def header_row(self) -> int:
        """Row number of the header, from 1."""
        return len(self.above) + 1

    @property
    def lines(self) -> Iterable[tuple[Cell, ...]]:
        """All lines from top to bottom."""
        return (*self.above, self.header, *self.rows, *self.below)


def text(sheet: Sheet, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A text file as spreadsheets and CRMs export it: CRLF, quotes where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if cell is None else str(cell) for cell in line] for line in sheet.lines])
    return out.getvalue().encode(encoding)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with real dates and numbers, bold headers and no trace of when it was made."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for line in sheet.lines:
            page.append(list(line))
        for number, title in enumerate(sheet.header, start=1):
            page.cell(sheet.header_row, number).font = Font(bold=True)
            page.column_dimensions[get_column_letter(number)].width = max(11, len(title) + 2)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _without_clock(content: bytes) -> bytes:
    """The same workbook with a fixed date on every member and in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms)", rb"\g<1>" + STAMP + rb"\g<2>", data)
            new.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
