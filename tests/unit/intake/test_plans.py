"""Subscriptions that only their plan tells from each other."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

from revops.choices import Choices

HEAD = "Customer,Subscription ID,Plan,Amount,Currency,Start date\n"


def test_interval_by_the_name_of_the_plan():
    text = HEAD + "A,S1,pro-monthly,20,EUR,2025-01-13\nB,S2,pro-yearly,1200,EUR,2025-02-13\n"
    assert column(text, "subscriptions", "mrr") == [20, 100]
    assert "subscriptions.mrr" not in [each.about for each in dataset(text).assumptions]


def test_plan_that_names_no_interval_is_asked_about():
    text = HEAD + "A,S1,Basic,20,EUR,2025-01-13\nB,S2,pro-annual,1200,EUR,2025-02-13\n"
    (asked,) = [each for each in dataset(text).assumptions if each.about == "subscriptions.mrr"]
    assert "“Basic”" in asked.because
    assert column(text, "subscriptions", "mrr") == [20, 100]


def test_plans_that_name_no_interval_are_asked_about_one_by_one():
    text = HEAD + "A,S1,Basic,20,EUR,2025-01-13\nB,S2,pro-annual,1200,EUR,2025-02-13\nC,S3,Gold,600,EUR,2025-02-13\n"
    asked = [each for each in dataset(text).assumptions if each.about == "subscriptions.mrr"]
    assert [each.settling for each in asked] == ["subscriptions.mrr[Basic]", "subscriptions.mrr[Gold]"]
    assert len({each.question for each in asked}) == 2
    gold = Choices(settled={"subscriptions.mrr[Gold]": "per year"})
    assert column(text, "subscriptions", "mrr", gold) == [20, 100, 50]
    for_all = Choices(settled={"subscriptions.mrr": "per year"})
    assert column(text, "subscriptions", "mrr", for_all) == [pytest.approx(20 / 12), 100, 50]


def test_many_plans_that_name_no_interval_share_a_question():
    rows = "".join(f"C{number},S{number},Plan {number},12,EUR,2025-01-13\n" for number in range(12))
    text = f"{HEAD}{rows}B,S,pro-annual,1200,EUR,2025-02-13\n"
    (asked,) = [each for each in dataset(text).assumptions if each.about == "subscriptions.mrr"]
    assert "and 9 more do not" in asked.because


def test_same_customer_plan_and_amount_on_the_same_days_is_told():
    head = "Customer,Plan,Start date,End date,MRR,Currency\nAcme,Pro,2025-01-01,2025-06-30,100,EUR\n"
    for row, told in (("Acme,Pro,2025-03-01,2025-09-30,100,EUR", [3]), ("Acme,Team,2025-03-01,2025-09-30,100,EUR", [])):
        problems = dataset(head + row + "\n").sheets[0].problems
        assert [at for each in problems if each.code == "OVERLAPPING_PERIODS" for at in each.rows] == told


def test_currency_that_the_title_names_counts_where_no_cell_has_one():
    months = "Customer,2025-01,2025-02,2025-03\nAcme,100,100,150\nBeta,50,50,50\n"
    assert set(column('"MRR by customer, in EUR"\n\n' + months, "subscriptions", "currency")) == {"EUR"}
    assert set(column("MRR by customer\n\n" + months, "subscriptions", "currency")) == {None}


@pytest.mark.parametrize("interval", ["every 2 years", "alle zwei Jahre", "tous les 2 ans", "每两年"])
def test_interval_of_two_years_alone_makes_subscriptions(interval):
    text = f"Customer,Start date,Amount,Billing cycle\nA,2024-01-01,2400,{interval}\nB,2024-02-01,4800,{interval}\n"
    assert column(text, "subscriptions", "mrr") == [100, 200]


def test_interval_that_counts_months_or_years_is_read_and_told():
    text = "Customer,Amount,Billing period,Start date\nA,4800,every 4 years,2025-01-01\nB,300,3 months,2025-01-01\n"
    text += (
        "C,90,alle 18 Monate,2025-01-01\nD,50,bimonthly,2025-01-01\nE,5,monthly,2025-01-01\nF,60,annual,2025-01-01\n"
    )
    assert column(text, "subscriptions", "mrr") == [100, 100, 5, 5, 5]
    sheet = only_sheet(text)
    assert "“every 4 years” under “Billing period” is read as 48 months" in sheet.notes
    assert [(each.code, each.rows, each.value) for each in sheet.problems] == [("UNKNOWN_CHOICE", (5,), "bimonthly")]
