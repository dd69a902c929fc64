"""Text to numbers, money and shares, decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, pc
from revops.intake.digits import ARABIC_SEPARATORS, western
from revops.intake.indian_amounts import spelt_out
from revops.intake.rough import is_rough, without_about

Floats = npt.NDArray[np.float64]

_CURRENCIES = load("names/values.toml")["currencies"]
CODES: frozenset[str] = frozenset(_CURRENCIES["codes"])
SYMBOLS: Mapping[str, str] = _CURRENCIES["symbols"]
_LOWER = frozenset(_CURRENCIES["lower"])


def _by_word(section: str) -> Mapping[str, float]:
    return {word: float(scale) for scale, words in load("names/values.toml")[section].items() for word in words}


def _any_of(words: Iterable[str]) -> str:
    """Pattern of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALES, _MAGNITUDES, _MULTIPLES = _by_word("scales"), _by_word("magnitudes"), _by_word("multiples")
ANY_SYMBOL = _any_of(SYMBOLS)
_SYMBOL_IN_HEADER = "|".join(
    rf"\b{each}\b" if each.isalpha() and each.isascii() else re.escape(each)
    for each in sorted(SYMBOLS, key=len, reverse=True)
)
ANY_MAGNITUDE = _any_of(_MAGNITUDES)
_WRITTEN = rf"(?P<code>(?:{'|'.join(sorted(CODES))})|{ANY_SYMBOL})"
_NOISE = rf"(?i:\b(?:kr|fr|rs)\b\.?)|{_WRITTEN}|[\s\x{{a0}}\x{{202f}}\x{{2009}}'’_%]"
BEYOND = 1e18
"""From here on a number is a slip of the keyboard or of a format, and no amount, count or duration."""
_NO_CENTS = r"([.,])[-–—]{1,2}(\)?)$"
"""A dash in place of cents, as in "12.000,-"; it says nothing about the sign."""
_WITH_MAGNITUDE = rf"(?i)^(?P<number>[-+(]*\d[\d.,]*)(?P<word>{ANY_MAGNITUDE})\.?(?P<end>\)?-?)$"
_PARTS = ("千万", "百万", "億", "亿", "万", "萬", "千")
_HAS_PARTS = r"\d\s*[億亿万萬千]\s*\d"
_IN_PARTS = re.compile(rf"(?:\d[\d,]*(?:\.\d+)?\s*(?:{'|'.join(_PARTS)})\s*)+\d[\d,]*(?:{'|'.join(_PARTS)})?")
_THOUSANDS = re.compile(r"(?:['’‘]|[€$£]\s?|\b[A-Z]{3} )000s?\b")


@dataclass(frozen=True)
class Numbers:
    """Numbers read from the different values of a column.

    Attributes:
        values: One per value; not-a-number where it could not be read.
        currencies: The currency written in each value, or null.
        has_percent: Which values carry a percent sign.
        decimal: The decimal sign decided on.
        is_guess: Whether thousands and decimals could not be told apart.
        has_magnitude: Which values say by a word how many they are, or that they are not exact, as "1.2k" and "~8"
            do; None where none does.
    """

    values: Floats
    currencies: Cells
    has_percent: npt.NDArray[np.bool_]
    decimal: str
    is_guess: bool
    has_magnitude: npt.NDArray[np.bool_] | None = None


def read_numbers(texts: Cells, *, comma_hint: bool | None = None, is_whole: bool = False) -> Numbers:
    """Numbers from the different values of one column.

    Args:
        texts: Different values of the column, as an Arrow array of text.
        comma_hint: Whether other evidence speaks for decimal commas; None where there is none.
        is_whole: Whether the column counts something, so that a sign before three digits parts thousands.
    """
    if _is_plain(texts):
        none = np.zeros(len(texts), dtype=bool)
        return Numbers(_cast(texts), pa.nulls(len(texts), pa.string()), none, ".", False)
    if pc.any(pc.match_substring_regex(texts, ARABIC_SEPARATORS)).as_py():
        comma_hint = False
    rough = is_rough(texts)
    texts = _added_up(spelt_out(_western(without_about(texts) if rough.any() else texts)))
    bare, factors = _without_magnitudes(_bare(texts), texts)
    decimal, is_guess = _decimal_sign(bare, comma_hint)
    if is_whole and is_guess:
        decimal, is_guess = ("," if pc.any(pc.match_substring_regex(bare, _DOUBT % r"\.")).as_py() else "."), False
    percent = pc.match_substring(texts, "%").to_numpy(zero_copy_only=False)
    values = _with_other_sign(bare, decimal, _floats(bare, decimal))
    if factors is None:
        return Numbers(values, currencies(texts), percent, decimal, is_guess, rough if rough.any() else None)
    return Numbers(values * factors, currencies(texts), percent, decimal, is_guess, (factors != 1) | rough)


def _is_plain(texts: Cells) -> bool:
    """Whether all values are numbers as a machine writes them, beyond doubt about the point."""
    if not pc.all(pc.match_substring_regex(texts, r"^-?\d*\.?\d+$")).as_py():
        return False
    if not pc.any(pc.match_substring(texts, ".")).as_py():
        return True
    return bool(pc.any(pc.match_substring_regex(texts, r"\.(\d{1,2}|\d{4,})$|^-?0?\.")).as_py())


def _cast(texts: Cells) -> Floats:
    values: Floats = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False)
    return np.where(np.abs(values) < BEYOND, values, np.nan)


def currencies(texts: Cells) -> Cells:
    """The currency written in each value, or null; of symbols with several meanings the most frequent."""
    found = written(texts)
    place = pc.index_in(found, value_set=pa.array(list(SYMBOLS)))
    return pc.coalesce(pa.array(list(SYMBOLS.values())).take(place), found)


def written(texts: Cells) -> Cells:
    """The code or symbol of a currency as it is written in each value, or null."""
    if not pc.any(pc.match_substring_regex(texts, r"[^\d\s.,()+-]")).as_py():
        return pa.nulls(len(texts), pa.string())
    return pc.struct_field(pc.extract_regex(texts, _WRITTEN), "code")


def _western(texts: Cells) -> Cells:
    if pc.all(pc.string_is_ascii(texts)).as_py():
        return texts
    return pa.array([text and western(text) for text in texts.to_pylist()], pa.string())


def _added_up(texts: Cells) -> Cells:
    """Numbers whose parts have words of their own, as "1億2000万" has, written as one."""
    if not pc.any(pc.match_substring_regex(texts, _HAS_PARTS)).as_py():
        return texts
    return pa.array([text and _IN_PARTS.sub(_sum, text) for text in texts.to_pylist()], pa.string())


def _sum(parts: re.Match[str]) -> str:
    each = re.findall(rf"([\d.,]+)({'|'.join(_PARTS)})?", parts[0].replace(" ", ""))
    return f"{sum(float(number.replace(',', '')) * _MAGNITUDES.get(word, 1.0) for number, word in each):.10g}"


def _bare(texts: Cells) -> Cells:
    """Digits and separators with the sign in front; parentheses and a trailing minus are signs."""
    bare = pc.replace_substring_regex(texts, _NOISE, "")
    bare = pc.replace_substring_regex(bare, _NO_CENTS, r"\1\2")
    bare = pc.replace_substring_regex(bare, r"^\(-?(.+)\)$|^(.+)-$", r"-\1\2")
    return pc.replace_substring_regex(bare, r"^\+", "")


def _without_magnitudes(bare: Cells, texts: Cells) -> tuple[Cells, Floats | None]:
    """Numbers without a word such as "k", "Mio" or "万" behind them, and what each is multiplied by."""
    is_worded = pc.match_substring_regex(bare, _WITH_MAGNITUDE)
    is_multiple = pc.match_substring_regex(texts, _any_of(_MULTIPLES))
    if not pc.any(pc.or_(is_worded, is_multiple)).as_py():
        return bare, None
    words = pc.struct_field(pc.extract_regex(bare, _WITH_MAGNITUDE), "word").to_pylist()
    factors = np.array([_MAGNITUDES[word.lower()] if word else 1.0 for word in words])
    for multiple, factor in _MULTIPLES.items():
        factors[pc.match_substring(texts, multiple).to_numpy(zero_copy_only=False)] *= factor
    numbers = pc.replace_substring_regex(bare, _WITH_MAGNITUDE, r"\1\3")
    return pc.replace_substring_regex(numbers, r"^\(-?(.+)\)$|^(.+)-$", r"-\1\2"), factors


def _proof(decimal: str, group: str) -> str:
    """Pattern of values that prove a decimal sign: behind a group, with other than three digits, or not the group."""
    d, g = re.escape(decimal), re.escape(group)
    behind_group, not_three = rf"{g}.*{d}[^.,]*$", rf"^-?\d*{d}(\d{{0,2}}|\d{{4,}})([eE].*)?$"
    no_group, other_groups = rf"^-?(0|\d{{4,}}){d}\d+$", rf"^-?\d{{1,3}}({g}\d{{3}}){{2,}}$"
    return "|".join((behind_group, not_three, no_group, other_groups))


_DOUBT = r"^-?[1-9]\d{0,2}%s\d{3}$"
_LARGE, _SMALL = r"^-?[1-9]\d{3,}$", r"^-?\d{1,3}$"
"""Whole numbers; where all are large, three digits behind a comma are no part of one beside them."""
ENOUGH = 3
"""So many values that could have exactly three decimals have none, where nothing else speaks for decimals."""


def _decimal_sign(bare: Cells, hint: bool | None) -> tuple[str, bool]:
    """Point or comma, by all values together, and whether that is a guess."""

    def count(pattern: str) -> int:
        return int(pc.sum(pc.match_substring_regex(bare, pattern)).as_py() or 0)

    points, commas = count(_proof(".", ",")), count(_proof(",", "."))
    if points != commas:
        return (".", False) if points > commas else (",", False)
    if hint is not None:
        return ("," if hint else "."), False
    point_like, comma_like = count(_DOUBT % r"\."), count(_DOUBT % ",")
    if comma_like and not point_like and count(_LARGE) and not count(_SMALL):
        return ".", False
    if point_like >= ENOUGH and not comma_like:
        return ",", True
    return ".", bool(point_like or comma_like)


def _with_other_sign(bare: Cells, decimal: str, values: Floats) -> Floats:
    """Also values such as "1.200,00" in a column of decimal points: with both signs a number can be read in one way."""
    other = "," if decimal == "." else "."
    both = rf"^-?\d{{1,3}}({re.escape(decimal)}\d{{3}})+{re.escape(other)}\d{{1,2}}$"
    left = np.isnan(values) & pc.fill_null(pc.match_substring_regex(bare, both), False).to_numpy(zero_copy_only=False)
    return np.where(left, _floats(bare, other), values) if left.any() else values


def _floats(bare: Cells, decimal: str) -> Floats:
    """Numbers where the text is one under the decimal sign; the other sign may part groups of two or three digits."""
    point, comma = re.escape(decimal), "," if decimal == "." else r"\."
    pattern = rf"^-?(\d+|\d{{1,3}}({comma}\d{{2,3}})*{comma}\d{{3}})?({point}\d+|{point})?([eE][-+]?\d+)?$"
    sound = pc.and_(pc.match_substring_regex(bare, pattern), pc.match_substring_regex(bare, r"^-?[.,]?\d"))
    plain = pc.replace_substring(bare, "," if decimal == "." else ".", "")
    if decimal == ",":
        plain = pc.replace_substring(plain, ",", ".")
    return _cast(pc.if_else(sound, plain, None))


def shares(numbers: Numbers, says_percent: bool) -> Floats:
    """Shares from 0 to 1: a sign of per cent, also in the header, or any plain number beyond 1 mean hundredths.

    Args:
        numbers: The different values of the column.
        says_percent: Whether the header carries a percent sign.
    """
    values = numbers.values
    plain = values[np.isfinite(values) & ~numbers.has_percent]
    beyond = bool((np.abs(plain) > 1).any())
    whole = bool((plain == np.round(plain)).all())
    are_hundredths = beyond or (says_percent and whole)
    return np.where(numbers.has_percent | are_hundredths, values / 100, values)


def currency_in(header: str) -> str | None:
    """The currency that a header names, such as "Amount (EUR)", "mrr_usd" or "Betrag in €"."""
    named = written_in(header)
    return SYMBOLS.get(named, named) if named else None


def written_in(header: str) -> str | None:
    """The code of a currency that a header names, else the symbol that it shows."""
    for word in re.split(r"[^A-Za-z]+", header):
        if (word in CODES and word.isupper()) or word in _LOWER:
            return word.upper()
        if word.casefold() in _SCALES and word[-3:].upper() in CODES:
            return word[-3:].upper()
    symbol = re.search(_SYMBOL_IN_HEADER, header)
    return symbol.group() if symbol else None


def scale_in(header: str) -> float:
    """What a header says about units: micros and cents are parts of a unit, thousands many."""
    plain = _THOUSANDS.sub(" thousands ", header).casefold()
    tokens = set(re.split(r"[^\w€$£]+|_", plain))
    spoken = [word for word in _SCALES if word in tokens or (_stands_alone(word) and word in plain)]
    return _SCALES[max(spoken, key=len)] if spoken else 1.0


def _stands_alone(word: str) -> bool:
    """Whether a word needs no blanks around it: in scripts without them, and where it has its own."""
    return " " in word or not word[0].isascii()
