"""Digits, signs and blanks of other scripts as Latin scripts write them."""

from __future__ import annotations

_DIGITS = {start + digit: str(digit) for start in (0x0660, 0x06F0) for digit in range(10)}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = str.maketrans("٫٬،٪−–—\u00a0\u202f\u2009\u3000", ".,,%---    ")
_UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF])
_WESTERN = {**_DIGITS, **_WIDE, **_SIGNS, **_UNSEEN}

ARABIC_SEPARATORS = "[٫٬]"
"""Pattern of the signs that part decimals and thousands in Arabic and Persian, and mean nothing else."""


def western(text: str) -> str:
    """A text with Latin digits and signs, without marks of direction; other letters stay as they are."""
    return text if text.isascii() else text.translate(_WESTERN)
