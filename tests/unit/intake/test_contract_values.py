"""What a deal is worth: over the whole contract, over a year, and contracts whose two days stand in one cell."""

from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices

HEAD = "Deal ID,Account,Stage,Close Date"


def deals(names: str, *amounts: str) -> str:
    lines = [f"D{number},Acme,Won,2025-01-0{number},{cells}" for number, cells in enumerate(amounts, 1)]
    return "\n".join([f"{HEAD},{names}", *lines])


def asked(text: str, about: str) -> list[tuple[str, ...]]:
    return [each.options for each in dataset(text).assumptions if each.about == about]


@pytest.mark.parametrize("names", ["TCV,ACV", "Total Contract Value,Annual Contract Value", "契約総額,年間契約額"])
def test_amount_of_the_whole_contract_counts_beside_that_of_a_year_and_is_told(names):
    text = deals(names, "36000,12000", "24000,12000")
    assert column(text, "deals", "amount") == [36000, 24000]
    assert any("is of the whole contract and counts" in note for note in only_sheet(text).notes)
    assert not asked(text, "deals.amount")


@pytest.mark.parametrize("other", ["TCV", "ACV", "ARR"])
def test_amount_beside_another_that_differs_is_asked_about_and_settled(other):
    text = deals(f"Amount,{other}", "12000,36000", "12000,24000")
    assert column(text, "deals", "amount") == [12000, 12000]
    assert asked(text, "deals.amount") == [("Amount", other)]
    settled = Choices(settled={"deals.amount": other})
    assert column(text, "deals", "amount", settled) == [36000, 24000]


def test_amount_that_stands_there_twice_is_not_asked_about():
    assert not asked(deals("Amount,TCV", "12000,12000", "7000,7000"), "deals.amount")


@pytest.mark.parametrize("name", ["ACV", "ARR"])
def test_amount_of_a_year_counts_for_the_years_of_the_contract(name):
    text = deals(f"{name},Term (months)", "12000,36", "12000,12", "5000,6", "7000,")
    assert column(text, "deals", "amount") == [36000, 12000, 5000, 7000]
    assert asked(text, "deals.term_months") == [("a year of the contract, times its years", "the whole contract")]
    as_it_stands = Choices(settled={"deals.term_months": "the whole contract"})
    assert column(text, "deals", "amount", as_it_stands) == [12000, 12000, 5000, 7000]


def test_amount_of_a_year_without_a_term_is_told():
    assert any("what a year brings" in note for note in only_sheet(deals("ACV", "12000", "9000")).notes)


def test_revenue_of_the_customer_is_no_worth_of_a_deal():
    text = deals("Amount,Annual Revenue", "12000,5000000", "9000,7000000")
    assert column(text, "deals", "amount") == [12000, 9000]
    assert not asked(text, "deals.amount")


def contracts(*rows: str, head: str = "Customer;Contract Period;MRR") -> list[tuple[object, object]]:
    rows_read = dataset("\n".join([head, *rows])).tables["subscriptions"].to_pylist()
    return [(row["started_on"], row["ended_on"]) for row in rows_read]


@pytest.mark.parametrize(
    ("period", "first", "end"),
    [
        ("01.01.2025 - 31.12.2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2025-03-01 to 2026-02-28", date(2025, 3, 1), date(2026, 3, 1)),
        ("01.01.2025 - 01.01.2026", date(2025, 1, 1), date(2026, 1, 1)),
        ("Jan 2025 - Dec 2025", date(2025, 1, 1), date(2026, 1, 1)),
    ],
)
def test_contract_in_one_cell_has_its_start_and_its_end(period, first, end):
    assert contracts(f"Acme;{period};100", f"Beta;{period};50") == [(first, end), (first, end)]


def test_contract_without_an_end_stays_open():
    rows = ("Acme;01.01.2025 - 31.12.2025;100", "Beta;ab 01.03.2025;50", "Cid;01.04.2025 - open;50", "Dan;2025-05-01;5")
    found = contracts(*rows)
    assert found[1:] == [(date(2025, 3, 1), None), (date(2025, 4, 1), None), (date(2025, 5, 1), None)]


def test_both_days_under_a_start_date_are_not_cut():
    head = "Subscription ID;Customer;Start Date;MRR"
    assert contracts("S1;Acme;01.01.2025 - 31.12.2025;100", head=head) == [(date(2025, 1, 1), date(2026, 1, 1))]


def test_last_day_of_a_contract_tells_the_order_of_day_and_month():
    assert contracts("Acme;01/02/2025 - 31/12/2025;100") == [(date(2025, 2, 1), date(2026, 1, 1))]


def test_contract_that_cannot_be_read_is_told():
    text = "Customer;Vertragszeitraum;MRR\nAcme;01.01.2025 - 31.12.2025;100\nBeta;whenever;50\n"
    assert problems(text)[0] == ("UNPARSED_DATE", "started_on", (3,))


@pytest.mark.parametrize(
    ("cell", "months"),
    [("24 months", 24), ("1 an", 12), ("12M", 12), ("18 Monate", 18), ("3y", 36), ("24个月", 24), ("annual", 12)],
)
def test_length_with_a_unit_is_read_as_months_and_told(cell, months):
    text = deals("Amount,Contract Term", f"7000,{cell}", f"5000,{cell}")
    assert column(text, "deals", "term_months") == [months, months]
    assert f"“{cell}” under “Contract Term” is read as {months} months" in only_sheet(text).notes


@pytest.mark.parametrize("header", ["Term (years)", "Laufzeit (Jahre)", "Durée (ans)", "Contract Length Years"])
def test_length_in_years_by_its_header_counts_in_months(header):
    assert column(deals(f"ACV,{header}", "12000,3", "5000,1"), "deals", "amount") == [36000, 5000]


@pytest.mark.parametrize(("cells", "chose"), [(("3", "2"), "years"), (("1", "3"), "months")])
def test_length_of_a_few_without_a_unit_is_asked_about_and_settled(cells, chose):
    text = deals("Amount,Term", *(f"7000,{cell}" for cell in cells))
    (asked,) = [each for each in dataset(text).assumptions if each.of == "unit"]
    assert (asked.about, asked.chose) == ("deals.term_months", chose)
    settled = Choices(settled={"deals.term_months[unit]": "months"})
    assert column(text, "deals", "term_months", settled) == [float(cell) for cell in cells]


def test_length_without_an_end_is_told_as_no_number():
    assert problems(deals("Amount,Term (months)", "7000,unbefristet", "5,12")) == [
        ("UNPARSED_NUMBER", "term_months", (2,))
    ]
