"""Pipeline velocity a second time: deals walked through day by day, sharing no code with the metric."""

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


def draw_deal(chance: random.Random, number: int) -> dict[str, Any]:
    opened_on = AS_OF - timedelta(days=chance.randrange(700))
    closed_on = opened_on + timedelta(days=round(chance.lognormvariate(4, 0.8)))
    outcome = "open" if closed_on > AS_OF else chance.choice(["won", "lost", "lost"])
    return {
        "deal_id": f"D{number}",
        "outcome": outcome,
        "opened_on": opened_on,
        "closed_on": None if outcome == "open" else closed_on,
        "amount": float(chance.choice([100, 250, 990, 5000])),
    }


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    chance = random.Random(request.param)
    deals = [draw_deal(chance, number) for number in range(400)]
    window = Window(as_of=AS_OF, since=SINCE, until=AS_OF)
    return deals, measure(dataset(deals=deals), keys=["pipeline_velocity"], window=window)["pipeline_velocity"]


def test_open_deals_by_what_the_average_open_deal_brings_a_day(company):
    deals, found = company
    days = [SINCE + timedelta(days=step) for step in range((AS_OF - SINCE).days)]
    on_each = [sum(deal["opened_on"] <= day < (deal["closed_on"] or date.max) for deal in deals) for day in days]
    won = sum(deal["amount"] for deal in deals if deal["outcome"] == "won" and deal["closed_on"] >= SINCE)
    running = sum(deal["outcome"] == "open" for deal in deals)
    assert found.value == pytest.approx(won / len(days) * running / statistics.mean(on_each))
    assert found.low < found.value < found.high


def test_textbook(company):
    deals, found = company
    decided = [deal for deal in deals if deal["closed_on"] and deal["closed_on"] >= SINCE]
    won = [deal for deal in decided if deal["outcome"] == "won"]
    rate = len(won) / len(decided)
    size = statistics.mean(deal["amount"] for deal in won)
    cycle = statistics.mean((deal["closed_on"] - deal["opened_on"]).days for deal in won)
    running = sum(deal["outcome"] == "open" for deal in deals)
    assert found.rivals["textbook"].value == pytest.approx(running * rate * size / cycle)
    assert found.rivals["textbook"].low < found.rivals["textbook"].value < found.rivals["textbook"].high
