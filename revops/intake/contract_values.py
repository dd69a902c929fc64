"""What a deal is worth over its whole contract or over a year of it: which column says so, and what is made of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pyarrow as pa

from revops.content import load
from revops.dataset import Match
from revops.intake.arrow import mask_of, pc
from revops.intake.currency_columns import choose_currency
from revops.intake.draft import Draft
from revops.intake.names import spellings, tight
from revops.vocabulary import ColumnKind

A_YEAR, WHOLE = "a year of the contract, times its years", "the whole contract"
A_MONTH = "a month of the contract, times its months"
A_YEARS_WORTH, ONE_MONTH, NO_AMOUNT = "a year of it", "one month of it", "no amount"
_LOOKS_RIGHT = 0.8
"""How well values have to agree with amounts."""


def choose_amount(draft: Draft) -> None:
    """Takes the column for the whole contract for the amount, and asks where another one holds other amounts."""
    decided = {choice.column for choice in draft.choices.columns if choice.table == draft.table.key}
    if "amount" in decided:
        return
    choose_currency(draft, "amount", "deals")
    if draft.export is not None:
        return
    found = [header for length in ("whole", "year") for header in _headers(draft, length)]
    if not found and "amount" not in draft.matches:
        found = _headers(draft, "month")[:1]
    if not found:
        return
    match = draft.matches.get("amount") or Match(header=found[0], confidence=0.9, because="worth of a contract")
    others = [header for header in found if header != match.header and not _is_same(draft, match.header, header)]
    draft.matches["amount"] = match
    if others and match.header in _headers(draft, "whole"):
        draft.notes.append(f"“{match.header}” is of the whole contract and counts; not used is “{others[0]}”")
    elif others:
        listed = " and ".join(f"“{header}”" for header in (match.header, *others))
        question = "Which column holds what a deal is worth over its whole contract?"
        header = draft.decide("amount", f"{listed} hold different amounts.", question, (match.header, *others))
        draft.matches["amount"] = replace(match, header=header)


def spread_over_contract(draft: Draft) -> None:
    """Amounts of a year count for all years of the contract, where its length is known; told either way."""
    match = draft.matches.get("amount")
    if match is None or match.confidence == 1:
        return
    if match.header in _headers(draft, "month"):
        _spread_months(draft, match.header)
    if match.header not in _headers(draft, "year"):
        return
    terms = draft.value("term_months")
    longer = mask_of(pc.greater(terms, 12)) & mask_of(pc.is_valid(draft.value("amount")))
    if not draft.has("term_months"):
        draft.notes.append(
            f"“{match.header}” is what a year brings; no column gives the term, so that it counts as all"
        )
    if not longer.any():
        return
    because = f"“{match.header}” says that it is of a year, and {int(longer.sum()):,} of the contracts run for longer."
    if draft.decide("term_months", because, f"What does “{match.header}” hold?", (A_YEAR, WHOLE)) == A_YEAR:
        years = pc.divide(pc.max_element_wise(pc.fill_null(terms, 12.0), 12.0), 12.0)
        draft.columns["amount"] = pc.multiply(draft.value("amount"), years)


def _spread_months(draft: Draft, header: str) -> None:
    """Amounts of a month count for all months of the contract, else for as many as the user says."""
    if not draft.has("term_months"):
        _ask_for_months(draft, header)
        return
    because = f"“{header}” says that it is of a month, and a column gives the months of the contract."
    if draft.decide("term_months", because, f"What does “{header}” hold?", (A_MONTH, WHOLE)) == A_MONTH:
        draft.columns["amount"] = pc.multiply(draft.value("amount"), draft.value("term_months"))


def _ask_for_months(draft: Draft, header: str) -> None:
    because = f"“{header}” is what a month brings, and no column gives the months of the contract."
    question = f"What does a deal count with, of “{header}”?"
    answer = draft.decide("amount", because, question, (A_YEARS_WORTH, ONE_MONTH, NO_AMOUNT))
    if answer == A_YEARS_WORTH:
        draft.columns["amount"] = pc.multiply(draft.value("amount"), 12.0)
    elif answer == NO_AMOUNT:
        del draft.matches["amount"], draft.columns["amount"]


@cache
def _names(length: str) -> frozenset[str]:
    return frozenset(map(tight, load("names/deals.toml")["contract_values"][length]))


def _headers(draft: Draft, length: str) -> list[str]:
    """Headers by a name for the worth of a whole contract or of a year, over amounts; used for nothing else."""
    taken = {match.header for name, match in draft.matches.items() if name not in ("amount", "line_amount")}
    looks = zip(draft.block.headers, draft.block.looks, strict=True)
    return [
        header
        for header, look in looks
        if header not in taken and look.filled and look.fits(ColumnKind.MONEY) >= _LOOKS_RIGHT
        if any(reading.replace(" ", "") in _names(length) for reading in spellings(header))
    ]


def _is_same(draft: Draft, one: str, other: str) -> bool:
    body: pa.Table = draft.block.body
    return bool(body.column(one).equals(body.column(other)))
