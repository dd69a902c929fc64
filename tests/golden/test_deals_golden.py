"""Deal metrics a second time: plain loops over a few hundred deals, sharing no code with the metrics."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from builders import dataset

from revops.measure import measure
from revops.vocabulary import Slice
from revops.window import Window

AS_OF = date(2026, 6, 30)
WINDOW = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
Deal = dict[str, Any]


def draw_deals(seed: int) -> list[Deal]:
    chance = random.Random(seed)
    return [draw_deal(chance, number) for number in range(400)]


def draw_deal(chance: random.Random, number: int) -> Deal:
    opened_on = AS_OF - timedelta(days=chance.randrange(600))
    closed_on = opened_on + timedelta(days=round(chance.lognormvariate(4, 0.7)))
    is_open = closed_on > AS_OF or chance.random() < 0.1
    outcome = "open" if is_open else chance.choice(["won", "lost", "lost"])
    return {
        "deal_id": f"D{number}",
        "outcome": outcome,
        "stage": chance.choice(["Demo", "Offer", "Legal"]) if is_open else outcome,
        "opened_on": None if chance.random() < 0.05 else opened_on,
        "closed_on": None if is_open or chance.random() < 0.03 else closed_on,
        "expected_close_on": closed_on + timedelta(days=chance.choice([-30, 5])) if is_open else None,
        "first_contact_on": opened_on - timedelta(days=chance.randrange(30)) if chance.random() < 0.8 else None,
        "amount": None if chance.random() < 0.1 else float(chance.choice([100, 250, 990, 5000])),
        "term_months": chance.choice([None, 6.0, 12.0, 36.0]),
        "owner": chance.choice(["A", "B", "C", None]),
        "source": chance.choice(["Website", "Outbound mail", "-", None]),
    }


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    deals = draw_deals(request.param)
    return deals, measure(dataset(deals=deals), window=WINDOW, slices=(Slice.MONTH, Slice.OWNER), today=AS_OF)


def closed(deals: list[Deal], *outcomes: str) -> list[Deal]:
    start = date(2025, 7, 1)
    return [deal for deal in deals if deal["outcome"] in outcomes and deal["closed_on"] and deal["closed_on"] >= start]


def rate(deals: list[Deal]) -> float:
    return sum(deal["outcome"] == "won" for deal in deals) / len(deals)


def by(deals: list[Deal], name: Callable[[Deal], str], number: Callable[[list[Deal]], float]) -> dict[str, float]:
    return {key: number([deal for deal in deals if name(deal) == key]) for key in {name(deal) for deal in deals}}


def found(readings: Any, key: str, piece: Slice) -> dict[str, float]:
    return {one.key: one.value for one in readings[key].by[piece]}


def test_close_rate_and_odds(company):
    deals, readings = company
    decided = closed(deals, "won", "lost")
    won = sum(deal["outcome"] == "won" for deal in decided)
    assert (readings["win_rate"].value, readings["win_rate"].n) == (pytest.approx(rate(decided)), len(decided))
    assert readings["win_loss_ratio"].value == pytest.approx(won / (len(decided) - won))
    assert found(readings, "win_rate", Slice.OWNER) == pytest.approx(
        by(decided, lambda deal: deal["owner"] or "", rate)
    )
    months = by(decided, lambda deal: f"{deal['closed_on']:%Y-%m}", rate)
    assert found(readings, "win_rate", Slice.MONTH) == pytest.approx(months)


def test_close_rate_otherwise(company):
    deals, readings = company
    rivals = readings["win_rate"].rivals
    priced = [deal for deal in closed(deals, "won", "lost") if deal["amount"] is not None]
    won = sum(deal["amount"] for deal in priced if deal["outcome"] == "won")
    assert rivals["by_amount"].value == pytest.approx(won / sum(deal["amount"] for deal in priced))
    decided = [deal for deal in deals if deal["outcome"] != "open" and deal["closed_on"] and deal["opened_on"]]
    ages = sorted((deal["closed_on"] - deal["opened_on"]).days for deal in decided)
    ripe = timedelta(days=ages[-(-95 * len(ages) // 100) - 1])
    running = [deal["opened_on"] + ripe for deal in deals if deal["outcome"] == "open" and deal["opened_on"]]
    outgrown = sum(date(2025, 7, 1) <= day < AS_OF for day in running)
    decided_in = closed(deals, "won", "lost")
    assert rivals["aged_as_lost"].value == pytest.approx(
        sum(deal["outcome"] == "won" for deal in decided_in) / (len(decided_in) + outgrown)
    )


def test_lost_deals_of_0_tell_nothing_by_amount():
    won = {"outcome": "won", "closed_on": AS_OF, "amount": 900.0}
    lost = {"outcome": "lost", "closed_on": AS_OF, "amount": 0.0}
    reading = measure(dataset(deals=[won, lost]), keys=["win_rate"], window=WINDOW, today=AS_OF)["win_rate"]
    assert not reading.rivals["by_amount"].is_known
    assert reading.value == 0.5


def test_deal_size_and_bookings(company):
    deals, readings = company
    won = [deal for deal in closed(deals, "won") if deal["amount"] is not None]
    yearly = [deal["amount"] / 3 if deal["term_months"] == 36 else deal["amount"] for deal in won]
    size = readings["average_deal_size"]
    assert (size.value, size.n) == (pytest.approx(statistics.mean(yearly)), len(won))
    assert size.beside["median"].value == pytest.approx(statistics.median(yearly))
    assert size.beside["top_1_share"].value == pytest.approx(max(yearly) / sum(yearly))
    assert readings["annual_bookings"].value == pytest.approx(sum(deal["amount"] for deal in won))


def test_sales_cycle(company):
    deals, readings = company
    known = [deal for deal in closed(deals, "won") if deal["first_contact_on"]]
    days = [(deal["closed_on"] - deal["first_contact_on"]).days for deal in known]
    cycle = readings["sales_cycle_days"]
    assert (cycle.value, cycle.n) == (statistics.median(days), len(days))
    assert cycle.beside["mean"].value == pytest.approx(statistics.mean(days))
    both = [deal for deal in closed(deals, "won", "lost") if deal["first_contact_on"]]
    decided = [(deal["closed_on"] - deal["first_contact_on"]).days for deal in both]
    assert cycle.rivals["all_decided"].value == statistics.median(decided)


def test_sales_cycle_with_the_open_ones_followed(company):
    deals, readings = company
    cases = followed(deals, "first_contact_on")
    curve = incidence(cases)
    half = next(day for day, share in curve if share >= curve[-1][1] / 2)
    assert readings["sales_cycle_days"].rivals["open_followed"].value == half


def followed(deals: list[Deal], since: str = "opened_on") -> list[tuple[int, str]]:
    start = date(2025, 7, 1)
    rows = [deal for deal in deals if deal[since] and deal[since] >= start]
    known = [deal for deal in rows if deal["outcome"] == "open" or deal["closed_on"]]
    return [(((deal["closed_on"] or AS_OF) - deal[since]).days, deal["outcome"]) for deal in known]


def incidence(cases: list[tuple[int, str]]) -> list[tuple[int, float]]:
    """Cumulative incidence of winning, day by day, from the definition."""
    alive, reached, curve = 1.0, 0.0, []
    for day in range(1000):
        risk = sum(days >= day for days, _ in cases)
        won = sum((days, how) == (day, "won") for days, how in cases)
        lost = sum((days, how) == (day, "lost") for days, how in cases)
        if won:
            reached += alive * won / risk
            curve.append((day, reached))
        if won + lost:
            alive *= 1 - (won + lost) / risk
    return curve


def test_win_rate_of_deals_opened(company):
    deals, readings = company
    cases = followed(deals)
    ended = sorted(days for days, how in cases if how != "open")
    horizon = ended[-(-95 * len(ended) // 100) - 1]
    reading = readings["cohort_win_rate"]
    assert reading.beside["horizon_days"].value == horizon
    assert reading.value == pytest.approx(max(share for day, share in incidence(cases) if day <= horizon))
    assert reading.n == len(cases)


def test_time_to_close(company):
    deals, readings = company
    cases = followed(deals)
    curve = incidence(cases)
    half = next(day for day, share in curve if share >= curve[-1][1] / 2)
    won = [days for days, how in cases if how == "won"]
    reading = readings["time_to_close_days"]
    assert (reading.value, reading.n) == (half, len(won))
    assert reading.beside["median_of_won"].value == statistics.median(won)
    assert reading.beside["mean_of_won"].value == pytest.approx(statistics.mean(won))
    assert reading.rivals["won_only"].value == statistics.median(won)
    assert reading.rivals["all_decided"].value == statistics.median(days for days, how in cases if how != "open")
    ended = incidence([(days, "won" if how == "lost" else how) for days, how in cases])
    assert reading.rivals["won_or_lost"].value == next(day for day, share in ended if share >= ended[-1][1] / 2)


def test_mean_lifetime_of_all_deals(company):
    deals, readings = company
    cases = followed(deals)
    ended = dict(incidence([(days, "won" if how == "lost" else how) for days, how in cases]))
    decided = sorted(days for days, how in cases if how != "open")
    horizon = decided[-(-95 * len(decided) // 100) - 1]
    alive, mean = 1.0, 0.0
    for day in range(horizon):
        alive = 1 - ended[day] if day in ended else alive
        mean += alive
    assert readings["time_to_close_days"].beside["mean_of_all"].value == pytest.approx(mean)


def test_open_deals(company):
    deals, readings = company
    running = [deal for deal in deals if deal["outcome"] == "open"]
    late = [deal["expected_close_on"] < AS_OF for deal in running]
    assert readings["open_pipeline"].value == pytest.approx(sum(deal["amount"] or 0 for deal in running))
    assert readings["overdue_deal_share"].value == pytest.approx(statistics.mean(late))
    stages = by(running, lambda deal: deal["stage"], lambda some: len(some) / len(running))
    assert {part.key: part.value for part in readings["pipeline_by_stage"].parts} == pytest.approx(stages)


def test_sources(company):
    deals, readings = company
    opened = [deal for deal in deals if deal["opened_on"] and deal["opened_on"] >= date(2025, 7, 1)]
    known = [deal["source"] for deal in opened if deal["source"] not in (None, "-")]
    assert readings["known_source_share"].value == pytest.approx(len(known) / len(opened))
    assert readings["self_sourced_share"].value == pytest.approx(known.count("Outbound mail") / len(known))


def test_completeness(company):
    deals, readings = company
    year = date(2025, 6, 30)
    recent = [deal for deal in deals if not deal["closed_on"] or deal["closed_on"] > year]
    filled = asked = 0
    for deal in recent:
        fields = ["owner", "stage", "source", "amount", "opened_on"]
        fields += ["expected_close_on"] if deal["outcome"] == "open" else []
        filled += sum(deal[name] not in (None, "-") for name in fields)
        asked += len(fields)
    reading = readings["record_completeness"]
    assert (reading.value, reading.n) == (pytest.approx(filled / asked), len(recent))
