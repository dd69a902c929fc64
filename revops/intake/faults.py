"""Cells of a workbook that the parser gives as blank though they hold something; runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from xml.etree import ElementTree

from revops.intake.archive import UNPACK_ERRORS
from revops.intake.upload import MEGABYTE, Fault

FORMULA, ERROR = "FORMULA_WITHOUT_VALUE", "ERROR_CELL"
MOST_FAULTS = 10_000

_START = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?'
_FORMULA = re.compile(_START + rb">\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_ERROR = re.compile(
    _START + rb' t="e"(?:[^>]*>\s*(?:<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*)?<v>([^<]{0,32})</v>)?',
)
_KINDS = ((FORMULA, _FORMULA), (ERROR, _ERROR))
_SIGNS = (b"<f", b't="e"')
_Hit = tuple[str, bytes, bytes, bytes]
"""Code, letters of the column, digits of the row, and what the cell shows."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_parts(content: bytes) -> Mapping[str, str]:
    """Name of each sheet of an XLSX workbook to its part; empty for other formats."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 (entities are refused before)
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (*UNPACK_ERRORS, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = ((sheet.get("name", ""), targets.get(sheet.get(_RELATION), "")) for sheet in sheets.findall(".//{*}sheet"))
    return {name: normpath(join("/xl", target)).lstrip("/") for name, target in found if target}


def faults_of(content: bytes, part: str) -> tuple[Fault, ...]:
    """Formulas without a stored value and error values of one sheet; a sheet that begins without any has none."""
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for code, letters, digits, text in _matches(archive, part):
                found.append(Fault(code=code, row=int(digits), column=position(letters), text=text.decode()))
                if len(found) >= MOST_FAULTS:
                    break
    except UNPACK_ERRORS:
        return ()
    return tuple(found)


def _matches(archive: zipfile.ZipFile, part: str) -> Iterator[_Hit]:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(MEGABYTE):
            buffer = tail + chunk
            if not tail and not any(sign in buffer for sign in _SIGNS):
                return
            cut = buffer.rfind(b"<c ")
            whole, tail = (buffer[:cut], buffer[cut:]) if cut > 0 else (buffer, b"")
            yield from _hits(whole)
    yield from _hits(tail)


def _hits(buffer: bytes) -> Iterator[_Hit]:
    for code, pattern in _KINDS:
        for match in pattern.finditer(buffer):
            yield code, match[1], match[2], (match[3] or b"") if code == ERROR else b""


def position(letters: bytes) -> int:
    """Position of a column by its letters: A is 0."""
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position - 1
