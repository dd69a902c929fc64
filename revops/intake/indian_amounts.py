"""Amounts such as "₹1.2 Cr" and "10L", in which crores and lakhs are cut short."""

from __future__ import annotations

import re

import pyarrow as pa

from revops.intake.arrow import Cells, pc

_WORDS = {"cr": "crore", "crs": "crore", "l": "lakh"}
_SHORT = r"(?i)^(?P<sign>(?:₹|₨|INR|Rs\.?)\s*)?(?P<number>[-(]?\d[\d,]*(?:\.\d+)?)\s*(?P<word>crs?|l)(?P<end>\.?\)?)$"
_DEBIT = r"(?i)\d\s*dr\.?$"
"""Beside debits "Cr" stands for credits."""
_FEW_DIGITS = re.compile(r"[-(]?\d{1,3}(?:\.\d)?")
"""Numbers that nobody would write with cents: without a sign of rupees, "500.00 Cr" may be a credit."""


def spelt_out(texts: Cells) -> Cells:
    """The different values of a column, with crores and lakhs written as such."""
    if (
        not pc.any(pc.match_substring_regex(texts, _SHORT)).as_py()
        or pc.any(pc.match_substring_regex(texts, _DEBIT)).as_py()
    ):
        return texts
    return pa.array([text and _spelt(text) for text in texts.to_pylist()], pa.string())


def _spelt(text: str) -> str:
    found = re.match(_SHORT, text)
    if found is None or not (found["sign"] or _FEW_DIGITS.fullmatch(found["number"])):
        return text
    return f"{found['sign'] or ''}{found['number']} {_WORDS[found['word'].lower()]}{found['end']}"
