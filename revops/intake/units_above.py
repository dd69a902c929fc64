"""Units that a line above the header gives for all amounts, such as "Angaben in TEUR" or "単位：千円"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revops.intake.money import currency_in, scale_in

_PARTS = re.compile(r"[:：,;、()（）\[\]]|\bin\b|\ben\b", re.IGNORECASE)
_LONGEST_WORD = 4
"""Letters of a unit in scripts without blanks; longer ones are words that hold one by chance."""


def scale_above(lines: Iterable[str]) -> float:
    """What amounts are multiplied by because a part of a line is but a unit; 1 where none is, or several are."""
    parts = (part.strip() for line in lines for part in _PARTS.split(line))
    found = {scale for part in parts if _is_unit(part) and (scale := scale_in(part)) > 1}
    return found.pop() if len(found) == 1 else 1.0


def _is_unit(part: str) -> bool:
    """Whether every word is a number word or a currency; one letter alone may be anything."""
    words = part.split()
    return len(part) > 1 and bool(words) and all(_is_unit_word(word) for word in words)


def _is_unit_word(word: str) -> bool:
    is_short = word.isascii() or len(word) <= _LONGEST_WORD or bool(currency_in(word))
    return is_short and (scale_in(word) > 1 or currency_in(word) is not None)
