"""Text files to rows: encoding, delimiter, quotes; runs in the child process."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from revops.errors import UploadError
from revops.intake.cells import columns_of
from revops.intake.upload import Grid, Limits

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE_LINES = 200
SAMPLE_BYTES = 1 << 18
LONGEST_CELL = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LIKELY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "mac_roman", "cp850", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
"""Encodings that spreadsheets are saved in; without this fence short files are taken for exotic ones."""


def read_text(content: bytes, file: str, limits: Limits) -> Grid:
    """The cells of a CSV, TSV, semicolon or pipe file.

    Raises:
        UploadError: If the bytes are no text, or hold more cells than the limit.
    """
    text, encoding = decode(content, file)
    text, announced = _announced_delimiter(text)
    delimiter = announced or find_delimiter(text)
    rows = split(text, delimiter)
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise UploadError.too_large(file, f"{width:,} columns", f"{limits.columns:,}")
    if width * len(rows) > limits.cells:
        raise UploadError.too_large(file, f"{width * len(rows):,} cells", f"{limits.cells:,}")
    return Grid(
        sheet=None,
        cells=columns_of(rows),
        first_row=2 if announced else 1,
        notes=(f"read as {encoding}", f"columns separated by {DELIMITERS.get(delimiter, delimiter)}"),
        has_decimal_comma=delimiter == ";",
    )


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Text of the bytes and the name of the encoding: mark, strict UTF-8, UTF-16 without a mark, best guess.

    Raises:
        UploadError: If the bytes are no text.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, "replace"), name
    if b"\0" in content[:SAMPLE_BYTES]:
        return _without_mark(content, file)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    return _guess(content)


def _guess(content: bytes) -> tuple[str, str]:
    """The most likely encoding of bytes that are not UTF-8: Western where that reads well, else by statistics."""
    import charset_normalizer  # costs more than all the rest of reading a small file

    telling = _telling(content)
    codec = "cp1252"
    if not _reads_western(telling):
        best = charset_normalizer.from_bytes(telling, cp_isolation=_LIKELY).best()
        codec = best.encoding if best and _reads(telling, best.encoding) != _reads(telling, codec) else codec
    return content.decode(codec, "replace"), f"{codec} (guessed)"


def _reads(content: bytes, codec: str) -> str:
    return content.decode(codec, "replace")


_WESTERN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽž€£§°«»‘’“”„‚–—…ºª·¡¿µ©®™\s]")


def _reads_western(telling: bytes) -> bool:
    """Whether the bytes give Western letters, alone or in pairs; letters of other scripts would stand in rows."""
    try:
        text = telling.decode("cp1252")
    except UnicodeDecodeError:
        return False
    strange = [sign for sign in text if not sign.isascii()]
    in_rows = sum(map(len, re.findall(r"[^\x00-\x7f]{3,}", text)))
    return all(map(_WESTERN.match, strange)) and in_rows <= 0.2 * len(strange)


def _telling(content: bytes) -> bytes:
    """The part of the bytes that decides: lines with anything beyond ASCII."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _without_mark(content: bytes, file: str) -> tuple[str, str]:
    sample = content[: SAMPLE_BYTES & ~1]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) / 2
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.1 * half and not _CONTROL.search(sample.decode(codec, "replace")):
            return content.decode(codec, "replace"), "UTF-16 without a mark"
    raise UploadError.not_a_spreadsheet(file, "a binary file")


def _announced_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;`, cut off and believed."""
    head, end, rest = text.partition("\n")
    line = head.strip().strip('"')
    if end and len(line) == 5 and line.lower().startswith("sep="):
        return rest, line[4]
    return text, None


@dataclass(frozen=True)
class _Shape:
    """How lines fall apart under a delimiter."""

    width: int
    steadiness: float
    foreign: float

    @property
    def score(self) -> float:
        """Steady, wide and clean is right."""
        if self.width < 2:
            return 0.0
        return self.steadiness**2 * (1 + math.log2(self.width) / 8) * (1 - self.foreign)


def find_delimiter(text: str) -> str:
    """The delimiter under which the lines fall into the steadiest table; a comma where none does."""
    lines = [line for line in io.StringIO(text[: 1 << 20], newline=None)][:SAMPLE_LINES]
    shapes = {delimiter: _shape(lines, delimiter) for delimiter in DELIMITERS}
    best = max(shapes, key=lambda delimiter: shapes[delimiter].score)
    return best if shapes[best].score else ","


def _shape(lines: Sequence[str], delimiter: str) -> _Shape:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error:
        return _Shape(0, 0.0, 0.0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Shape(0, 0.0, 0.0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    rivals = tuple(other for other in ";\t|" if other != delimiter)
    cells = [cell for row in rows for cell in row]
    foreign = sum(any(other in cell for other in rivals) for cell in cells) / len(cells)
    return _Shape(width, count / len(rows), foreign)


def split(text: str, delimiter: str) -> list[list[str]]:
    """Rows of cells; where a quote never closes, quotes are taken literally."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if not _swallowed(rows):
            return rows
    except csv.Error:
        pass
    csv.field_size_limit(len(text) + 1)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _swallowed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last cell ran away with many lines."""
    return bool(rows and rows[-1]) and rows[-1][-1].count("\n") > 50
