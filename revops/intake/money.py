"""Text to numbers, money and shares, decided for whole columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CODES = frozenset(
    ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB", "UAH", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "ZAR", "ILS", "AED", "SAR", "QAR", "KWD", "EGP", "NGN", "KES", "SGD", "HKD", "TWD", "KRW", "THB", "IDR", "MYR", "PHP", "VND", "PKR", "BDT", "LKR", "ISK", "HRK", "RSD", "GEL", "KZT", "MAD"]
)
SYMBOLS: Mapping[str, str] = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₩": "KRW",
    "zł": "PLN", "R$": "BRL", "US$": "USD", "A$": "AUD", "C$": "CAD", "$": "USD",
}  # fmt: skip
_LOWER = frozenset(["usd", "eur", "gbp", "chf", "jpy", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "inr", "brl", "mxn", "zar", "sgd"])
"""Codes that are believed in lower case; others are words ("all", "try", "mad")."""
_WRITTEN = re.compile("|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True)))
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_NOISE = re.compile(r"[\s  '’_]")
_PLAIN = re.compile(r"^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$", re.IGNORECASE)
_GROUPED = re.compile(r"^[-+]?\d{1,3}([.,]\d{3})+$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹−–", "01234567890123456789--")


@dataclass(frozen=True)
class Numbers:
    """Numbers read from the different values of a column.

    Attributes:
        values: One per value; not-a-number where it could not be read.
        currencies: The currency written in each value, or None.
        has_percent: Which values carry a percent sign.
        is_guess: Whether thousands and decimals could not be told apart.
        decimal: The decimal sign decided on.
    """

    values: npt.NDArray[np.float64]
    currencies: tuple[str | None, ...]
    has_percent: npt.NDArray[np.bool_]
    is_guess: bool
    decimal: str


def read_numbers(texts: Sequence[str], *, comma_hint: bool | None = None) -> Numbers:
    """Numbers from the different values of one column.

    Args:
        texts: Different values of the column.
        comma_hint: Whether other evidence speaks for decimal commas; None where there is none.
    """
    bare, currencies, percents = [], [], []
    for text in texts:
        body, currency = _without_currency(text)
        percents.append("%" in body)
        bare.append(_signed(body.replace("%", "")))
        currencies.append(currency)
    decimal, is_guess = _decimal_sign(bare, comma_hint)
    values = np.array([_number(body, decimal) for body in bare], dtype=np.float64)
    return Numbers(values, tuple(currencies), np.array(percents, dtype=bool), is_guess, decimal)


def _without_currency(text: str) -> tuple[str, str | None]:
    code = next((found for found in _CODE.findall(text) if found in CODES), None)
    if code:
        return text.replace(code, "", 1), code
    symbol = _WRITTEN.search(text)
    if symbol:
        return text.replace(symbol.group(), "", 1), SYMBOLS[symbol.group()]
    return re.sub(r"(?i)\b(kr|fr)\.?", "", text), None


def _signed(text: str) -> str:
    """Digits and separators with the sign in front; parentheses and a trailing minus are signs."""
    body = _NOISE.sub("", text.translate(_DIGITS))
    if body.startswith("(") and body.endswith(")"):
        return "-" + body[1:-1].lstrip("-")
    if body.endswith("-") and len(body) > 1:
        return "-" + body[:-1]
    return body


def _decimal_sign(bare: Sequence[str], hint: bool | None) -> tuple[str, bool]:
    """Point or comma, by all values together: the sign that comes last, or that cannot part thousands."""
    point = comma = grouped_points = grouped_commas = 0
    for text in bare:
        has_point, has_comma = "." in text, "," in text
        if has_point and has_comma:
            last_is_point = text.rindex(".") > text.rindex(",")
            point, comma = point + last_is_point, comma + (not last_is_point)
        elif has_point or has_comma:
            grouped, single = bool(_GROUPED.match(text)), (text.count(".") + text.count(",")) == 1
            leads_zero = text.lstrip("-+").startswith("0")
            if not grouped or (single and leads_zero):
                point, comma = point + has_point, comma + has_comma
            elif single:
                grouped_points, grouped_commas = grouped_points + has_point, grouped_commas + has_comma
            else:
                point, comma = point + has_comma, comma + has_point
    if point != comma:
        return (".", False) if point > comma else (",", False)
    if hint is not None:
        return ("," if hint else "."), False
    if grouped_points and not grouped_commas:
        return ".", True
    return ".", bool(grouped_commas)


def _number(text: str, decimal: str) -> float:
    other = "," if decimal == "." else "."
    body = text.replace(other, "").replace(decimal, ".")
    if other in text and not _is_grouping(text, other, decimal):
        return float("nan")
    return float(body) if _PLAIN.match(body) else float("nan")


def _is_grouping(text: str, sign: str, decimal: str) -> bool:
    """Whether a sign parts groups, as thousands do: in front of the decimals, two or three digits behind each."""
    whole = text.split(decimal)[0]
    if sign in text[len(whole) :]:
        return False
    return all(len(group) in (2, 3) for group in whole.lstrip("-+").split(sign)[1:])


def shares(numbers: Numbers, says_percent: bool) -> npt.NDArray[np.float64]:
    """Shares from 0 to 1: percent signs, a header with one, or values beyond 1 mean hundredths.

    Args:
        numbers: The different values of the column.
        says_percent: Whether the header carries a percent sign.
    """
    values = numbers.values.copy()
    if numbers.has_percent.any():
        return np.where(numbers.has_percent | (np.abs(values) > 1), values / 100, values)
    known = values[np.isfinite(values)]
    beyond = bool((np.abs(known) > 1).any())
    whole = bool((known == np.round(known)).all())
    return values / 100 if beyond or (says_percent and whole and len(known)) else values


def currency_in(header: str) -> str | None:
    """The currency that a header names, such as "Amount (EUR)", "mrr_usd" or "Betrag in €"."""
    for word in re.split(r"[^A-Za-z]+", header):
        if (word in CODES and word.isupper()) or word in _LOWER:
            return word.upper()
    symbol = _WRITTEN.search(header)
    return SYMBOLS[symbol.group()] if symbol else None


def scale_in(header: str) -> float:
    """What a header says about units: micros and cents are parts of a unit, thousands many."""
    words = set(re.split(r"[^a-z]+", header.lower()))
    if "micros" in words:
        return 1e-6
    if "cents" in words:
        return 1e-2
    return 1e3 if {"thousands", "teur", "tsd"} & words else 1.0
