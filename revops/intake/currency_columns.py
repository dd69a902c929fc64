"""One amount in several columns, as in "MRR USD" and "MRR EUR", or as sold and converted: which of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from revops.content import load
from revops.dataset import Match
from revops.intake.draft import Draft
from revops.intake.money import currency_in, written_in
from revops.intake.names import any_of, fold, names_of, spellings, tight
from revops.vocabulary import ColumnKind

_LOOKS_RIGHT = 0.8
"""How well values have to agree with amounts."""


def choose_currency(draft: Draft, name: str, things: str) -> None:
    """Asks which of the amounts counts that stand there in several currencies; first that of the user's currency.

    Where each row names its own currency, an amount converted to one of them comes first, unless rates are given.

    Args:
        draft: The sheet.
        name: The column or clue that one of them was matched to.
        things: What has these amounts, such as "deals".
    """
    match = draft.matches.get(name)
    if match is None or match.confidence == 1:
        return
    if "currency" in draft.matches:
        _choose_converted(draft, name, match, things)
    elif written_in(match.header) is not None:
        _choose_column(draft, name, match, things)


def _choose_column(draft: Draft, name: str, match: Match, things: str) -> None:
    headers = (match.header, *_others(draft, match.header))
    if len(headers) == 1:
        return
    options = _wanted_first(draft, headers)
    because = f"{' and '.join(f'“{header}”' for header in headers)} give amounts in several currencies."
    header = draft.decide(name, because, f"In which of these currencies do {things} count?", options)
    draft.matches[name] = replace(match, header=header)


def _choose_converted(draft: Draft, name: str, match: Match, things: str) -> None:
    stated = draft.encoded("currency")
    same = spellings(match.header)[-1]
    found = [header for header in _free(draft) if _is_converted(header) and _of_amount(header) == same]
    converted = _wanted_first(draft, found)
    if not converted or stated is None or len(stated.values) < 2:
        return
    options = (match.header, *converted) if draft.choices.rates else (*converted, match.header)
    listed = " and ".join(f"“{header}”" for header in converted)
    each = " each" * (len(converted) > 1)
    because = f"“{match.header}” is in {len(stated.values)} currencies, and {listed} beside it in one{each}."
    header = draft.decide(name, because, f"Which of these amounts counts for {things}?", options, of="currency")
    if header == match.header:
        return
    own = None if written_in(header) else _currency_of_converted(draft)
    draft.matches[name] = replace(match, header=header)
    del draft.matches["currency"]
    draft.matches |= {"currency": replace(match, header=own)} if own else {}


def _wanted_first(draft: Draft, headers: Sequence[str]) -> tuple[str, ...]:
    """Headers with those of the user's currency first."""
    wanted = (draft.choices.currency or "").upper()
    return tuple(sorted(headers, key=lambda header: currency_in(header) != wanted))


def _currency_of_converted(draft: Draft) -> str | None:
    """The header over the currency of converted amounts, as in "Amount (converted) Currency"."""
    names = names_of(draft.table.key).columns["currency"]
    headers = (header for header in draft.block.headers if tight(_unconverted(header)) in names)
    return next(filter(_is_converted, headers), None)


def _others(draft: Draft, header: str) -> list[str]:
    """Other headers of the same amount that name a currency."""
    same = spellings(header)[-1]
    return [other for other in _free(draft) if written_in(other) is not None and spellings(other)[-1] == same]


def _free(draft: Draft) -> list[str]:
    """Headers over amounts that are used for nothing."""
    free = draft.free.items()
    return [header for header, look in free if look.filled and look.fits(ColumnKind.MONEY) >= _LOOKS_RIGHT]


def _is_converted(header: str) -> bool:
    """Whether a header names a currency, or says that what it heads is converted to one."""
    return written_in(header) is not None or _unconverted(header) != fold(header)


def _of_amount(header: str) -> str:
    """What a header calls its amounts, without the currency and the words for converted."""
    return spellings(_unconverted(header))[-1]


def _unconverted(header: str) -> str:
    """A folded header without words that say that amounts are converted; as it is where nothing else is left."""
    folded = fold(header)
    return " ".join(_converted_words().sub(" ", folded).split()) or folded


@cache
def _converted_words() -> re.Pattern[str]:
    phrases = [fold(phrase) for phrase in load("names/values.toml")["currencies"]["converted"]]
    apart, joined = (any_of(each for each in phrases if each.isascii() is is_ascii) for is_ascii in (True, False))
    return re.compile(rf"\b(?:{apart})\b|{joined}")
