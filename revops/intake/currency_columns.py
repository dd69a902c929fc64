"""One amount in several currencies side by side, as in "MRR USD" and "MRR EUR": which of the columns counts."""

from __future__ import annotations

from dataclasses import replace

from revops.intake.draft import Draft
from revops.intake.money import currency_in, written_in
from revops.intake.names import spellings
from revops.vocabulary import ColumnKind

_LOOKS_RIGHT = 0.8
"""How well values have to agree with amounts."""


def choose_currency(draft: Draft, name: str, things: str) -> None:
    """Asks which of the amounts counts that stand there in several currencies; first that of the user's currency.

    Args:
        draft: The sheet.
        name: The column or clue that one of them was matched to.
        things: What has these amounts, such as "deals".
    """
    match = draft.matches.get(name)
    if match is None or "currency" in draft.matches or match.confidence == 1 or written_in(match.header) is None:
        return
    headers = (match.header, *_others(draft, match.header))
    if len(headers) == 1:
        return
    wanted = (draft.choices.currency or "").upper()
    options = tuple(sorted(headers, key=lambda header: currency_in(header) != wanted))
    because = f"{' and '.join(f'“{header}”' for header in headers)} give amounts in several currencies."
    header = draft.decide(name, because, f"In which of these currencies do {things} count?", options)
    draft.matches[name] = replace(match, header=header)


def _others(draft: Draft, header: str) -> list[str]:
    """Other headers of the same amount that name a currency, over amounts; used for nothing else."""
    taken = {match.header for match in draft.matches.values()}
    return [
        other
        for other, look in zip(draft.block.headers, draft.block.looks, strict=True)
        if other not in taken and look.filled and look.fits(ColumnKind.MONEY) >= _LOOKS_RIGHT
        if written_in(other) is not None and spellings(other)[-1] == spellings(header)[-1]
    ]
