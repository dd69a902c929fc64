"""The currency of each amount: from a column of its own, the cell, the header, the user; "$" and "¥" mean several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake import money
from revops.intake.arrow import Cells, pc
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded, encode
from revops.intake.language import language_of

_SPOKEN: Mapping[str, str] = {"es": "Spanish", "pt": "Portuguese", "ar": "Arabic"}


def currency_of(draft: Draft, name: str) -> Cells | None:
    """Currency per row of a money column, from its cells or its header; None where neither says."""
    encoded = draft.encoded(name)
    return None if encoded is None else currency_of_cells(draft, encoded, draft.matches[name].header)


def currency_of_cells(draft: Draft, encoded: Encoded, header: str) -> Cells | None:
    """Currency of each of some cells, by what they or their header say; None where neither says."""
    written, named = money.written(encoded.values), money.written_in(header)
    if named is None and written.null_count == len(written):
        return None
    meant = _meanings(draft, [*pc.unique(written).to_pylist(), named], encoded)
    spread = encoded.spread(pa.array([meant.get(each, each) for each in written.to_pylist()], pa.string()))
    return spread if named is None else pc.fill_null(spread, meant.get(named, named))


def fill_currency(draft: Draft, name: str) -> None:
    """The currency of each row that has an amount: own column, cell, header, the user's choice, else unknown."""
    stated = draft.columns.get("currency", pa.nulls(draft.height, pa.string()))
    stated = pc.utf8_upper(stated)
    code = pc.if_else(pc.is_in(stated, pa.array(sorted(money.CODES))), stated, _by_symbol(draft, stated))
    found = currency_of(draft, name)
    if found is not None:
        code = pc.coalesce(code, found)
    shown = _shown(draft, name)
    if len(shown) == 1 and code.null_count:
        code = pc.fill_null(code, shown[0])
        draft.notes.append(f"the cells of the amounts are shown in {shown[0]}, which they are taken for")
    if draft.choices.currency:
        code = pc.fill_null(code, draft.choices.currency.upper())
    has_amount = pc.is_valid(draft.value(name))
    if draft.shape == "month matrix":
        has_amount = pa.array(np.ones(draft.height, dtype=bool))
    draft.columns["currency"] = pc.if_else(has_amount, code, pa.scalar(None, pa.string()))
    blank = pc.sum(pc.and_(has_amount, pc.is_null(code))).as_py() or 0
    if blank and draft.columns["currency"].null_count == draft.height:
        _ask_for_one(draft, shown, has_amount)
    elif blank:
        _fill_blank(draft, blank, has_amount)


def _shown(draft: Draft, name: str) -> list[str]:
    """The currencies that the number formats of a column show, or those of all months of a matrix."""
    headers = [month.header for month in draft.months] or [
        draft.matches[name].header for _ in range(name in draft.matches)
    ]
    signs = dict.fromkeys(sign for header in headers for sign in draft.block.shown.get(header, ()))
    return list(dict.fromkeys(code for sign in signs if (code := _code_shown(draft, sign))))


def _code_shown(draft: Draft, sign: str) -> str | None:
    """The currency of a sign such as "€", "USD" or "$-409", whose end names a country."""
    symbol, _, place = sign.partition("-")
    if symbol in _several():
        local = load("names/values.toml")["currencies"]["locales"].get(place.lstrip("0").lower())
        return str(local) if local else _meanings(draft, [symbol], encode(pa.array(list(draft.block.headers))))[symbol]
    return symbol if symbol in money.CODES else money.SYMBOLS.get(symbol)


def _ask_for_one(draft: Draft, shown: Sequence[str], has_amount: Cells) -> None:
    """Asks for the currency of amounts of which none names one; their formats may show several."""
    unknown, question = "one unknown currency", "Which currency are the amounts in?"
    if not shown:
        draft.assume("currency", unknown, "Neither a header nor a cell names one.", question)
        return
    because = f"Their cells are shown in {' and '.join(shown)}, each on its own."
    answer = draft.decide("currency", because, question, (unknown, *shown))
    if answer != unknown:
        draft.columns["currency"] = pc.if_else(has_amount, answer, pa.scalar(None, pa.string()))


def _fill_blank(draft: Draft, blank: int, has_amount: Cells) -> None:
    """Amounts without a currency beside others that have one: the same where it is but one, else unknown; told."""
    codes = sorted(code for code in pc.unique(draft.columns["currency"]).to_pylist() if code)
    said = f"Amounts that name no currency: {blank:,}; the others are in {' and '.join(codes)}."
    if len(codes) == 1:
        draft.columns["currency"] = pc.if_else(has_amount, pc.fill_null(draft.columns["currency"], codes[0]), None)
    chose = codes[0] if len(codes) == 1 else "left out of sums"
    draft.assume("currency", chose, said, "Which currency are the amounts in that name none?")


def _by_symbol(draft: Draft, stated: Cells) -> Cells:
    encoded = encode(stated)
    meant = _meanings(draft, encoded.texts, encoded)
    return encoded.spread(pa.array([_code(value, meant) for value in encoded.texts], pa.string()))


def _code(value: str, meant: Mapping[str, str]) -> str | None:
    return meant.get(value) or (value if len(value) == 3 and value.isalpha() else None)


def _meanings(draft: Draft, found: Iterable[str | None], cells: Encoded) -> Mapping[str, str]:
    """Symbol to the currency that it stands for in this sheet; those that stand for several are decided on."""
    doubtful = [symbol for symbol in dict.fromkeys(found) if symbol in _several()]
    return {**money.SYMBOLS, **{symbol: _decide(draft, symbol, cells) for symbol in doubtful if symbol}}


@cache
def _several() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Symbols of several currencies: per language those that it may stand for, the likeliest first."""
    several: Mapping[str, Mapping[str, Sequence[str]]] = load("names/values.toml")["currencies"]["several"]
    return several


def _decide(draft: Draft, symbol: str, cells: Encoded) -> str:
    """What a symbol stands for: by another header of the sheet, its language, the user; else told as an assumption."""
    by_language = _several()[symbol]
    known = {code for codes in by_language.values() for code in codes}
    named = {money.written_in(header) for header in draft.block.headers} & known
    if len(named) == 1:
        return str(named.pop())
    language = language_of(_texts(draft, cells))
    has_comma = money.read_numbers(cells.values).decimal == ","
    codes = by_language.get(f"{language}_comma" if has_comma else language) or by_language.get(language)
    codes = codes or by_language["other"]
    chosen = (draft.choices.currency or "").upper()
    if len(codes) == 1:
        return codes[0]
    return chosen if chosen in known else _ask(draft, symbol, codes, language)


def _texts(draft: Draft, cells: Encoded) -> Iterable[str]:
    yield from draft.block.headers
    yield from cells.texts[:3]
    for look in draft.block.looks:
        yield from look.examples


def _ask(draft: Draft, symbol: str, codes: Sequence[str], language: str) -> str:
    """The user's answer, else the likeliest currency as an assumption, which is told once for a sheet."""
    question = f"Which currency does “{symbol}” stand for?"
    told = next((each.chose for each in draft.assumptions if each.question == question), None)
    because = "It stands for several currencies, and nothing in the sheet names one."
    if language in _SPOKEN:
        because = f"It stands for several currencies where the headers are {_SPOKEN[language]}, and none is named."
    return told or draft.decide("currency", because, question, tuple(codes))
