"""Prices of one seat: how many are paid for, and whether the price is for a month or for what is billed at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.dataset import Match
from revops.intake.arrow import Cells, pc
from revops.intake.draft import Draft
from revops.intake.money import read_numbers
from revops.intake.names import fold
from revops.intake.plan_intervals import PER_MONTH

PER_UNIT, IN_ALL = "the amount is for one unit", "the amount is for all units"
AS_BILLED = "for the time that is billed"
_PRICES = frozenset(("price", "preis", "prix", "precio", "preço", "preco", "prezzo", "prijs", "pris", "cena"))
"""Words of headers that speak of one unit rather than of all."""
_UNITS = frozenset(("unit", "plan"))
"""Words of headers of amounts that tools give for one unit."""


def is_per_seat(matches: Mapping[str, Match]) -> bool:
    """Whether the header of an amount says that it is for one seat, user or licence."""
    header = fold(matches["amount"].header) if "amount" in matches else ""
    split = set(header.split())
    return any(word in split if word.isascii() else word in header for word in _seats())


def paid_units(draft: Draft) -> Cells:
    """How many units an amount is paid for: as its header says, else asked, where more than one unit is ever paid."""
    encoded = draft.encoded("quantity")
    if encoded is None:
        _tell_no_units(draft)
        return pa.scalar(1.0)
    numbers = read_numbers(encoded.values).values
    quantity = pc.fill_null(encoded.spread(pa.array(numbers, pa.float64(), mask=np.isnan(numbers))), 1.0)
    header, count = (draft.matches[name].header for name in ("amount", "quantity"))
    said = set(fold(header).split())
    if is_per_seat(draft.matches):
        draft.notes.append(f"“{header}” is multiplied by “{count}”")
        return quantity
    if _UNITS & said or pc.all(pc.equal(quantity, 1.0)).as_py():
        return quantity
    options = (PER_UNIT, IN_ALL) if _PRICES & said else (IN_ALL, PER_UNIT)
    because = f"Nothing in “{header}” and “{count}” says whether the first is for one unit."
    answer = draft.decide("quantity", because, f"Is “{header}” for one unit or in all?", options)
    return quantity if answer == PER_UNIT else pa.scalar(1.0)


def _tell_no_units(draft: Draft) -> None:
    if is_per_seat(draft.matches):
        header = draft.matches["amount"].header
        draft.notes.append(f"“{header}” is for one, and no column says how many: each row counts as one")


def is_priced_by_month(draft: Draft, billed: Cells) -> bool:
    """Whether the price of a seat is for a month, however many months are billed at once.

    Told by plans that are billed both ways: as much for a year as for a month, or many times as much; else asked.

    Args:
        draft: Subscriptions whose `mrr` holds the prices as they stand.
        billed: Months that are billed at once.
    """
    longest = pc.max(billed).as_py() or 1.0
    if not is_per_seat(draft.matches) or longest <= 1:
        return False
    price, interval = (draft.matches[name].header for name in ("amount", "interval"))
    found = _by_plans(draft, billed)
    if found is None:
        because = f"“{price}” does not say what time it is for, and “{interval}” says how often it is billed."
        question = f"Is “{price}” for the time that is billed, or per month whatever is billed at once?"
        return draft.decide("mrr", because, question, (AS_BILLED, PER_MONTH), of="price") == PER_MONTH
    told = "a month, however it is billed" if found else "the time that is billed"
    draft.notes.append(f"“{price}” is for {told}, as plans show that are billed both by the month and for longer")
    return found


def _by_plans(draft: Draft, billed: Cells) -> bool | None:
    """What plans say whose prices stand there for a month and for longer; None where none does or they disagree."""
    frame = pa.table({"plan": draft.value("plan"), "price": _prices(draft), "months": billed}).to_pandas().dropna()
    middle = frame.groupby(["plan", "months"], as_index=False)["price"].median()
    monthly = middle[middle["months"] == 1].set_index("plan")["price"]
    longer = middle[middle["months"] > 1]
    times = longer["price"].to_numpy() / monthly.reindex(longer["plan"]).to_numpy(dtype=float)
    known = np.isfinite(times)
    by_month = times[known] < np.sqrt(longer["months"].to_numpy()[known])
    return bool(by_month[0]) if len(by_month) and (by_month == by_month[0]).all() else None


def _prices(draft: Draft) -> Cells:
    encoded = draft.encoded("amount")
    assert encoded is not None  # noqa: S101
    return encoded.spread(pa.array(read_numbers(encoded.values).values, pa.float64()))


@cache
def _seats() -> frozenset[str]:
    return frozenset(map(fold, load("names/subscriptions.toml")["words"]["seats"]))
