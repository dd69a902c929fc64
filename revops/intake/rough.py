"""Numbers that are not exact, such as "~ 8k" and "ca. 12.500 €"."""

from __future__ import annotations

import re

from revops.content import load
from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.names import any_of

_WORDS = "|".join(
    re.escape(word) + r"\s" * (word[-1].isascii() and word[-1].isalpha())
    for word in sorted(load("names/rough.toml")["about"], key=len, reverse=True)
)
_ABOUT = rf"(?i)^\s*(?:{_WORDS})\s*((?:[^\w\s~]{{1,3}}|[a-z]{{2,3}})?\s*[-(]?\d)"
_END = r"[^\w(-]?\s*\d[\d.,]*\s?[kKmM]?"
_RANGE = re.compile(rf"^{_END}\s*(?:-|–|—|{any_of(load('names/values.toml')['spans']['until'])})\s*{_END}\b.{{0,12}}$")


def is_rough(texts: Cells) -> Mask:
    """Which texts say that their number is not exact."""
    return mask_of(pc.match_substring_regex(texts, _ABOUT))


def without_about(texts: Cells) -> Cells:
    """The texts without the words that say so."""
    return pc.replace_substring_regex(texts, _ABOUT, r"\1")


def is_range(text: str) -> bool:
    """Whether a text gives two numbers of which a cell holds one, such as "11-50"."""
    return bool(_RANGE.match(text.strip()))
