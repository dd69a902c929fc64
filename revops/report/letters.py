"""What can be told from the letters of a text: which way it reads, and which of them no document may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

_RIGHT_TO_LEFT: Final = ("R", "AL")
_LAST_LATIN: Final = "\u024f"
"""Up to here every font of a document has its letters."""


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from right to left."""
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in found if kind in ("L", *_RIGHT_TO_LEFT)), "L") in _RIGHT_TO_LEFT


def clean(text: str) -> str:
    """The text without signs that no XML may hold; breaks of lines stay."""
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))


def beyond_latin(texts: Iterable[str]) -> str:
    """Each letter once that some fonts lack, in order; signs that no document holds are left out."""
    return clean("".join(sorted({letter for text in texts for letter in text if letter > _LAST_LATIN})))
