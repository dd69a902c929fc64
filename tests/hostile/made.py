"""Files that were made to hurt, as small as they can be."""

from __future__ import annotations

import io
import zipfile

import openpyxl

_SHEET = "xl/worksheets/sheet1.xml"
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: list[list[object]]) -> bytes:
    """An ordinary workbook with one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def with_part(part: str, content: bytes) -> bytes:
    """An ordinary workbook in which one part is replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], [1, 2]])))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
    return sink.getvalue()


def sheet_with(cells: str) -> bytes:
    """A workbook whose sheet holds exactly these cells of XML."""
    return with_part(_SHEET, f'<worksheet xmlns="{_NS}"><sheetData>{cells}</sheetData></worksheet>'.encode())


def cell(reference: str) -> str:
    """One row with one cell at a reference such as XFD1048576."""
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{digits}"><c r="{reference}"><v>1</v></c></row>'


def far_cell() -> bytes:
    return sheet_with(cell("A1") + cell("XFD1048576"))


def cell_outside_the_grid() -> bytes:
    return sheet_with(cell("A1") + cell("ZZZZ99999999"))


def deep_cell() -> bytes:
    return sheet_with(cell("A1") + cell("B1048576"))


def zip_bomb() -> bytes:
    """A sheet of 100 MB of blanks in a tenth of a megabyte."""
    return with_part(_SHEET, b" " * (100 << 20))


def entity_expansion() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><worksheet xmlns="{_NS}">&e9;</worksheet>'
    return with_part(_SHEET, text.encode())


def outer_entity() -> bytes:
    text = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]><worksheet xmlns="{_NS}">&secret;</worksheet>'
    return with_part(_SHEET, text.encode())


def truncated() -> bytes:
    content = workbook([["Stage", "Amount"]] + [["Won", n] for n in range(500)])
    return content[: len(content) // 2]


def many_rows(count: int) -> bytes:
    """Rows upon rows of nothing, a few bytes each when packed."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1))
    return sheet_with(rows)


def web_page() -> bytes:
    return b"<html><body><table><tr><td>Stage</td><td>Amount</td></tr></table></body></html>"


def binary() -> bytes:
    return bytes(range(256)) * 50


def deep_tags() -> bytes:
    return with_part(_SHEET, b"<a>" * 200_000)


def word_document() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr("word/document.xml", "<w/>")
    return sink.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of files."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return sink.getvalue()
