"""How a text file separates, quotes and escapes its cells; runs in the child process."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE_LINES = 200
SAMPLE_SIGNS = 1 << 20
SAMPLE_CELLS = 100_000


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """Punctuation of a text file.

    Attributes:
        delimiter: Sign between cells.
        quote: Sign around cells that hold delimiters.
        escape: Sign before a quote that belongs to the text; None where it is written twice.
        skips_space: Whether blanks follow the delimiters, before quotes.
        width: Cells that most rows have.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    skips_space: bool = False
    width: int = 0

    def rows(self, lines: Iterable[str]) -> Any:
        """A reader of rows of cells; its `line_num` counts the lines used."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=self.skips_space,
        )

    def literal(self, line: str) -> list[str]:
        """The cells of one line where quotes separate nothing; those around cells are cut."""
        cells = line.rstrip("\r\n").split(self.delimiter)
        return [cell.strip().strip(self.quote) for cell in cells]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about it, one phrase each."""
        notes = [f"columns separated by {DELIMITERS.get(self.delimiter, self.delimiter)}"]
        notes += [f"cells quoted by {self.quote}"] if self.quote != '"' else []
        notes += [f"quotes escaped by {self.escape}"] if self.escape else []
        return tuple(notes)


def find_dialect(text: str, delimiter: str | None = None) -> Dialect:
    """The punctuation under which the lines fall into the steadiest table; a comma where none does.

    Args:
        text: Beginning of the file, about a million signs.
        delimiter: The one that the file itself announces.
    """
    lines = list(io.StringIO(text[:SAMPLE_SIGNS], newline=None))
    head = lines[:SAMPLE_LINES]
    shapes = {each: _shape(head, Dialect(delimiter=each)) for each in ([delimiter] if delimiter else DELIMITERS)}
    best = max(shapes, key=lambda each: shapes[each].score)
    plain = Dialect(delimiter=best if shapes[best].score or delimiter else ",")
    found = max(_variants(plain, lines), key=lambda dialect: _steadiness(dialect, lines))
    return replace(found, width=_shape(head, found).width)


def _variants(plain: Dialect, lines: Sequence[str]) -> list[Dialect]:
    """Ways to quote that the lines give reason to think of; the usual one first."""
    sign = re.escape(plain.delimiter)
    variants = [plain]
    text = "".join(lines)
    if re.search(rf'{sign} +"', text):
        variants.append(replace(plain, skips_space=True))
    if '\\"' in text:
        variants.append(replace(plain, escape="\\"))
    if re.search(rf"(^|{sign})'[^'\n]*'({sign}|$)", text, re.MULTILINE):
        variants.append(replace(plain, quote="'"))
    return variants


def _steadiness(dialect: Dialect, lines: Sequence[str]) -> float:
    """Share of rows that have as many cells as most, among rows that quote anything."""
    quoting = [line for line in lines if '"' in line or "'" in line][:SAMPLE_LINES]
    shape = _shape([*lines[:10], *quoting], dialect)
    return round(shape.steadiness * (1 - shape.quoted), 6)


@dataclass(frozen=True)
class _Shape:
    """How lines fall apart under a dialect."""

    width: int = 0
    steadiness: float = 0.0
    foreign: float = 0.0
    quoted: float = 0.0

    @property
    def score(self) -> float:
        """Steady, wide and clean is right."""
        if self.width < 2:
            return 0.0
        return self.steadiness**2 * (1 + math.log2(self.width) / 8) * (1 - self.foreign)


def _shape(lines: Sequence[str], dialect: Dialect) -> _Shape:
    try:
        rows = [row for row in dialect.rows(lines) if any(cell.strip() for cell in row)]
    except csv.Error:
        return _Shape()
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Shape()
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    rivals = tuple(other for other in ";\t|" if other != dialect.delimiter)
    cells = list(islice(chain.from_iterable(rows), SAMPLE_CELLS))
    foreign = sum(any(other in cell for other in rivals) for cell in cells) / len(cells)
    quoted = sum(cell.strip()[:1] in _QUOTES and cell.strip()[-1:] in _QUOTES for cell in cells if cell) / len(cells)
    return _Shape(width, count / len(rows), foreign, quoted)


_QUOTES = ('"', "'")
