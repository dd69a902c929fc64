"""Currencies that stand in the number formats of cells and in no cell; runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from revops.intake.archive import UNPACK_ERRORS
from revops.intake.faults import position
from revops.intake.upload import MEGABYTE

MOST_ROWS = 500
"""Rows at the beginning of a sheet whose formats are looked at."""
_CELL = re.compile(rb"<c ([^<>]*)>\s*(?:<f[^<>]*(?:/>|>[^<]*</f>)\s*)?<v>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_IS_TEXT = re.compile(rb'\bt="(?:s|str|inlineStr|b|e)"')
_LOCAL = re.compile(r"\[\$([^\]\-]+)(?:-([\w-]+))?\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([€£¥$₹₽₺₴₪₩])')
_SIGN = re.compile(r"[A-Z]{3}|[^\W\d_]{2}|[^\W\d_]?\$|[^\w\s.,;()'/%#*\-+:]")


def currencies_shown(content: bytes, part: str) -> tuple[tuple[int, str], ...]:
    """The signs of currencies that numbers of one sheet are shown with, each with the position of its column.

    A sign is as the format writes it, with the locale behind it where one is named: "€-407", "USD".

    Args:
        content: The workbook.
        part: Name of the sheet's part in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            signs = _signs(archive.read("xl/styles.xml"))
            if not signs:
                return ()
            with archive.open(part) as stream:
                return tuple(sorted(set(_shown(stream.read(MEGABYTE), signs))))
    except (*UNPACK_ERRORS, ElementTree.ParseError):
        return ()


def _shown(sheet: bytes, signs: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    for cell in _CELL.finditer(sheet):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None or style is None or _IS_TEXT.search(cell[1]):
            continue
        if int(place[2]) > MOST_ROWS:
            return
        if sign := signs.get(int(style[1])):
            yield position(place[1]), sign


def _signs(styles: bytes) -> Mapping[int, str]:
    """Number of a style to the sign of a currency in its number format."""
    root = ElementTree.fromstring(styles)  # noqa: S314 (entities are refused before)
    codes = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.findall(".//{*}numFmts/{*}numFmt")}
    found = {}
    for number, style in enumerate(root.findall(".//{*}cellXfs/{*}xf")):
        if sign := sign_of(codes.get(style.get("numFmtId"), "")):
            found[number] = sign
    return found


def sign_of(code: str) -> str | None:
    """The sign of a currency in a number format, with its locale; None where there is none."""
    first = code.split(";")[0]
    if local := _LOCAL.search(first):
        return f"{local[1].strip()}-{local[2]}" if local[2] else local[1].strip()
    literals = (quoted or escaped or bare for quoted, escaped, bare in _LITERAL.findall(_LOCAL.sub("", first)))
    return next((literal.strip() for literal in literals if _SIGN.fullmatch(literal.strip())), None)
