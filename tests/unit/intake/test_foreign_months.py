from __future__ import annotations

import pytest
from written import dataset, only_sheet

from revops.choices import Choices
from revops.dataset import settling_of

MONTHS = "Jan 2025,Feb 2025,Mar 2025\n"
PAID = "Acme,3,4,5\nBolt,1,1,2\n"


def test_profit_and_loss_statement_is_refused():
    lines = "Revenue,10,11,12\nCOGS,4,4,4\nMarketing,1,1,1\nR&D,2,2,2\n"
    (refusal,) = dataset("Account," + MONTHS + lines).refusals
    assert refusal.reason.startswith("This is a profit and loss statement (“Revenue”, “COGS”)")


@pytest.mark.parametrize("title", ["Headcount", "Logins", "Product usage"])
def test_counts_by_month_are_refused(title):
    (refusal,) = dataset(f"{title}\n\nTeam,{MONTHS}Sales,3,4,5\nMarketing,1,1,2\n").refusals
    assert "hold counts and no amounts" in refusal.reason


def test_months_without_a_word_of_money_are_asked_about():
    text = f"Customer,{MONTHS}{PAID}"
    asked = next(each for each in dataset(text).assumptions if each.of == "months")
    left = dataset(text, choices=Choices(settled={settling_of(asked.about, "months"): asked.options[1]}))
    assert asked.about == "subscriptions.mrr"
    assert dataset(text).sheets[0].rows_used == 2
    assert left.sheets[0].rows_used == 0


@pytest.mark.parametrize(
    "text",
    [
        f"MRR by customer\n\nCustomer,{MONTHS}{PAID}",
        f"Customer,Currency,{MONTHS}Acme,EUR,3,4,5\n",
        f"Customer,{MONTHS}Acme,$3,$4,$5\n",
        f"Customer,MRR {MONTHS}Acme,3,4,5\n",
    ],
)
def test_months_of_money_are_taken_without_a_question(text):
    assert not [each for each in dataset(text).assumptions if each.of == "months"]


def test_costs_of_departments_are_no_statement():
    text = f"Costs by department\n\nDepartment,{MONTHS}Sales,3,4,5\nMarketing,1,1,2\nR&D,1,1,2\nG&A,1,1,2\n"
    assert only_sheet(text).table == "spend"
