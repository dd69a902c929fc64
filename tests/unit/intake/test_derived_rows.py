"""Rows below the total of a month matrix that are made from the others are no customers."""

from __future__ import annotations

import pytest
from written import dataset, only_sheet

from revops.choices import Choices

MATRIX = "Customer,Jan 2026,Feb 2026,Mar 2026\nAcme,100,100,120\nBolt,50,50,50\n"
TOTAL = "Total MRR,150,150,170\n"


def customers(text: str) -> set[str]:
    return {row["customer"] for row in dataset(text).tables["subscriptions"].to_pylist()}


@pytest.mark.parametrize(
    "row",
    [
        "Customers,2,2,2",
        "ARPA,75,75,85",
        "ARR,1800,1800,2040",
        "Net new MRR,,0,20",
        "Churned MRR,0,0,0",
        "Growth %,,0,13",
        "MoM growth,,0,0.13",
        "Anzahl Kunden,2,2,2",
        "Wachstum,,0,13",
        "Nombre de clients,2,2,2",
        "Crecimiento,,0,13",
        "Número de clientes,2,2,2",
        "Clienti,2,2,2",
        "Aantal klanten,2,2,2",
        "Αριθμός πελατών,2,2,2",
        "عدد العملاء,2,2,2",
        "رشد,,0,13",
        "环比增长,,0,13",
        "顧客数,2,2,2",
    ],
)
def test_row_below_a_total_that_is_named_a_summary_is_no_customer(row):
    text = MATRIX + TOTAL + row + "\n"
    assert customers(text) == {"Acme", "Bolt"}
    told = {problem.code: problem.rows for problem in only_sheet(text).problems}
    assert told["DERIVED_ROW"] == (5,)


@pytest.mark.parametrize("row", ["Firms,1,1,2", "Mean of firms,100,100,85", "For a year,1200,1200,2040"])
def test_row_below_a_total_whose_numbers_are_made_from_the_others_is_no_customer(row):
    text = "Customer,Jan 2026,Feb 2026,Mar 2026\nAcme,100,100,120\nBolt,,,50\nTotal,100,100,170\n" + row + "\n"
    assert customers(text) == {"Acme", "Bolt"}


def test_row_of_shares_is_no_customer_wherever_it_stands():
    assert customers(MATRIX + "Up by,,0%,13%\n") == {"Acme", "Bolt"}


@pytest.mark.parametrize("row", ["Growth Partners,50,50,60", "Cork,70,70,90", "Dove,75,75,75"])
def test_customer_below_a_total_stays(row):
    assert customers(MATRIX + TOTAL + row + "\n") == {"Acme", "Bolt", row.split(",")[0]}


def test_row_below_a_total_that_nothing_tells_from_a_customer_is_asked_about_and_settled():
    text = MATRIX + TOTAL + "Cork,70,70,90\n"
    (asked,) = [each for each in dataset(text).assumptions if each.about == "subscriptions.customer"]
    assert (asked.of, asked.chose) == ("below the total", "records that count")
    assert asked.because == "“Cork” stands below the total, which does not add it up."
    settled = Choices(settled={"subscriptions.customer[below the total]": asked.options[1]})
    found = dataset(text, choices=settled)
    assert {row["customer"] for row in found.tables["subscriptions"].to_pylist()} == {"Acme", "Bolt"}
    assert ("OTHER_RECORD", (5,)) in [(problem.code, problem.rows) for problem in found.sheets[0].problems]


def test_customer_named_as_a_summary_between_groups_stays():
    text = MATRIX + "Subtotal,150,150,170\nGrowth,10,20,40\nCork,5,5,5\nDove,7,7,7\nSubtotal,22,32,52\n"
    assert customers(text) == {"Acme", "Bolt", "Growth", "Cork", "Dove"}


def test_matrix_without_a_total_keeps_customers_named_as_a_summary():
    assert customers(MATRIX + "Growth,10,20,40\n") == {"Acme", "Bolt", "Growth"}
