"""Whether the sign in "1.234" parts thousands or decimals, where the values of a column leave it open."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from revops.choices import DecimalSign
from revops.dataset import Assumption
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
from revops.intake.money import ENOUGH, Numbers, currencies, currency_in, read_numbers, scale_in
from revops.intake.names import kind_of
from revops.vocabulary import ColumnKind

_SIGNS = {"thousands", "decimals"}
WITHOUT_CENTS = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "RWF", "UGX", "VND", "XAF", "XOF", "XPF"})
"""Currencies whose amounts have no decimals."""
WITH_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies that have three decimals."""
_THREE_DIGITS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}([.,])\d{3}(?![\d.,])")
_EITHER_WAY = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")
_DECIMAL_COMMA = re.compile(r"^[^\d,]*\d[\d.]*,(?:\d{1,2}|\d{4,})[^\d,]*$")


def read_amounts(draft: Draft, name: str, encoded: Encoded, header: str, *, is_whole: bool = False) -> Numbers:
    """Numbers of a column; a share is no amount of money, and some currencies have no decimals.

    Args:
        draft: The sheet.
        name: Column or clue that they are of.
        encoded: Its cells.
        header: What stands above them.
        is_whole: Whether the column counts something.
    """
    if _are_without_cents(draft, encoded, header):
        return _without_shares(draft, name, read_numbers(encoded.values, is_whole=True))
    hint = comma_hint(draft, name, encoded)
    numbers = read_numbers(encoded.values, comma_hint=hint, is_whole=is_whole)
    if numbers.is_guess and (priced := _priced(encoded)):
        numbers = read_numbers(encoded.values, comma_hint=priced[1] == ".")
        draft.notes.append(f"the sign in “{priced[0]}” parts thousands, for its currency has two decimals")
    elif numbers.is_guess and numbers.decimal == "." and _are_thousands(draft, encoded, header):
        numbers = replace(numbers, is_guess=False)
    elif hint and (example := _by_semicolons(draft, encoded)):
        draft.notes.append(f"the point in “{example}” parts thousands, as usual where semicolons part the columns")
    return _without_shares(draft, name, numbers)


def _are_thousands(draft: Draft, encoded: Encoded, header: str) -> bool:
    """Whether enough amounts have a comma before three digits, and nothing speaks for decimals there.

    Semicolons between cells do, as do amounts in thousands, of which three decimals are whole ones, and currencies that
    have three decimals.
    """
    speaks_for_decimals = (
        draft.block.has_decimal_comma or scale_in(header) > 1 or currency_in(header) in WITH_THOUSANDTHS
    )
    texts = {*encoded.texts, *_beside(draft)}
    return not speaks_for_decimals and sum(bool(_EITHER_WAY.search(text)) for text in texts) >= ENOUGH


def _beside(draft: Draft) -> list[str]:
    """The cells of all amounts of a sheet, which are written alike."""
    amounts = [column.name for column in draft.table.columns if column.kind is ColumnKind.MONEY]
    return [text for name in amounts if (encoded := draft.encoded(name)) for text in encoded.texts]


def _by_semicolons(draft: Draft, encoded: Encoded) -> str | None:
    """The first amount such as "1.234" where nothing but the file's semicolons tells that it is above a thousand."""
    signed = [text for text in encoded.texts if "." in text or "," in text]
    is_settled = draft.choices.decimal is not None or _shows_decimal_comma(draft.block)
    found = [_THREE_DIGITS.search(text) for text in signed]
    is_open = all(match is not None and match[1] == "." for match in found)
    return signed[0] if signed and is_open and not is_settled else None


def _priced(encoded: Encoded) -> tuple[str, str] | None:
    """The first amount such as "€1,200" and its sign, where all of its kind name a currency without thousandths."""
    found = []
    for text, code in zip(encoded.texts, currencies(encoded.values).to_pylist(), strict=True):
        if match := _THREE_DIGITS.search(text):
            found.append((text, match[1] if code and code not in WITH_THOUSANDTHS else ""))
    signs = {sign for _, sign in found}
    return found[0] if len(signs) == 1 and "" not in signs else None


def _are_without_cents(draft: Draft, encoded: Encoded, header: str) -> bool:
    """Whether all amounts are in currencies without decimals, by their cells, else their header, else the user."""
    written = set(currencies(encoded.values).drop_null().to_pylist())
    said = written or {currency_in(header) or draft.choices.currency or ""}
    return {code.upper() for code in said} <= WITHOUT_CENTS


def _without_shares(draft: Draft, name: str, numbers: Numbers) -> Numbers:
    if kind_of(draft.table, name) is not ColumnKind.MONEY or not numbers.has_percent.any():
        return numbers
    return replace(numbers, values=np.where(numbers.has_percent, np.nan, numbers.values))


def ask_for_decimals(draft: Draft, name: str, encoded: Encoded, decimal: str) -> None:
    """Says how the sign in a number was taken that could part thousands or decimals."""
    example = next(value for value in encoded.texts if "," in value or "." in value)
    mine = "decimals" if decimal in example else "thousands"
    other = "thousands" if mine == "decimals" else "decimals"
    draft.assume(
        name,
        f"{mine} behind the sign in “{example}”",
        "No value of the column shows both thousands and decimals.",
        f"Does the sign in “{example}” part thousands or decimals?",
        (mine, other),
    )


def decimal_taken(about: Assumption) -> DecimalSign:
    """The sign before decimals that an assumption about it takes: that in its example, or the other one."""
    has_comma = "," in about.chose
    return "comma" if has_comma == (about.options[0] == "decimals") else "point"


def comma_hint(draft: Draft, name: str, encoded: Encoded) -> bool | None:
    """What decides about decimal commas where the values do not: the user, else the punctuation of the file.

    Semicolons between cells alone do not prove that "12,345" has decimals; a comma in another cell may.
    """
    if draft.choices.decimal is not None:
        return draft.choices.decimal == "comma"
    answer = draft.choices.settled.get(f"{draft.table.key}.{name}")
    if answer in _SIGNS and (sign := _sign_in(encoded)) is not None:
        return (answer == "decimals") == (sign == ",")
    if not draft.block.has_decimal_comma:
        return None
    in_doubt = any(_EITHER_WAY.search(text) for text in encoded.texts)
    return True if not in_doubt or _shows_decimal_comma(draft.block) else None


def _shows_decimal_comma(block: Block) -> bool:
    """Whether a column of numbers shows a comma that can only part decimals."""
    return any(look.numbers and any(map(_DECIMAL_COMMA.match, look.examples)) for look in block.looks)


def _sign_in(encoded: Encoded) -> str | None:
    """The first sign of thousands or decimals in a column."""
    return next((sign for text in encoded.texts for sign in text if sign in ",."), None)
