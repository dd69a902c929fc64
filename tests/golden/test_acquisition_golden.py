"""Cost and worth of customers a second time: plain loops, and a product over days for those who stay."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from builders import dataset
from scipy import stats
from subscribing import ALL, AS_OF, draw_subscriptions, mrr_by_customer

from revops.measure import measure
from revops.vocabulary import Fact, Slice

BEGIN = date(2024, 1, 1)
MARGIN = 0.7
KEYS = (
    "customer_acquisition_cost",
    "cac_payback_months",
    "customer_lifetime_value",
    "ltv_to_cac",
    "marketing_roi",
)

Row = dict[str, object]


def draw(seed: int) -> dict[str, list[Row]]:
    """Leads that take about two months, their deals, and costs of two departments."""
    chance = random.Random(seed)
    leads: list[Row] = []
    deals: list[Row] = []
    for number in range(300):
        came = BEGIN + timedelta(days=chance.randrange(700))
        opened, won = came + timedelta(days=chance.randrange(10, 40)), came + timedelta(days=chance.randrange(45, 90))
        leads.append({"lead_id": f"L{number}", "created_on": came})
        deals.append(
            {
                "lead_id": f"L{number}",
                "account": f"A{chance.randrange(150)}",
                "kind": chance.choice(["new", "new", "expansion"]),
                "outcome": chance.choice(["won", "lost"]),
                "opened_on": opened,
                "closed_on": won,
                "amount": float(chance.randrange(1, 9) * 1000),
                "source": chance.choice(["Search", "Webinar", "Outbound", None]),
            }
        )
    spend: list[Row] = [
        {"spent_on": date(2024 + place // 12, place % 12 + 1, 15), "amount": chance.randrange(1, 9) * 500.0, **team}
        for place in range(26)
        for team in ({"department": "marketing", "channel": "Search"}, {"department": "sales"})
    ]
    return {"leads": leads, "deals": deals, "spend": spend, "subscriptions": draw_subscriptions(seed)}


@pytest.fixture(params=[1, 2, 3], ids="seed {}".format)
def company(request):
    tables = draw(request.param)
    facts = {Fact.GROSS_MARGIN: MARGIN}
    return tables, measure(dataset(**tables), keys=KEYS, window=ALL, slices=(Slice.MONTH,), facts=facts)


def place_of(day: object) -> int:
    assert isinstance(day, date)
    return 12 * day.year + day.month


def lower_median(values: list[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2]


def lags(tables: dict[str, list[Row]]) -> tuple[int, int]:
    """Months before a customer is won that marketing is paid, and selling."""
    came = {lead["lead_id"]: lead["created_on"] for lead in tables["leads"]}
    won = [deal for deal in tables["deals"] if deal["outcome"] == "won" and deal["closed_on"] <= AS_OF]
    of_leads = lower_median([(deal["closed_on"] - came[deal["lead_id"]]).days for deal in won])
    of_deals = lower_median([(deal["closed_on"] - deal["opened_on"]).days for deal in won if deal["kind"] == "new"])
    return round(of_leads * 12 / 365), round(of_deals / 2 * 12 / 365)


def months_covered(tables: dict[str, list[Row]], marketing: int, sales: int) -> range:
    """From the first month whose costs the file holds to the last whole month."""
    costs = [place_of(cost["spent_on"]) for cost in tables["spend"]]
    first_won = min(place_of(day) for day in customers(tables).values())
    begin = max(min(costs) + max(marketing, sales), first_won)
    return range(begin, min(max(costs) + min(marketing, sales), place_of(AS_OF)) + 1)


def customers(tables: dict[str, list[Row]]) -> dict[object, date]:
    first: dict[object, date] = {}
    for deal in tables["deals"]:
        if deal["outcome"] == "won" and deal["kind"] == "new" and deal["closed_on"] <= AS_OF:
            first[deal["account"]] = min(first.get(deal["account"], AS_OF), deal["closed_on"])
    return first


def spent(tables: dict[str, list[Row]], department: str, months: range, earlier: int) -> float:
    return sum(
        cost["amount"]
        for cost in tables["spend"]
        if cost["department"] == department and place_of(cost["spent_on"]) + earlier in months
    )


def test_cost_of_a_customer_equals_the_loop(company):
    tables, readings = company
    marketing, sales = lags(tables)
    months = months_covered(tables, marketing, sales)
    new = sum(place_of(day) in months for day in customers(tables).values())
    cost = {team: spent(tables, team, months, lag) for team, lag in (("marketing", marketing), ("sales", sales))}
    reading = readings["customer_acquisition_cost"]
    assert (marketing, sales) == (2, 1)
    assert reading.n == len(months)
    assert reading.value == pytest.approx((cost["marketing"] + cost["sales"]) / new)
    assert reading.rivals["marketing_only"].value == pytest.approx(cost["marketing"] / new)
    now = months_covered(tables, 0, 0)
    unlagged = spent(tables, "marketing", now, 0) + spent(tables, "sales", now, 0)
    won = sum(place_of(day) in now for day in customers(tables).values())
    assert reading.rivals["same_month"].value == pytest.approx(unlagged / won)


def test_return_on_marketing_equals_the_loop(company):
    tables, readings = company
    marketing, sales = lags(tables)
    months = months_covered(tables, marketing, sales)
    won: dict[object, float] = defaultdict(float)
    for deal in tables["deals"]:
        if deal["outcome"] == "won" and place_of(deal["closed_on"]) in months and deal["closed_on"] <= AS_OF:
            won[deal["source"]] += deal["amount"]
    cost = spent(tables, "marketing", months, marketing)
    reading = readings["marketing_roi"]
    assert reading.value == pytest.approx(((won["Search"] + won["Webinar"]) * MARGIN - cost) / cost)
    assert reading.rivals["with_unattributed"].value == pytest.approx(
        ((won["Search"] + won["Webinar"] + won[None]) * MARGIN - cost) / cost
    )
    assert reading.rivals["named_channels"].value == pytest.approx((won["Search"] * MARGIN - cost) / cost)


def lives(rows: list[Row]) -> list[tuple[int, bool, float]]:
    """Age of each customer when last seen, whether it left, and what it paid at first."""
    own: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if not row["is_trial"] and row["started_on"] <= AS_OF:
            own[row["customer"]].append(row)
    found = []
    for terms in own.values():
        first = min(term["started_on"] for term in terms)
        last = max(term["ended_on"] or date.max for term in terms)
        paid = sum(term["mrr"] for term in terms if term["started_on"] == first)
        found.append(((min(last, AS_OF) - first).days, last <= AS_OF, paid))
    return found


def days_stayed(followed: list[tuple[int, bool, float]]) -> float:
    """Area below the weighted survival curve, day by day, as long as ten customers are followed."""
    alive, area, day = 1.0, 0.0, 0
    while sum(age > day for age, _, _ in followed) >= 10:
        area += alive
        day += 1
        weight = sum(paid for age, _, paid in followed if age >= day)
        alive *= 1 - sum(paid for age, has_left, paid in followed if age == day and has_left) / weight
    return area


def test_worth_of_a_customer_equals_the_loop(company):
    tables, readings = company
    paid = mrr_by_customer(tables["subscriptions"], AS_OF)
    months = days_stayed(lives(tables["subscriptions"])) / (365.25 / 12)
    worth = statistics.mean(paid.values()) * months * MARGIN
    reading = readings["customer_lifetime_value"]
    assert reading.value == pytest.approx(worth, rel=1e-9)
    assert reading.low < reading.value < reading.high
    cost = readings["customer_acquisition_cost"].value
    assert readings["ltv_to_cac"].value == pytest.approx(worth / cost)
    assert reading.rivals["projected"].value > reading.value


def test_payback_equals_the_loop(company):
    tables, readings = company
    first: dict[object, float] = {}
    seen: set[object] = set()
    day = BEGIN
    while day <= AS_OF:
        end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        paid = mrr_by_customer(tables["subscriptions"], end)
        first |= {customer: amount for customer, amount in paid.items() if seen and customer not in seen}
        seen |= set(paid)
        day = end + timedelta(days=1)
    cost = readings["customer_acquisition_cost"].value
    reading = readings["cac_payback_months"]
    assert reading.value == pytest.approx(cost / (statistics.mean(first.values()) * MARGIN))
    assert math.isclose(reading.rivals["without_margin"].value, reading.value * MARGIN)


def test_single_months_have_the_range_of_a_poisson_count(company):
    tables, readings = company
    won = Counter(place_of(day) for day in customers(tables).values())
    months = [month for month in readings["customer_acquisition_cost"].by[Slice.MONTH] if month.value is not None]
    assert len(months) > 6
    for month in months:
        count = won[12 * int(month.key[:4]) + int(month.key[5:])]
        cost = month.value * count
        low, high = stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2
        assert (month.low, month.high) == pytest.approx((cost / high, cost / low))
