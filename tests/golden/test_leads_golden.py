"""Leads and spend a second time: plain loops, sharing no code with the metrics."""

from __future__ import annotations

import math
import random
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

import pytest
from builders import dataset

from revops.measure import measure
from revops.vocabulary import Slice
from revops.window import Window

FIRST = date(2025, 1, 1)
AS_OF = date(2026, 3, 20)
ALL = Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True)
SOURCES = ("Search", "Referral", "Events", None)

Row = dict[str, object]


def draw(seed: int) -> tuple[list[Row], list[Row], list[Row]]:
    """Leads, the deals of some of them, and costs."""
    chance = random.Random(seed)
    leads: list[Row] = []
    deals: list[Row] = []
    for number in range(400):
        day = FIRST + timedelta(days=chance.randrange(440))
        leads.append({"lead_id": f"L{number}", "created_on": day, "source": chance.choice(SOURCES)})
        took = chance.choice([5, 20, 40, 90, 160])
        if chance.random() < 0.3:
            is_closed = day + timedelta(days=took) <= AS_OF
            outcome = chance.choice(["won", "lost"]) if is_closed else "open"
            closed = day + timedelta(days=took) if is_closed else None
            deals.append({"deal_id": f"D{number}", "lead_id": f"L{number}", "outcome": outcome, "closed_on": closed})
    costs: list[Row] = [
        {"spent_on": date(2025, month, 15), "amount": float(chance.randrange(100, 900)), "channel": channel}
        for month in range(3, 13)
        for channel in ("search", "Events")
    ]
    return leads, deals, costs


@pytest.fixture(params=[4, 5, 6], ids="seed {}".format)
def company(request):
    leads, deals, costs = draw(request.param)
    data = dataset(leads=leads, deals=deals, spend=costs)
    return leads, deals, costs, measure(data, window=ALL, slices=(Slice.MONTH, Slice.SOURCE, Slice.CHANNEL))


def values(reading, piece: Slice) -> dict[str, float]:
    return {item.key: item.value for item in reading.by[piece]}


def test_lead_conversion_equals_the_loop(company):
    leads, deals, _, readings = company
    won = {deal["lead_id"]: deal["closed_on"] for deal in deals if deal["outcome"] == "won"}
    arrived = {lead["lead_id"]: lead["created_on"] for lead in leads}
    took = sorted((day - arrived[lead]).days for lead, day in won.items())
    ripe_days = min(180, max(30, took[math.ceil(0.9 * len(took)) - 1]))
    ripe = [lead for lead in leads if (AS_OF - lead["created_on"]).days >= ripe_days]
    reading = readings["lead_conversion"]
    assert reading.n == len(ripe) < len(leads)
    assert reading.value == pytest.approx(sum(lead["lead_id"] in won for lead in ripe) / len(ripe))
    assert reading.rivals["all_leads"].value == pytest.approx(len(won) / len(leads))
    for source in SOURCES:
        own = [lead["lead_id"] in won for lead in ripe if lead["source"] == source]
        assert values(reading, Slice.SOURCE)[source or ""] == pytest.approx(sum(own) / len(own))


def test_cost_per_lead_equals_the_loop(company):
    leads, _, costs, readings = company
    covered = [month for month in range(3, 13)]
    spent: dict[int, float] = defaultdict(float)
    for cost in costs:
        spent[cost["spent_on"].month] += cost["amount"]
    came = {
        month: sum(lead["created_on"].year == 2025 and lead["created_on"].month == month for lead in leads)
        for month in covered
    }
    assert readings["cost_per_lead"].value == pytest.approx(sum(spent.values()) / sum(came.values()))
    assert values(readings["cost_per_lead"], Slice.MONTH) == pytest.approx(
        {f"2025-{month:02}": spent[month] / came[month] for month in covered}
    )


def test_cost_per_lead_by_channel_ignores_the_spelling(company):
    leads, _, costs, readings = company
    search = sum(cost["amount"] for cost in costs if cost["channel"] == "search")
    days = [lead["created_on"] for lead in leads if lead["source"] == "Search"]
    came = sum(date(2025, 3, 1) <= day <= date(2025, 12, 31) for day in days)
    channels = {key.casefold(): value for key, value in values(readings["cost_per_lead"], Slice.CHANNEL).items()}
    assert channels["search"] == pytest.approx(search / came)
    assert channels["referral"] == 0


def test_marketing_cost_of_every_month_equals_the_loop(company):
    _, _, costs, readings = company
    for month in range(3, 13):
        last = date(2025, month, monthrange(2025, month)[1])
        own = sum(cost["amount"] for cost in costs if cost["spent_on"].month == last.month)
        assert values(readings["marketing_cost"], Slice.MONTH)[f"{last:%Y-%m}"] == pytest.approx(own)
