"""Text to numbers, money and shares, decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, pc
from revops.intake.digits import ARABIC_SEPARATORS, western

Floats = npt.NDArray[np.float64]

_CURRENCIES = load("names/values.toml")["currencies"]
CODES: frozenset[str] = frozenset(_CURRENCIES["codes"])
SYMBOLS: Mapping[str, str] = _CURRENCIES["symbols"]
_LOWER = frozenset(_CURRENCIES["lower"])

_ANY_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_WRITTEN = rf"(?P<code>(?:{'|'.join(sorted(CODES))})|{_ANY_SYMBOL})"
_NOISE = rf"{_WRITTEN}|(?i:\b(?:kr|fr)\b\.?)|[\s\x{{a0}}\x{{202f}}\x{{2009}}'’_%]"
_SCALES: Mapping[str, float] = {
    word: float(scale) for scale, words in load("names/values.toml")["scales"].items() for word in words
}


@dataclass(frozen=True)
class Numbers:
    """Numbers read from the different values of a column.

    Attributes:
        values: One per value; not-a-number where it could not be read.
        currencies: The currency written in each value, or null.
        has_percent: Which values carry a percent sign.
        decimal: The decimal sign decided on.
        is_guess: Whether thousands and decimals could not be told apart.
    """

    values: Floats
    currencies: Cells
    has_percent: npt.NDArray[np.bool_]
    decimal: str
    is_guess: bool


def read_numbers(texts: Cells, *, comma_hint: bool | None = None) -> Numbers:
    """Numbers from the different values of one column.

    Args:
        texts: Different values of the column, as an Arrow array of text.
        comma_hint: Whether other evidence speaks for decimal commas; None where there is none.
    """
    if _is_plain(texts):
        none = np.zeros(len(texts), dtype=bool)
        return Numbers(_cast(texts), pa.nulls(len(texts), pa.string()), none, ".", False)
    if pc.any(pc.match_substring_regex(texts, ARABIC_SEPARATORS)).as_py():
        comma_hint = False
    texts = _western(texts)
    bare = _bare(texts)
    decimal, is_guess = _decimal_sign(bare, comma_hint)
    percent = pc.match_substring(texts, "%").to_numpy(zero_copy_only=False)
    return Numbers(_floats(bare, decimal), currencies(texts), percent, decimal, is_guess)


def _is_plain(texts: Cells) -> bool:
    """Whether all values are numbers as a machine writes them, beyond doubt about the point."""
    if not pc.all(pc.match_substring_regex(texts, r"^-?\d*\.?\d+$")).as_py():
        return False
    if not pc.any(pc.match_substring(texts, ".")).as_py():
        return True
    return bool(pc.any(pc.match_substring_regex(texts, r"\.(\d{1,2}|\d{4,})$|^-?0?\.")).as_py())


def _cast(texts: Cells) -> Floats:
    values: Floats = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False)
    return values


def currencies(texts: Cells) -> Cells:
    """The currency written in each value, or null."""
    if not pc.any(pc.match_substring_regex(texts, r"[^\d\s.,()+-]")).as_py():
        return pa.nulls(len(texts), pa.string())
    written = pc.struct_field(pc.extract_regex(texts, _WRITTEN), "code")
    symbols = pa.array(list(SYMBOLS))
    place = pc.index_in(written, value_set=symbols)
    return pc.coalesce(pa.array(list(SYMBOLS.values())).take(place), written)


def _western(texts: Cells) -> Cells:
    if pc.all(pc.string_is_ascii(texts)).as_py():
        return texts
    return pa.array([text and western(text) for text in texts.to_pylist()], pa.string())


def _bare(texts: Cells) -> Cells:
    """Digits and separators with the sign in front; parentheses and a trailing minus are signs."""
    bare = pc.replace_substring_regex(texts, _NOISE, "")
    bare = pc.replace_substring_regex(bare, r"^\(-?(.+)\)$|^(.+)-$", r"-\1\2")
    return pc.replace_substring_regex(bare, r"^\+", "")


def _proof(decimal: str, group: str) -> str:
    """Pattern of values that prove a decimal sign: behind a group, with other than three digits, or not the group."""
    d, g = re.escape(decimal), re.escape(group)
    behind_group, not_three = rf"{g}.*{d}[^.,]*$", rf"^-?\d*{d}(\d{{0,2}}|\d{{4,}})([eE].*)?$"
    no_group, other_groups = rf"^-?(0|\d{{4,}}){d}\d+$", rf"^-?\d{{1,3}}({g}\d{{3}}){{2,}}$"
    return "|".join((behind_group, not_three, no_group, other_groups))


_DOUBT = r"^-?[1-9]\d{0,2}%s\d{3}$"
_ENOUGH = 3
"""So many values that could have exactly three decimals have none."""


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
    if point_like >= _ENOUGH and not comma_like:
        return ",", True
    return ".", bool(point_like) or 0 < comma_like < _ENOUGH


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
    """Shares from 0 to 1: percent signs, a header with one, or values beyond 1 mean hundredths.

    Args:
        numbers: The different values of the column.
        says_percent: Whether the header carries a percent sign.
    """
    values = numbers.values
    if numbers.has_percent.any():
        return np.where(numbers.has_percent | (np.abs(values) > 1), values / 100, values)
    known = values[np.isfinite(values)]
    beyond = bool((np.abs(known) > 1).any())
    whole = bool((known == np.round(known)).all())
    return values / 100 if beyond or (says_percent and whole) else values


def currency_in(header: str) -> str | None:
    """The currency that a header names, such as "Amount (EUR)", "mrr_usd" or "Betrag in €"."""
    for word in re.split(r"[^A-Za-z]+", header):
        if (word in CODES and word.isupper()) or word in _LOWER:
            return word.upper()
    symbol = re.search(_ANY_SYMBOL, header)
    return SYMBOLS[symbol.group()] if symbol else None


def scale_in(header: str) -> float:
    """What a header says about units: micros and cents are parts of a unit, thousands many."""
    words = set(re.split(r"[^\w€$]+|_", header.casefold()))
    spoken = [scale for word, scale in _SCALES.items() if word in words or (not word[0].isascii() and word in header)]
    return spoken[0] if spoken else 1.0
