"""The language of a sheet, as far as its script and a few words of its headers tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revops.intake.names import fold, words

_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PERSIAN = re.compile(r"[پچژگیک۰-۹]")
_ARABIC = re.compile(r"[\u0620-\u064a٠-٩]")


def language_of(texts: Iterable[str]) -> str:
    """Two letters of the language, of those that it matters for; empty for all others and where it stays open.

    Args:
        texts: Headers and some of the cells.
    """
    whole = " ".join(texts)
    if _KANA.search(whole):
        return "ja"
    if _HAN.search(whole):
        return _of_han("".join(_HAN.findall(whole)))
    if _PERSIAN.search(whole):
        return "fa"
    return "ar" if _ARABIC.search(whole) else _of_words(whole)


def _of_han(signs: str) -> str:
    """Chinese or Japanese, by which of their encodings has all the signs."""
    is_simplified, is_japanese, is_traditional = (_fits(signs, codec) for codec in ("gb2312", "shift_jis", "big5"))
    if is_japanese:
        return "" if is_simplified or is_traditional else "ja"
    return "zh" if is_simplified or is_traditional else ""


def _fits(signs: str, codec: str) -> bool:
    return signs.encode(codec, "ignore").decode(codec) == signs


def _of_words(text: str) -> str:
    known = words("languages")
    found = [known[word] for word in fold(text).split() if word in known]
    return max(sorted(set(found)), key=found.count, default="")
