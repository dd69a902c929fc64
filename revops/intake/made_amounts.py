"""Amounts beside what they are made of: a price of one unit, how many units, and a discount that is taken off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from revops.intake.arrow import whole
from revops.intake.discounts import discounts
from revops.intake.draft import Draft
from revops.intake.money import Floats
from revops.intake.names import names_of, spellings, tight
from revops.intake.totals import numbers_of

_CENT = 0.015


@dataclass(frozen=True)
class Made:
    """How the amounts of a sheet come about.

    Attributes:
        in_all: Whether they are for all units.
        is_lowered: Whether the discount is taken off already.
    """

    in_all: bool = False
    is_lowered: bool = False


def how_made(draft: Draft) -> Made:
    """Whether amounts are the price of one unit times the number of units, with or without the discount; told."""
    price = next(filter(_is_price, draft.free), None)
    if price is None or "quantity" not in draft.matches:
        return Made()
    amounts, units = (_numbers(draft, draft.matches[name].header) for name in ("amount", "quantity"))
    product = _numbers(draft, price) * units
    shares, money = discounts(draft)
    lowered = product * (1 - shares) - money
    if not (units != 1).any():
        return Made()
    header, count = draft.matches["amount"].header, draft.matches["quantity"].header
    if (shares + money).any() and _are_same(amounts, lowered):
        off = draft.matches["discount"].header
        draft.notes.append(f"“{header}” is “{price}” times “{count}”, with “{off}” taken off already")
        draft.used |= {price, count}
        return Made(in_all=True, is_lowered=True)
    if _are_same(amounts, product):
        draft.notes.append(f"“{header}” is “{price}” times “{count}”")
        draft.used |= {price, count}
        return Made(in_all=True)
    return Made()


def _is_price(header: str) -> bool:
    """Whether a header names an amount of a subscription."""
    names = names_of("subscriptions").clues["amount"]
    return any(tight(reading) in names for reading in spellings(header))


def _numbers(draft: Draft, header: str) -> Floats:
    return numbers_of(whole(draft.block.body.column(header)))


def _are_same(amounts: Floats, others: Floats) -> bool:
    return bool((np.abs(amounts - others) <= _CENT).all())
