"""Recurring revenue as a whole a second time: plain loops and R's way of a median slope, sharing no code."""

from __future__ import annotations

import math
import statistics
from datetime import timedelta
from itertools import combinations

import pytest
from builders import dataset
from subscribing import ALL, AS_OF, draw_subscriptions, month_ends, mrr_by_customer

from revops.measure import measure
from revops.vocabulary import Fact, Slice

KEYS = ("top_customer_share", "revenue_growth", "real_revenue_growth", "revenue_predictability", "renewal_rate")


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    rows = [
        {**row, "ended_on": row["ended_on"] or AS_OF + timedelta(days=90)} for row in draw_subscriptions(request.param)
    ]
    readings = measure(
        dataset(subscriptions=rows),
        keys=KEYS,
        window=ALL,
        slices=(Slice.MONTH, Slice.SEGMENT),
        facts={Fact.INFLATION: 0.03},
    )
    return rows, readings


def by_month(reading) -> dict[str, float]:
    return {piece.key: piece.value for piece in reading.by[Slice.MONTH] if piece.value is not None}


def test_share_of_the_largest_of_every_month_equals_the_loop(company):
    rows, readings = company
    paid = {f"{day:%Y-%m}": sorted(mrr_by_customer(rows, day).values(), reverse=True) for day in month_ends()}
    expected = {month: amounts[0] / sum(amounts) for month, amounts in paid.items() if amounts}
    assert by_month(readings["top_customer_share"]) == pytest.approx(expected)
    last = paid[f"{AS_OF:%Y-%m}"]
    assert readings["top_customer_share"].value == pytest.approx(last[0] / sum(last))
    assert readings["top_customer_share"].beside["top_5_share"].value == pytest.approx(sum(last[:5]) / sum(last))


def test_growth_of_every_month_equals_the_loop(company):
    rows, readings = company
    totals = [sum(mrr_by_customer(rows, day).values()) for day in month_ends()]
    pairs = zip(month_ends()[12:], totals, totals[12:], strict=False)
    expected = {f"{day:%Y-%m}": now / then - 1 for day, then, now in pairs if then}
    assert by_month(readings["revenue_growth"]) == pytest.approx(expected)
    last = expected[f"{AS_OF:%Y-%m}"]
    assert readings["revenue_growth"].value == pytest.approx(last)
    assert readings["revenue_growth"].is_census
    assert readings["real_revenue_growth"].value == pytest.approx((1 + last) / 1.03 - 1)


def test_predictability_equals_all_pairs_of_months(company):
    rows, readings = company
    totals = [sum(mrr_by_customer(rows, day).values()) for day in month_ends()]
    logs = [math.log(total) for total in totals[next(at for at, total in enumerate(totals) if total) :]]
    slope = statistics.median((b - a) / (y - x) for (x, a), (y, b) in combinations(enumerate(logs), 2))
    residuals = [value - slope * place for place, value in enumerate(logs)]
    deviation = statistics.stdev(residuals) * math.sqrt((len(logs) - 1) / (len(logs) - 2))
    reading = readings["revenue_predictability"]
    assert reading.value == pytest.approx(1 - deviation)
    assert reading.low < reading.value < reading.high
    assert reading.n == len(logs)


def test_contracted_share_of_the_next_year_equals_the_loop(company):
    rows, readings = company
    running = [row for row in rows if row["started_on"] <= AS_OF < row["ended_on"] and not row["is_trial"]]
    covered = sum(row["mrr"] * min((row["ended_on"] - AS_OF).days, 365) for row in running)
    contracted = readings["revenue_predictability"].rivals["contracted"]
    assert contracted.value == pytest.approx(covered / (365 * sum(row["mrr"] for row in running)))
    assert contracted.low < contracted.value < contracted.high


def test_renewals_equal_the_loop(company):
    rows, readings = company
    paid = [row for row in rows if not row["is_trial"]]
    due: dict[tuple[object, object], float] = {}
    for row in paid:
        end = row["ended_on"]
        if (end - row["started_on"]).days >= 80 and (AS_OF - end).days > 31:
            due[row["customer"], end] = due.get((row["customer"], end), 0.0) + row["mrr"]
    followed = {
        (customer, end): sum(
            row["mrr"] for row in paid if row["customer"] == customer and abs((row["started_on"] - end).days) <= 31
        )
        for customer, end in due
    }
    reading = readings["renewal_rate"]
    assert reading.n == len(due) > 20
    assert reading.value == pytest.approx(sum(amount > 0 for amount in followed.values()) / len(due))
    kept = sum(min(followed[key], amount) for key, amount in due.items())
    assert reading.rivals["by_amount"].value == pytest.approx(kept / sum(due.values()))
