"""What was booked, a second time: plain loops over a few hundred deals, sharing no code with the metrics."""

from __future__ import annotations

import random
import statistics
from datetime import date, timedelta
from typing import Any

import pytest
from builders import dataset

from revops.measure import measure
from revops.window import Window

AS_OF = date(2026, 6, 30)
SINCE = date(2025, 7, 1)
KEYS = ("average_contract_value", "in_period_bookings_share", "direct_sales_share")
Deal = dict[str, Any]


def draw_deal(chance: random.Random, number: int) -> Deal:
    opened_on = AS_OF - timedelta(days=chance.randrange(600))
    closed_on = opened_on + timedelta(days=round(chance.lognormvariate(4, 0.7)))
    outcome = "open" if closed_on > AS_OF else chance.choice(["won", "lost"])
    return {
        "deal_id": f"D{number}",
        "outcome": outcome,
        "stage": outcome,
        "opened_on": None if chance.random() < 0.05 else opened_on,
        "closed_on": None if outcome == "open" else closed_on,
        "amount": None if chance.random() < 0.1 else float(chance.choice([100, 250, 990, 5000])),
        "one_time_fees": chance.choice([None, 50.0, 200.0]),
        "term_months": chance.choice([None, 6.0, 12.0, 36.0]),
        "source": chance.choice(["Direct traffic", "Outbound mail", "Direct sales", "-", None]),
    }


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    chance = random.Random(request.param)
    deals = [draw_deal(chance, number) for number in range(500)]
    window = Window(as_of=AS_OF, since=SINCE, until=AS_OF)
    won = [deal for deal in deals if deal["outcome"] == "won" and deal["closed_on"] >= SINCE and deal["amount"]]
    return won, measure(dataset(deals=deals), keys=KEYS, window=window, today=AS_OF)


def quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def test_average_contract_value(company):
    won, readings = company
    net = [
        (deal["amount"] - (deal["one_time_fees"] or 0), deal["term_months"] / 12) for deal in won if deal["term_months"]
    ]
    kept = [(money, years) for money, years in net if money >= 0]
    found = readings["average_contract_value"]
    assert (found.value, found.n) == (pytest.approx(statistics.mean(m / max(y, 1) for m, y in kept)), len(kept))
    assert found.rivals["short_ones_renewed"].value == pytest.approx(statistics.mean(m / y for m, y in kept))


def test_in_period_bookings(company):
    won, readings = company
    dated = [deal for deal in won if deal["opened_on"]]
    late = [deal["amount"] for deal in dated if quarter(deal["opened_on"]) == quarter(deal["closed_on"])]
    found = readings["in_period_bookings_share"]
    assert found.value == pytest.approx(sum(late) / sum(deal["amount"] for deal in dated))
    assert found.n == len(dated)


def test_direct_sales(company):
    won, readings = company
    named = [deal for deal in won if deal["source"] not in (None, "-")]
    direct = [deal["amount"] for deal in named if deal["source"] in ("Outbound mail", "Direct sales")]
    found = readings["direct_sales_share"]
    assert found.value == pytest.approx(sum(direct) / sum(deal["amount"] for deal in named))
