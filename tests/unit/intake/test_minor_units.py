"""Amounts in cents, and one amount in several currencies side by side."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

from revops.choices import Choices

HEAD = "subscription_id,customer_id,{header},currency_code,billing_cycle_interval,started_at\n"
ROWS = "s1,A,4900,USD,month,2025-01-03\ns2,B,120000,EUR,year,2025-01-05\ns3,C,5000,JPY,month,2025-01-07\n"


@pytest.mark.parametrize("header", ["unit_price_amount_cents", "amount_in_cents", "amount (minor units)"])
def test_cents_by_their_header_are_hundredths_but_of_currencies_without_any(header):
    text = HEAD.format(header=header) + ROWS
    assert column(text, "subscriptions", "mrr") == [49, 100, 5000]
    told = f"“{header}” is in the smallest unit of each currency, which is no hundredth for JPY"
    assert {told, f"amounts under “{header}” are divided by 100"} <= set(only_sheet(text).notes)


def test_thousandths_of_a_dinar_are_its_smallest_unit():
    text = HEAD.format(header="amount_in_cents") + "s1,A,4900,KWD,month,2025-01-03\n"
    assert column(text, "subscriptions", "mrr") == [pytest.approx(4.9)]


BOTH = "Customer,Start,MRR USD,MRR EUR\nA,2025-01-01,110,100\nB,2025-02-01,220,200\n"


def test_monthly_amounts_in_two_currencies_are_asked_about():
    (asked,) = dataset(BOTH).assumptions
    assert (asked.about, asked.options) == ("subscriptions.mrr", ("MRR USD", "MRR EUR"))
    settled = Choices(settled={"subscriptions.mrr": "MRR EUR"})
    assert column(BOTH, "subscriptions", "mrr", settled) == [100, 200]
    assert column(BOTH, "subscriptions", "currency", settled) == ["EUR", "EUR"]


def test_monthly_amounts_in_the_currency_of_the_user_come_first():
    assert column(BOTH, "subscriptions", "mrr", Choices(currency="EUR")) == [100, 200]
