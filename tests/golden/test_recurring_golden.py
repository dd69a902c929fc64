"""Recurring revenue a second time: plain loops over subscriptions, sharing no code with the metrics."""

from __future__ import annotations

from collections import defaultdict

import pytest
from builders import dataset
from subscribing import ALL, AS_OF, draw_subscriptions, month_ends, mrr_by_customer

from revops.measure import measure
from revops.vocabulary import Slice


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    rows = draw_subscriptions(request.param)
    return rows, measure(dataset(subscriptions=rows), window=ALL, slices=(Slice.MONTH, Slice.SEGMENT))


def by_month(reading) -> dict[str, float]:
    return {piece.key: piece.value for piece in reading.by[Slice.MONTH]}


def test_mrr_and_customers_of_every_month_equal_the_loop(company):
    rows, readings = company
    for day in month_ends():
        paid = mrr_by_customer(rows, day)
        assert by_month(readings["mrr"]).get(f"{day:%Y-%m}", 0) == pytest.approx(sum(paid.values()))
        assert by_month(readings["arr"]).get(f"{day:%Y-%m}", 0) == pytest.approx(12 * sum(paid.values()))
        assert by_month(readings["customer_count"]).get(f"{day:%Y-%m}", 0) == len(paid)
    assert readings["mrr"].value == pytest.approx(sum(mrr_by_customer(rows, AS_OF).values()))


def test_mrr_of_the_segments_adds_up_to_the_whole(company):
    _, readings = company
    parts = readings["mrr"].by[Slice.SEGMENT]
    assert sum(piece.value for piece in parts) == pytest.approx(readings["mrr"].value)


def movement(before: float, now: float, seen: bool) -> str:
    if before == 0:
        return "reactivation" if seen else "new"
    if now == 0:
        return "churn"
    return "expansion" if now > before else "contraction"


def test_movements_equal_the_loop_and_add_up_to_the_change(company):
    rows, readings = company
    expected: dict[str, float] = defaultdict(float)
    seen: set[str] = set()
    before: dict[str, float] = {}
    for day in month_ends():
        now = mrr_by_customer(rows, day)
        for customer in {*before, *now}:
            old, new = before.get(customer, 0.0), now.get(customer, 0.0)
            if old != new:
                expected[f"{day:%Y-%m} {movement(old, new, customer in seen)}"] += new - old
        seen |= set(now)
        before = now
    parts = {piece.key: piece.value for piece in readings["mrr_movements"].parts}
    assert parts == pytest.approx(dict(expected))
    assert sum(parts.values()) == pytest.approx(readings["mrr"].value)


def test_retention_equals_the_loop_and_gross_never_exceeds_one(company):
    rows, readings = company
    for then, now in zip(month_ends(), month_ends()[12:], strict=False):
        base, current = mrr_by_customer(rows, then), mrr_by_customer(rows, now)
        if not base:
            continue
        kept = sum(min(current.get(customer, 0), paid) for customer, paid in base.items())
        key = f"{now:%Y-%m}"
        assert by_month(readings["gross_revenue_retention"])[key] == pytest.approx(kept / sum(base.values()))
        net = sum(current.get(customer, 0) for customer in base) / sum(base.values())
        assert by_month(readings["net_revenue_retention"])[key] == pytest.approx(net)
        assert by_month(readings["gross_revenue_retention"])[key] <= 1


def test_churn_of_every_month_equals_the_loop(company):
    rows, readings = company
    lost = base = 0
    for then, now in zip(month_ends(), month_ends()[1:], strict=False):
        there, later = set(mrr_by_customer(rows, then)), set(mrr_by_customer(rows, now))
        if there:
            share = len(there - later) / len(there)
            assert by_month(readings["customer_churn_rate"])[f"{now:%Y-%m}"] == pytest.approx(share)
        lost, base = lost + len(there - later), base + len(there)
    assert readings["customer_churn_rate"].value == pytest.approx(lost / base)
    assert readings["customer_churn_rate"].n == base


def short_stays(rows: list[dict[str, object]]) -> int:
    """Customers who began and ended within a month, and paid neither at its start nor at its end."""
    found = 0
    for then, now in zip([None, *month_ends()], month_ends(), strict=False):
        there = set(mrr_by_customer(rows, then)) if then else set()
        there |= set(mrr_by_customer(rows, now))
        inside = {
            row["customer"]
            for row in rows
            if not row["is_trial"]
            and row["ended_on"]
            and (row["started_on"].year, row["started_on"].month) == (now.year, now.month)
            and row["ended_on"] <= now
        }
        found += len(inside - there)
    return found


def test_churn_over_other_denominators_equals_the_loop(company):
    rows, readings = company
    lost = start = end = 0
    for then, now in zip(month_ends(), month_ends()[1:], strict=False):
        there, later = set(mrr_by_customer(rows, then)), set(mrr_by_customer(rows, now))
        lost, start, end = lost + len(there - later), start + len(there), end + len(later)
    rivals = readings["customer_churn_rate"].rivals
    assert rivals["average_base"].value == pytest.approx(lost / ((start + end) / 2))
    assert rivals["end_base"].value == pytest.approx(lost / end)
    assert rivals["with_same_month"].value == pytest.approx((lost + short_stays(rows)) / start)
    assert rivals["year_at_this_pace"].value == pytest.approx(1 - (1 - lost / start) ** 12)
    assert rivals["at_cancellation"].value is None


def test_mrr_with_trials_equals_the_loop(company):
    rows, readings = company
    running = [row for row in rows if row["started_on"] <= AS_OF and (row["ended_on"] or AS_OF) >= AS_OF]
    paid = sum(row["mrr"] for row in running if row["ended_on"] is None or row["ended_on"] > AS_OF)
    rivals = readings["mrr"].rivals
    assert rivals["with_trials"].value == pytest.approx(paid)
    assert "status" in rivals["at_cancellation"].reason
