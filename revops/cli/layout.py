"""Plain text for a terminal: aligned columns, wrapped prose, and nothing that a terminal would obey."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Collection, Sequence

GAP = 2
MOST = 110
"""Wider lines are harder to read, however wide the terminal."""
JOINERS = "\u200c\u200d"
"""Invisible, and part of the spelling of Persian and Hindi."""


def page_width() -> int:
    """How many characters a line may have."""
    return min(shutil.get_terminal_size((100, 24)).columns, MOST)


def plain(text: str) -> str:
    """Text of a user's file on one line, without the characters that steer a terminal."""
    return "".join(_harmless(letter) for letter in " ".join(text.split()))


def shorten(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than `most` letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def heading(text: str) -> list[str]:
    """A line that stands out, with a blank one before it."""
    return ["", text, "─" * _cells(text)]


def prose(text: str, *, indent: int = 0) -> list[str]:
    """A paragraph, wrapped."""
    blanks = " " * indent
    return textwrap.wrap(text, page_width(), initial_indent=blanks, subsequent_indent=blanks) or [""]


def points(items: Sequence[str], *, indent: int = 2) -> list[str]:
    """One bulleted paragraph per item."""
    return [line for item in items for line in _point(item, indent)]


def table(
    rows: Sequence[Sequence[str]],
    *,
    head: Sequence[str] | None = None,
    right: Collection[int] = (),
    indent: int = 2,
) -> list[str]:
    """Rows as aligned columns; the last column wraps under itself.

    Args:
        rows: Cells as text, every row with as many.
        head: Titles of the columns; None for none.
        right: Positions of the columns that end flush, such as numbers.
        indent: Blanks before each line.
    """
    if not rows:
        return []
    lines = [*([head] if head else []), *rows]
    widths = [max(_cells(line[at]) for line in lines) for at in range(len(lines[0]) - 1)]
    return [text for line in lines for text in _line(line, widths, right, indent)]


def _line(cells: Sequence[str], widths: Sequence[int], right: Collection[int], indent: int) -> list[str]:
    padded = [_pad(cell, width, at in right) for at, (cell, width) in enumerate(zip(cells, widths, strict=False))]
    start = " " * indent + "".join(cell + " " * GAP for cell in padded)
    room = max(page_width() - _cells(start), 24)
    first, *rest = textwrap.wrap(cells[-1], room) or [""]
    return [(start + first).rstrip(), *(" " * _cells(start) + text for text in rest)]


def _point(text: str, indent: int) -> list[str]:
    blanks = " " * indent
    return textwrap.wrap(text, page_width(), initial_indent=f"{blanks}- ", subsequent_indent=f"{blanks}  ")


def _pad(text: str, width: int, flush: bool) -> str:
    blanks = " " * (width - _cells(text))
    return blanks + text if flush else text + blanks


def _cells(text: str) -> int:
    """Width on a terminal: wide letters take two places, combining marks none."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _harmless(letter: str) -> str:
    steers = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in JOINERS
    return "�" if steers else letter
