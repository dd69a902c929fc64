"""Growth and loss of recurring revenue a second time: plain loops, sharing no code with the metrics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from builders import dataset
from subscribing import ALL, draw_subscriptions, month_ends, mrr_by_customer

from revops.measure import measure
from revops.vocabulary import Slice

KEYS = ("revenue_churn_rate", "upsell_rate", "expansion_share_of_growth")

Paid = dict[str, float]


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    rows = draw_subscriptions(request.param)
    return rows, measure(dataset(subscriptions=rows), keys=KEYS, window=ALL, slices=(Slice.MONTH,))


def by_month(reading) -> dict[str, float]:
    return {piece.key: piece.value for piece in reading.by[Slice.MONTH] if piece.value is not None}


def steps(rows, months: int = 1) -> Iterator[tuple[date, Paid, Paid]]:
    """Each month with what customers paid some months before and at its end."""
    paid = [mrr_by_customer(rows, day) for day in month_ends()]
    yield from zip(month_ends()[months:], paid, paid[months:], strict=False)


def lost(before: Paid, now: Paid) -> float:
    return sum(max(0.0, old - now.get(customer, 0.0)) for customer, old in before.items())


def risen(before: Paid, now: Paid) -> float:
    return sum(max(0.0, now.get(customer, 0.0) - old) for customer, old in before.items())


@pytest.mark.parametrize(("key", "counted"), [("revenue_churn_rate", lost), ("upsell_rate", risen)])
def test_rate_of_every_month_equals_the_loop(company, key: str, counted):
    rows, readings = company
    of_months = {f"{day:%Y-%m}": (counted(old, new), sum(old.values())) for day, old, new in steps(rows) if old}
    reading = readings[key]
    assert by_month(reading) == pytest.approx({month: part / base for month, (part, base) in of_months.items()})
    assert reading.value == pytest.approx(
        sum(part for part, _ in of_months.values()) / sum(base for _, base in of_months.values())
    )
    *_, (_, year_ago, today) = steps(rows, 12)
    assert reading.rivals["in_a_year"].value == pytest.approx(counted(year_ago, today) / sum(year_ago.values()))


def test_revenue_lost_with_those_who_left_equals_the_loop(company):
    rows, readings = company
    gone = sum(old[customer] for _, old, new in steps(rows) for customer in old if customer not in new)
    base = sum(sum(old.values()) for _, old, _ in steps(rows))
    assert readings["revenue_churn_rate"].rivals["left_only"].value == pytest.approx(gone / base)


def test_share_of_growth_from_expansion_equals_the_loop(company):
    rows, readings = company
    seen = set(mrr_by_customer(rows, month_ends()[0]))
    first = expansion = 0.0
    for _, old, new in steps(rows):
        expansion += risen(old, new)
        first += sum(paid for customer, paid in new.items() if customer not in seen) if seen else 0.0
        seen |= set(new)
    assert readings["expansion_share_of_growth"].value == pytest.approx(expansion / (expansion + first))
