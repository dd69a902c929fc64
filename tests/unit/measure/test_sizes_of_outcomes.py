"""Bands of size of deals are left out where only the won ones carry an amount."""

from __future__ import annotations

from datetime import date

import pytest
from builders import dataset

from revops.measure import measure
from revops.reading import Reading
from revops.vocabulary import Slice
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)


def by_size(key: str, lost_amount: float | None, slice_: Slice = Slice.SIZE) -> Reading:
    deals = [
        {
            "deal_id": f"D{place}",
            "owner": f"Rep {place % 3}",
            "outcome": "won" if place % 2 else "lost",
            "opened_on": "2025-12-01",
            "closed_on": "2026-01-15",
            "amount": 100.0 * place + 100 if place % 2 else lost_amount,
        }
        for place in range(60)
    ]
    deals.append({"deal_id": "O", "owner": "Rep 1", "outcome": "open", "opened_on": "2026-06-01", "amount": 50.0})
    return measure(dataset(deals=deals), keys=[key], window=YEAR, slices=(slice_,), today=AS_OF)[key]


@pytest.mark.parametrize("amount", [None, 0.0])
def test_lost_deals_carry_no_amount_then_close_rates_have_no_bands_and_say_why(amount: float | None):
    found = by_size("win_rate", amount)
    assert found.by[Slice.SIZE] == ()
    assert found.groups[Slice.SIZE] == ()
    assert found.notes[-1] == (
        "Not broken down by size: of the deals counted here hardly any but won ones carry an amount (30 lost without), "
        "so a band of size would hold won deals alone."
    )


def test_lost_deals_carry_amounts_then_close_rates_have_bands():
    found = by_size("win_rate", 900.0)
    assert found.by[Slice.SIZE]
    assert not any("by size" in note for note in found.notes)


def test_only_won_deals_are_counted_then_they_have_bands():
    assert len(by_size("average_deal_size", None).by[Slice.SIZE]) == 3


def test_money_a_day_adds_up_over_reps_so_none_is_held_against_the_others():
    groups = by_size("pipeline_velocity", 900.0, Slice.OWNER).groups[Slice.OWNER]
    assert len(groups) == 3
    assert {(one.difference, one.p_value, one.verdict) for one in groups} == {(None, None, None)}
