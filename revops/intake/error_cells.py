"""Error values in workbooks of other formats than XLSX, which the parser gives as blank; runs in the child process."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice
from posixpath import join, normpath
from typing import IO, Any
from xml.etree import ElementTree

from revops.intake.archive import UNPACK_ERRORS
from revops.intake.faults import ERROR, MOST_FAULTS
from revops.intake.old_error_cells import ERROR_NAMES, errors_of_old
from revops.intake.preflight import OLE
from revops.intake.upload import MEGABYTE, Fault

_SHOWN = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A)|Err:\d{3}")
_SIGNS = re.compile(rb'value-type="error"|>(?:#[A-Z]|Err:\d)')
_CELLS = ("table-cell", "covered-table-cell")
_ROW, _CELL, _FORMULA, _SHEET = 0x00, 0x03, 0x0B, 0x9C
"""Kinds of records in an XLSB workbook."""
_LIKELY = re.compile(
    rb"[\x03\x0b](?:[\x80-\xff][\x01-\x7f]|[\x09-\x7f])..\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a]", re.DOTALL
)
_Place = tuple[str, Fault]


def errors_of(content: bytes) -> Mapping[str, tuple[Fault, ...]]:
    """The error values of each sheet that has any, by its name; none for XLSX, whose parts are looked at one by one."""
    if content.startswith(OLE):
        return errors_of_old(content)
    found: dict[str, tuple[Fault, ...]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            read = _in_ods if "content.xml" in names else _in_xlsb if "xl/workbook.bin" in names else None
            for sheet, fault in islice(read(archive), MOST_FAULTS) if read else ():
                found[sheet] = (*found.get(sheet, ()), fault)
    except (*UNPACK_ERRORS, ElementTree.ParseError, struct.error, IndexError, KeyError, ValueError):
        return found
    return found


def _in_ods(archive: zipfile.ZipFile) -> Iterator[_Place]:
    with archive.open("content.xml") as stream:
        if not _holds_any(stream):
            return
    sheet, row, column = "", 1, 0
    with archive.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314 (entities are refused before)
            kind = element.tag.rpartition("}")[2]
            if event == "start":
                sheet, row = (_get(element, "name"), 1) if kind == "table" else (sheet, row)
                column = 0 if kind == "table-row" else column
            elif kind in _CELLS:
                shown = _error_in(element)
                if shown:
                    yield sheet, Fault(code=ERROR, row=row, column=column, text=shown)
                column += int(_get(element, "number-columns-repeated") or 1)
            elif kind == "table-row":
                row += int(_get(element, "number-rows-repeated") or 1)
                element.clear()


def _holds_any(stream: IO[bytes]) -> bool:
    tail = b""
    while chunk := stream.read(MEGABYTE):
        if _SIGNS.search(tail + chunk):
            return True
        tail = chunk[-64:]
    return False


def _get(element: Any, name: str) -> str:
    return next((text for key, text in element.items() if key.endswith("}" + name)), "")


def _error_in(cell: Any) -> str | None:
    """What a cell shows where that is an error: one that says so, or a formula that shows the name of one."""
    text = "".join(cell.itertext()).strip()
    is_error = any(key.endswith("}value-type") and value == "error" for key, value in cell.items())
    return text if is_error or (_get(cell, "formula") and _SHOWN.fullmatch(text)) else None


def _in_xlsb(archive: zipfile.ZipFile) -> Iterator[_Place]:
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314 (entities are refused before)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for kind, content in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            link, end = _text(content, 8)
            name, _ = _text(content, end)
            for fault in _in_part(archive.read(normpath(join("/xl", targets[link])).lstrip("/"))):
                yield name, fault


def _in_part(part: bytes) -> Iterator[Fault]:
    if not _LIKELY.search(part):
        return
    row = 0
    for kind, content in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", content)[0] + 1
        elif kind in (_CELL, _FORMULA):
            column = struct.unpack_from("<I", content)[0]
            yield Fault(code=ERROR, row=row, column=column, text=ERROR_NAMES.get(content[8], "an error"))


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _compact(part, at, 2)
        size, at = _compact(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _compact(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits each, the lowest first, and the place behind it."""
    number = 0
    for place in range(most):
        number |= (part[at + place] & 0x7F) << 7 * place
        if part[at + place] < 0x80:
            return number, at + place + 1
    return number, at + most


def _text(content: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", content, at)[0])
    return content[at + 4 : end].decode("utf-16-le"), end
