"""Amounts beside what they are made of: a price of one unit, how many units, and a discount that is taken off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from revops.intake.arrow import plain, whole
from revops.intake.discounts import discounts
from revops.intake.draft import Draft
from revops.intake.encoded import encode
from revops.intake.money import Floats, read_numbers
from revops.intake.names import names_of, spellings, tight

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
    price = next(filter(None, map(_price_in, _others(draft))), None)
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


def _others(draft: Draft) -> list[str]:
    """Headers that nothing was matched with."""
    taken = {match.header for match in draft.matches.values()}
    return [header for header in draft.block.headers if header not in taken]


def _price_in(header: str) -> str | None:
    """A header that names an amount of a subscription; None for any other."""
    names = names_of("subscriptions").clues["amount"]
    return header if any(tight(reading) in names for reading in spellings(header)) else None


def _numbers(draft: Draft, header: str) -> Floats:
    encoded = encode(plain(whole(draft.block.body.column(header))))
    values = encoded.spread(pa.array(read_numbers(encoded.values).values))
    numbers: Floats = values.to_numpy(zero_copy_only=False).astype(np.float64)
    return numbers


def _are_same(amounts: Floats, others: Floats) -> bool:
    return bool((np.abs(amounts - others) <= _CENT).all())
