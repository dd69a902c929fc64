"""Writes XLSB workbooks, which no library writes: the few records of [MS-XLSB] that a plain table needs."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_PLAIN, _DAY = 0, 1
_ERRORS = {"#REF!": 0x17, "#N/A": 0x2A, "#DIV/0!": 0x07}
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}

Sheet = Sequence[Sequence[object]]


def xlsb(sheets: Mapping[str, Sheet], *, hidden: Sequence[str] = (), from_1904: bool = False) -> bytes:
    """A workbook of texts, numbers, days and errors (as "#REF!").

    Args:
        sheets: Rows of cells by name of sheet.
        hidden: Names of the sheets that are not shown.
        from_1904: Whether days are counted from 1904.
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        links = "".join(
            f'<Relationship Id="rId{at}" Type="{_SHEET}" Target="worksheets/sheet{at}.bin"/>'
            for at in range(1, len(sheets) + 1)
        )
        book.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>')
        book.writestr("xl/workbook.bin", _workbook(sheets, hidden, from_1904=from_1904))
        book.writestr("xl/styles.bin", _styles())
        for at, rows in enumerate(sheets.values(), start=1):
            book.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows, _EPOCHS[from_1904]))
    return sink.getvalue()


def _record(kind: int, content: bytes = b"") -> bytes:
    return _compact(kind) + _compact(len(content)) + content


def _compact(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _compact(high) if high else bytes([low])


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _workbook(sheets: Mapping[str, Sheet], hidden: Sequence[str], *, from_1904: bool) -> bytes:
    named = [
        _record(0x9C, struct.pack("<II", name in hidden, at) + _text(f"rId{at}") + _text(name))
        for at, name in enumerate(sheets, start=1)
    ]
    properties = _record(0x99, struct.pack("<II", from_1904, 0) + _text(""))
    return _record(0x83) + properties + _record(0x8F) + b"".join(named) + _record(0x90) + _record(0x84)


def _styles() -> bytes:
    formats = [_record(0x2F, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14)]
    return _record(0x116) + _record(0x269, struct.pack("<I", 2)) + b"".join(formats) + _record(0x26A) + _record(0x117)


def _sheet(rows: Sheet, epoch: date) -> bytes:
    width = max(map(len, rows), default=1)
    parts = [_record(0x81), _record(0x94, struct.pack("<IIII", 0, max(0, len(rows) - 1), 0, width - 1)), _record(0x91)]
    for number, row in enumerate(rows):
        parts.append(_record(0x00, struct.pack("<I", number) + bytes(21)))
        parts += [_cell(column, value, epoch) for column, value in enumerate(row) if value is not None]
    return b"".join([*parts, _record(0x92), _record(0x82)])


def _cell(column: int, value: object, epoch: date) -> bytes:
    if isinstance(value, date):
        return _record(0x05, struct.pack("<IId", column, _DAY, (value - epoch).days))
    if isinstance(value, int | float):
        return _record(0x05, struct.pack("<IId", column, _PLAIN, value))
    if value in _ERRORS:
        return _record(0x03, struct.pack("<IIB", column, _PLAIN, _ERRORS[str(value)]))
    return _record(0x06, struct.pack("<II", column, _PLAIN) + _text(str(value)))
