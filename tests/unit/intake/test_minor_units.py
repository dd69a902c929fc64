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


CONVERTED = (
    "Deal ID,Stage,Amount,{currency},{converted},Close Date,Owner\n"
    "D1,Won,1000,USD,920{own},2025-01-05,Ann\nD2,Won,2000,EUR,2000{own},2025-01-09,Bob\n"
)


@pytest.mark.parametrize(
    ("currency", "converted", "own"),
    [
        ("Currency", "Amount (EUR)", ""),
        ("Currency", "Amount in EUR", ""),
        ("Amount Currency", "Amount (converted),Amount (converted) Currency", ",EUR"),
        ("Currency", "Amount in company currency,Currency in company currency", ",EUR"),
        ("Währung", "Betrag (umgerechnet),Währung (umgerechnet)", ",EUR"),
    ],
)
def test_amount_converted_to_one_currency_counts_and_is_asked_about(currency, converted, own):
    text = CONVERTED.format(currency=currency, converted=converted, own=own)
    text = text.replace("Amount,Währung", "Betrag,Währung")
    found = dataset(text)
    assert found.tables["deals"].select(["amount", "currency"]).to_pylist() == [
        {"amount": 920, "currency": "EUR"},
        {"amount": 2000, "currency": "EUR"},
    ]
    (asked,) = found.assumptions
    assert asked.options == (converted.split(",")[0], text.split(",")[2])


def test_amount_as_sold_counts_where_the_user_says_so_or_gives_rates():
    text = CONVERTED.format(currency="Currency", converted="Amount (EUR)", own="")
    as_sold = Choices(settled={"deals.amount[currency]": "Amount"})
    assert column(text, "deals", "amount", as_sold) == [1000, 2000]
    assert column(text, "deals", "currency", as_sold) == ["USD", "EUR"]
    rates = Choices(currency="EUR", rates={"USD": 2.0})
    assert column(text, "deals", "amount", rates) == [500, 2000]


def test_amount_converted_to_the_currency_of_the_user_comes_first():
    text = CONVERTED.format(currency="Currency", converted="Amount (EUR),Amount (USD)", own=",1010")
    found = dataset(text, choices=Choices(currency="USD"))
    assert found.tables["deals"]["amount"].to_pylist() == [1010, 1010]
    (asked,) = found.assumptions
    assert asked.options == ("Amount (USD)", "Amount (EUR)", "Amount")
    assert asked.because == "“Amount” is in 2 currencies, and “Amount (USD)” and “Amount (EUR)” beside it in one each."


def test_amounts_in_one_currency_are_not_asked_about_beside_a_converted_column():
    text = CONVERTED.format(currency="Currency", converted="Amount (EUR)", own="").replace("USD", "EUR")
    found = dataset(text)
    assert found.tables["deals"]["amount"].to_pylist() == [1000, 2000]
    assert not found.assumptions
