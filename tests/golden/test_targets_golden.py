"""Quotas a second time: plain loops over the deals of a dozen reps, sharing no code with the metrics."""

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
QUARTERS = (
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
)
STARTED = {"Rep 0": 2, "Rep 1": 3}
"""The quarter of the first quota; all others have been there from the beginning."""
LEFT = {"Rep 2": 1}
Row = dict[str, Any]


def draw_deals(chance: random.Random) -> list[Row]:
    rows = []
    for rep in range(12):
        first = QUARTERS[STARTED.get(f"Rep {rep}", 0)][0] if f"Rep {rep}" in STARTED else date(2025, 1, 1)
        last = QUARTERS[LEFT[f"Rep {rep}"]][1] if f"Rep {rep}" in LEFT else AS_OF
        for _ in range(40):
            opened = first + timedelta(days=chance.randrange((last - first).days))
            closed = min(opened + timedelta(days=chance.randrange(60)), last)
            amount = float(chance.choice([500, 1000, 4000]))
            outcome = chance.choice(["won", "lost"])
            rows.append(
                {"outcome": outcome, "owner": f"Rep {rep}", "opened_on": opened, "closed_on": closed, "amount": amount}
            )
    return rows


def draw_quotas(chance: random.Random) -> list[Row]:
    return [
        {"owner": f"Rep {rep}", "period_start": start, "period_end": end, "amount": chance.choice([8000.0, 12000.0])}
        for rep in range(12)
        for place, (start, end) in enumerate(QUARTERS)
        if STARTED.get(f"Rep {rep}", 0) <= place <= LEFT.get(f"Rep {rep}", 3)
    ]


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    chance = random.Random(request.param)
    deals, quotas = draw_deals(chance), draw_quotas(chance)
    window = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
    keys = ("quota_attainment", "reps_at_quota_share")
    return deals, quotas, measure(dataset(deals=deals, quotas=quotas), keys=keys, window=window, today=AS_OF)


def won(deals: list[Row], quota: Row) -> float:
    own = [deal for deal in deals if deal["owner"] == quota["owner"] and deal["outcome"] == "won"]
    return sum(deal["amount"] for deal in own if quota["period_start"] <= deal["closed_on"] <= quota["period_end"])


def is_settled(quota: Row) -> bool:
    place = [start for start, _ in QUARTERS].index(quota["period_start"])
    return STARTED.get(quota["owner"]) != place and LEFT.get(quota["owner"]) != place


def test_attainment_and_reps_at_quota(company):
    deals, quotas, readings = company
    settled = [quota for quota in quotas if is_settled(quota)]
    found = readings["quota_attainment"]
    assert found.value == pytest.approx(sum(won(deals, q) for q in settled) / sum(q["amount"] for q in settled))
    assert found.n == len(settled)
    everyone = sum(won(deals, q) for q in quotas) / sum(q["amount"] for q in quotas)
    assert found.rivals["everyone"].value == pytest.approx(everyone)
    reached = statistics.mean(won(deals, quota) >= quota["amount"] for quota in settled)
    assert readings["reps_at_quota_share"].value == pytest.approx(reached)


def test_mean_of_the_reps(company):
    deals, quotas, readings = company
    own = []
    for rep in {quota["owner"] for quota in quotas}:
        settled = [quota for quota in quotas if quota["owner"] == rep and is_settled(quota)]
        if settled:
            own.append(sum(won(deals, q) for q in settled) / sum(q["amount"] for q in settled))
    assert readings["quota_attainment"].beside["mean_of_reps"].value == pytest.approx(statistics.mean(own))


def test_pipeline_due_against_what_is_left_of_the_target():
    chance = random.Random(4)
    seen_on, end = date(2026, 5, 10), date(2026, 6, 30)
    quotas = [
        {"owner": f"Rep {rep}", "period_start": date(2026, 4, 1), "period_end": end, "amount": 50_000.0}
        for rep in range(4)
    ]
    closed = [
        {"outcome": "won", "closed_on": date(2026, 3, 1) + timedelta(days=day), "amount": 900.0} for day in range(70)
    ]
    due = [seen_on + timedelta(days=chance.randrange(-40, 120)) for _ in range(200)]
    running = [{"expected_close_on": day, "amount": float(chance.randrange(100, 9000))} for day in due]
    window = Window(as_of=seen_on, since=date(2025, 5, 11), until=seen_on)
    data = dataset(deals=closed + running, quotas=quotas)
    found = measure(data, keys=["pipeline_coverage"], window=window, today=seen_on)["pipeline_coverage"]
    left = 4 * 50_000 - 900 * sum(deal["closed_on"] >= date(2026, 4, 1) for deal in closed)
    inside = [deal["amount"] for deal in running if seen_on <= deal["expected_close_on"] <= end]
    assert (found.value, found.n) == (pytest.approx(sum(inside) / left), len(inside))
    assert found.is_census


def test_quota_of_a_name_without_deals_is_told_as_that_and_as_nothing_else():
    deal = {"outcome": "won", "owner": "Ana", "opened_on": "2026-01-02", "closed_on": "2026-02-03", "amount": 50.0}
    period = {"period_start": "2026-01-01", "period_end": "2026-03-31", "amount": 100.0}
    found = dataset(deals=[deal], quotas=[{**period, "owner": "Ana"}, {**period, "owner": "Team"}])
    days = Window(as_of=AS_OF, since=date(2026, 1, 1), until=AS_OF)
    (note,) = measure(found, keys=("quota_attainment",), window=days)["quota_attainment"].notes
    assert note.startswith("Quotas of names that own no deal, or of days before the first deal: 1.")
