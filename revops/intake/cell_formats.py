"""Currencies that stand in the number formats of cells and in no cell; runs in the child process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from xml.etree import ElementTree

from revops.intake.archive import UNPACK_ERRORS
from revops.intake.faults import position
from revops.intake.upload import MEGABYTE, Shown

MOST_ROWS = 500
"""Rows at the beginning of a sheet whose formats are looked at, where all formats of the workbook show one sign."""
_CELL = re.compile(rb"<c ([^<>]*)>\s*(?:<f[^<>]*(?:/>|>[^<]*</f>)\s*)?<v>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_IS_TEXT = re.compile(rb'\bt="(?:s|str|inlineStr|b|e)"')
_LOCAL = re.compile(r"\[\$([^\]\-]+)(?:-([\w-]+))?\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([€£¥$₹₽₺₴₪₩])')
_SURE_SIGN = re.compile(r"[€£¥$₹₽₺₴₪₩]|[A-Z]{3}")
"""Signs that are one beside other words too, as in "k €"."""
_SIGN = re.compile(r"[A-Z]{3}|[^\W\d_]{2}|[^\W\d_]?\$|[^\w\s.,;()'/%#*\-+:]")


def currencies_shown(content: bytes, part: str) -> tuple[Shown, ...]:
    """The signs of currencies that numbers of one sheet are shown with, by column and rows.

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
                has_one = len(set(signs.values())) == 1
                return tuple(_runs(_shown(stream.read(MEGABYTE if has_one else -1), signs), has_one=has_one))
    except (*UNPACK_ERRORS, ElementTree.ParseError):
        return ()


def _runs(cells: Iterable[tuple[int, int, str]], *, has_one: bool) -> Iterator[Shown]:
    """Cells of a sign that stand below each other, as one; of a sheet with one sign only its beginning is looked at."""
    open_runs: dict[int, Shown] = {}
    for row, column, sign in cells:
        if has_one and row > MOST_ROWS:
            break
        run = open_runs.get(column)
        if run is not None and run.sign == sign and row == run.last + 1:
            open_runs[column] = replace(run, last=row)
            continue
        if run is not None:
            yield run
        open_runs[column] = Shown(column=column, first=row, last=row, sign=sign)
    yield from open_runs.values()


def _shown(sheet: bytes, signs: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Row number, position of the column, and sign of each number that is shown with one."""
    for cell in _CELL.finditer(sheet):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None or style is None or _IS_TEXT.search(cell[1]):
            continue
        if sign := signs.get(int(style[1])):
            yield int(place[2]), position(place[1]), sign


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
    literals = [quoted or escaped or bare for quoted, escaped, bare in _LITERAL.findall(_LOCAL.sub("", first))]
    words = [word for literal in literals for word in literal.split()]
    alone = (literal.strip() for literal in literals if _SIGN.fullmatch(literal.strip()))
    return next(alone, None) or next((word for word in words if _SURE_SIGN.fullmatch(word)), None)
