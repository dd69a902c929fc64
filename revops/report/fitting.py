"""How much room text takes, estimated generously: the viewer's fonts are not known here."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

LINE: Final = 1.36
"""Height of a line in parts of its size, in the tallest of the usual fonts."""
_NARROW: Final = frozenset("iljtfrI.,:;'’|!()[] ")
_BROAD: Final = frozenset("mwMWÄÖÜÅÆŒ@%—…")


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """Width of a letter in parts of the size; broader than the usual fonts have it."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.95
    return 0.74 if letter.isupper() else 0.58


@lru_cache(maxsize=16_384)
def _width(text: str) -> float:
    """Width of a text in parts of the size; the words of a report come again and again."""
    return sum(map(_letter, text))


def width(text: str, size: float) -> float:
    """Points that a text takes on one line."""
    return size * _width(text)


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes where each has so many points; a word longer than a line goes on in the next."""
    count, used = 1, 0.0
    for word in text.split(" "):
        step = width(word, size)
        blank = width(" ", size) if used else 0.0
        if used + blank + step <= room:
            used += blank + step
            continue
        count += (1 if used else 0) + math.floor(step / room)
        used = step % room
    return count


def height(text: str, size: float, room: float) -> float:
    """Points that a text takes downwards."""
    return sum(lines(line, size, room) for line in text.split("\n")) * size * LINE


def cut(text: str, size: float, room: float, tall: float) -> str:
    """As much of a text as fits, with an ellipsis where that is not all."""
    if height(text, size, room) <= tall:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = height(f"{text[:middle]}…", size, room) <= tall
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{text[:low].rstrip()}…"


def largest(text: str, sizes: tuple[int, ...], room: float, tall: float) -> int:
    """The largest of some sizes in which a text fits; the smallest where none does."""
    return next((size for size in sizes if height(text, size, room) <= tall), sizes[-1])


def columns(rows: Sequence[Sequence[str]], size: float, room: float, side: float) -> tuple[float, ...]:
    """Columns as wide as what stands in them asks for; none so narrow that its words break while others have room.

    Args:
        rows: Texts, the headers among them.
        size: Points of their letters.
        room: Points that all columns have together.
        side: Points between a text and the border beside it.
    """
    least, wish = [], []
    for column in zip(*rows, strict=True):
        longest = max(width(word, size) for text in column for word in text.split(" "))
        whole = max(width(text, size) for text in column)
        least.append(min(longest, room / len(rows[0]) - 2 * side) + 2 * side)
        wish.append(max(whole**0.75 * 4 + 2 * side, least[-1]))
    spare = room - sum(least)
    over = sum(wish) - sum(least)
    shares = [(one - low) / over if over else 1 / len(least) for low, one in zip(least, wish, strict=True)]
    return tuple(low + spare * share for low, share in zip(least, shares, strict=True))
