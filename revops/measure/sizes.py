"""Whether the deals that a metric counts have sizes whatever became of them; else a band holds the won ones alone."""

# ruff: noqa: S608 - the piece of SQL is that of a declaration, never a user's words

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from revops.vocabulary import DealOutcome

HOME = "deals.size"
FEW, MOST = 0.05, 0.5
"""Shares of deals with an amount: below the one hardly any has, from the other on most have."""


def by_outcome(sql: str) -> str:
    """The SQL that counts the deals of a metric, all and those with a size, by what became of them."""
    return (
        f"select deals.outcome, count(*), count(deals.size) from ({sql}) as counted "
        "join deals on deals.deal_id = counted.deal_id group by deals.outcome"
    )


def unsized(found: Sequence[tuple[Any, ...]]) -> Mapping[str, int]:
    """How many deals there are of each outcome that hardly knows amounts, where most won ones have theirs."""
    shares = {str(outcome): (int(n), int(sized) / n) for outcome, n, sized in found if n}
    if shares.get(DealOutcome.WON.value, (0, 0.0))[1] < MOST:
        return {}
    return {outcome: n for outcome, (n, share) in sorted(shares.items()) if share < FEW}


def without_bands(lacking: Mapping[str, int]) -> str:
    """Why a number has no breakdown by size."""
    which = " and ".join(f"{n:,} {outcome}" for outcome, n in lacking.items())
    return (
        f"Not broken down by size: of the deals counted here hardly any but won ones carry an amount ({which} "
        "without), so a band of size would hold won deals alone."
    )
