"""Sheets that sum up recurring revenue are refused in words that say what to export instead, and never misread."""

from __future__ import annotations

import pytest
from written import dataset

from revops.choices import Choices, ColumnChoice

MONTHS = "Jan 2025,Feb 2025,Mar 2025"
LINES = "2025-01,100,10,-5,-20\n2025-02,100,10,-5,-20\n2025-03,90,10,-5,-20\n"


def refusal(text: str) -> str:
    found = dataset(text)
    assert not found.tables
    (refused,) = found.refusals
    assert "Export who pays what instead" in refused.reason
    return refused.reason


@pytest.mark.parametrize(
    "head",
    [
        "Month,New,Expansion,Contraction,Churn",
        "Month,New MRR,Expansion MRR,Contraction MRR,Churned MRR",
        "Monat,Neu,Ausbau,Reduktion,Kündigung",
        "Mois,Nouveaux,Expansion,Contraction,Attrition",
        "月份,新增,扩展,收缩,流失",
        "月,新規,拡張,縮小,解約",
    ],
)
def test_movements_side_by_side_without_customers_are_refused(head):
    assert "for all customers together" in refusal(f"{head}\n{LINES}")


@pytest.mark.parametrize("label", ["Metric", "MRR", "Category"])
def test_movements_below_each_other_over_months_are_no_customers(label):
    rows = "New MRR,100,100,100\nExpansion MRR,10,10,10\nChurned MRR,-20,-20,-20\nEnding MRR,1090,1180,1270\n"
    assert "for all customers together" in refusal(f"{label},{MONTHS}\nStarting MRR,1000,1090,1180\n{rows}")


def test_movements_of_customers_side_by_side_are_refused_with_the_way_out():
    text = "Customer,Month,New,Expansion,Contraction,Churn\nAcme,2025-01,100,0,0,0\nAcme,2025-02,0,50,0,0\n"
    assert "stand side by side" in refusal(text)


def test_revenue_of_the_company_by_month_is_refused():
    assert "of the whole company" in refusal("Month,MRR\n2025-01,1000\n2025-02,2000\n")


def test_customers_by_quarters_are_refused():
    assert "“Q1 2025”, “Q2 2025”" in refusal("Customer,Q1 2025,Q2 2025\nAcme,300,300\nBeta,30,30\n")


def test_customers_called_like_movements_stay_customers():
    text = f"Customer,{MONTHS}\nNew Wave,100,100,100\nChurn Brothers,10,10,10\nExpansion Labs,5,5,5\n"
    assert dataset(text).tables["subscriptions"].num_rows == 3


def test_sheet_that_the_user_matched_by_hand_is_not_refused():
    column = ColumnChoice(table="subscriptions", column="customer", header="Metric")
    text = f"Metric,{MONTHS}\nNew,100,100,100\nExpansion,10,10,10\nChurn,5,5,5\n"
    assert dataset(text, choices=Choices(columns=(column,))).tables["subscriptions"].num_rows == 3
