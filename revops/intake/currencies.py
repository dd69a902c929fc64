"""The currency of each amount: from a column of its own, the cell, the header, the user; "$" and "¥" mean several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake import money
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded, encode
from revops.intake.language import language_of
from revops.intake.minor_units import count_in_units, count_multiples
from revops.intake.names import tight
from revops.intake.required import can_count

_WITHOUT_FORMATS = ("XLS", "XLSB", "ODS")
"""Workbooks whose number formats are not read."""
_COMMON = ("EUR", "USD", "GBP", "CHF")
"""Offered where an amount may be in any currency."""
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
    written = draft.different("currency")
    stated = written.rewritten(text.upper() for text in written.texts)
    code = _by_word(draft, stated)
    found = currency_of(draft, name)
    if found is not None:
        code = pc.coalesce(code, found)
    if code.null_count:
        code = _as_shown(draft, name, code)
    if code.null_count and (titled := _in_title(draft)):
        code = pc.fill_null(code, titled)
        draft.notes.append(f"the lines above the header name {titled}, which amounts without a currency are taken for")
    if draft.choices.currency:
        code = pc.fill_null(code, draft.choices.currency.upper())
    has_amount = pc.is_valid(draft.value(name))
    if draft.shape == "month matrix":
        has_amount = pa.array(np.ones(draft.height, dtype=bool))
    draft.columns["currency"] = pc.if_else(has_amount, code, pa.scalar(None, pa.string()))
    used = pa.array(can_count(draft))
    blank = pc.sum(pc.and_(pc.and_(has_amount, used), pc.is_null(code))).as_py() or 0
    if blank and draft.columns["currency"].null_count == draft.height:
        because = f"Neither a header nor a cell names one.{_unseen(draft)}"
        offered = _offered(draft)
        draft.assume("currency", "one unknown currency", because, "Which currency are the amounts in?", offered)
    elif blank:
        _fill_blank(draft, blank, has_amount)
    count_in_units(draft, name)
    count_multiples(draft, name, stated)


def _offered(draft: Draft) -> tuple[str, ...]:
    """Currencies to choose from: those of the language of the sheet, then common ones."""
    local = load("names/values.toml")["currencies"]["local"].get(language_of(_texts(draft)), ())
    return tuple(dict.fromkeys((*local, *_COMMON)))


def _unseen(draft: Draft) -> str:
    """What is said of a workbook whose cells may be shown with a currency that nobody reads."""
    kind = draft.file.rpartition(".")[2].upper()
    if draft.block.sheet is None or kind not in _WITHOUT_FORMATS:
        return ""
    return f" One that {kind} cells are only shown with cannot be read: save the workbook as XLSX for that."


def _in_title(draft: Draft) -> str | None:
    """The one currency whose code the lines above the header name, as in "MRR by customer, in EUR"."""
    named = {money.written_in(line) for line in draft.block.above} & money.CODES
    return str(named.pop()) if len(named) == 1 else None


def _as_shown(draft: Draft, name: str, code: Cells) -> Cells:
    """The currencies, where none is known those that the number formats show: one for all cells, or each its own."""
    shown = _shown(draft, name)
    codes = pc.unique(shown).drop_null().to_pylist()
    if len(codes) == 1:
        draft.notes.append(f"the cells of the amounts are shown in {codes[0]}, which they are taken for")
        return pc.fill_null(code, codes[0])
    if codes:
        draft.notes.append(f"each amount is in the currency that its cell is shown in: {', '.join(sorted(codes))}")
    return pc.coalesce(code, shown)


def _shown(draft: Draft, name: str) -> Cells:
    """The currency that the number formats of each row show; blank where none does, or where months of a row differ."""
    headers = [month.header for month in draft.months] or [
        draft.matches[name].header for _ in range(name in draft.matches)
    ]
    runs = [run for header in headers for run in draft.block.shown.get(header, ())]
    codes = {sign: code for sign in dict.fromkeys(run.sign for run in runs) if (code := _code_shown(draft, sign))}
    found = np.full(draft.height, None, dtype=object)
    differs = np.zeros(draft.height, dtype=bool)
    for run in (run for run in runs if run.sign in codes):
        start, end = np.searchsorted(draft.block.rows, [run.first, run.last + 1])
        before, code = found[start:end], codes[run.sign]
        differs[start:end] |= (before != None) & (before != code)  # noqa: E711 (element by element)
        found[start:end] = code
    found[differs] = None
    return pa.array(found, pa.string())


def _code_shown(draft: Draft, sign: str) -> str | None:
    """The currency of a sign such as "€", "USD" or "$-409", whose end names a country."""
    symbol, _, place = sign.partition("-")
    if symbol in _several():
        local = load("names/values.toml")["currencies"]["locales"].get(place.lstrip("0").lower())
        return str(local) if local else _meanings(draft, [symbol], encode(pa.array(list(draft.block.headers))))[symbol]
    return symbol if symbol in money.CODES else money.SYMBOLS.get(symbol)


def _fill_blank(draft: Draft, blank: int, has_amount: Cells) -> None:
    """Amounts without a currency beside others that have one: the same where it is but one, else unknown; told."""
    codes = sorted(code for code in pc.unique(draft.columns["currency"]).to_pylist() if code)
    said = f"Amounts that name no currency: {blank:,}; the others are in {' and '.join(codes)}."
    if len(codes) == 1:
        draft.columns["currency"] = pc.if_else(has_amount, pc.fill_null(draft.columns["currency"], codes[0]), None)
    chose = codes[0] if len(codes) == 1 else "left out of sums"
    offered = tuple(dict.fromkeys((*codes, *_offered(draft))))
    draft.assume("currency", chose, said, "Which currency are the amounts in that name none?", offered)


def _by_word(draft: Draft, stated: Encoded) -> Cells:
    """Codes of currencies that a column writes as such, as symbols or names; what names none is told."""
    named = [text if text in money.CODES else _named().get(tight(text), text) for text in stated.texts]
    meant = _meanings(draft, named, stated)
    codes = pa.array([value if value in money.CODES else _code(value, meant) for value in named], pa.string())
    hint = "Write the code of a currency such as EUR; the cell counts as blank until then."
    lost = mask_of(stated.spread(codes.is_null()))
    draft.note("UNKNOWN_CHOICE", lost, column="currency", example=draft.shown("currency", lost), hint=hint)
    return stated.spread(codes)


def _code(value: str, meant: Mapping[str, str]) -> str | None:
    is_like_one = len(value) == 3 and value.isascii() and value.isalpha()
    written = None if is_like_one else money.written_in(value)
    return meant.get(value) or (value if is_like_one else written if written in money.CODES else None)


@cache
def _named() -> Mapping[str, str]:
    """Names of currencies, folded, to their codes or to the symbol that several of one name share."""
    listed: Mapping[str, Sequence[str]] = load("names/values.toml")["currencies"]["words"]
    return {tight(name): code for code, names in listed.items() for name in names}


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
    language = language_of(_texts(draft, cells.texts[:3]))
    has_comma = money.read_numbers(cells.values).decimal == ","
    codes = by_language.get(f"{language}_comma" if has_comma else language) or by_language.get(language)
    codes = codes or by_language["other"]
    chosen = (draft.choices.currency or "").upper()
    if len(codes) == 1:
        return codes[0]
    return chosen if chosen in known else _ask(draft, symbol, codes, language)


def _texts(draft: Draft, cells: Iterable[str] = ()) -> Iterable[str]:
    yield from draft.block.headers
    yield from cells
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
