"""Prices of one seat beside how many are paid for."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

from revops.choices import Choices
from revops.intake.seat_prices import AS_BILLED

HEAD = "Customer,Plan,Seats,{price},Billing,Start,End\n"
BY_TIME = (
    "A,Pro,10,20 EUR,monthly,2025-01-01,\nB,Pro,5,240 EUR,annual,2025-01-01,\nC,Lite,2,9 EUR,monthly,2025-01-01,\n"
)
BY_MONTH = "A,Pro,10,20 EUR,monthly,2025-01-01,\nB,Pro,5,16 EUR,annual,2025-01-01,\n"
UNDECIDED = "A,Pro,10,20 EUR,monthly,2025-01-01,\nB,Max,5,240 EUR,annual,2025-01-01,\n"


@pytest.mark.parametrize(("rows", "mrr"), [(BY_TIME, [200, 100, 18]), (BY_MONTH, [200, 80])])
def test_plans_billed_both_ways_say_what_time_a_price_is_for(rows, mrr):
    text = HEAD.format(price="Price per seat") + rows
    assert column(text, "subscriptions", "mrr") == mrr
    assert dataset(text).assumptions == ()
    assert "“Price per seat” is multiplied by “Seats”" in only_sheet(text).notes


def test_price_whose_time_nothing_says_is_asked_about():
    text = HEAD.format(price="Price / user") + UNDECIDED
    (asked,) = dataset(text).assumptions
    assert (asked.settling, asked.options) == ("subscriptions.mrr[price]", (AS_BILLED, "per month"))
    assert column(text, "subscriptions", "mrr") == [200, 100]
    settled = Choices(settled={asked.settling: "per month"})
    assert column(text, "subscriptions", "mrr", settled) == [200, 1200]


@pytest.mark.parametrize(
    ("header", "mrr"),
    [
        ("Price per seat per month", [200, 1200]),
        ("Price per seat / month", [200, 1200]),
        ("Annual price per seat", None),
    ],
)
def test_header_that_says_its_time_needs_no_question(header, mrr):
    text = HEAD.format(price=header) + UNDECIDED
    assert column(text, "subscriptions", "mrr") == (mrr or [pytest.approx(200 / 12), 100])
    assert dataset(text).assumptions == ()


def test_price_without_any_time_is_asked_about_and_one_without_seats_is_refused():
    text = "Customer,Seats,Price per seat,Start\nA,10,20 EUR,2025-01-01\n"
    (asked,) = dataset(text).assumptions
    assert asked.question == "Are the amounts per month or per year?"
    assert column(text, "subscriptions", "mrr") == [200]
    (refusal,) = dataset("Customer,Price per seat,Start,End\nA,20 EUR,2025-01-01,2025-12-31\n").refusals
    assert "add, a column such as “MRR”" in refusal.reason
