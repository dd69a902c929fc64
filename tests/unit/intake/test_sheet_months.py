"""One sheet per month, and tables that lie on their side."""

from __future__ import annotations

from datetime import date

import pytest
from written import TODAY, book, dataset

from revops.dataset import Dataset
from revops.intake import interpret


def test_sheet_per_month_gives_the_month_of_its_rows():
    months = {"Jan 2025": [["Channel", "Spend"], ["Ads", 5]], "Feb 2025": [["Channel", "Spend"], ["Ads", 7]]}
    found = interpret([book(months)], today=TODAY)
    rows = [(row["spent_on"], row["amount"], row["is_monthly"]) for row in found.tables["spend"].to_pylist()]
    assert rows == [(date(2025, 1, 31), 5, True), (date(2025, 2, 28), 7, True)]
    assert "the sheet is called “Jan 2025”, which its rows are taken to be of" in found.sheets[0].notes


def test_sheets_of_months_are_one_list_of_recurring_revenue():
    head = ["Customer", "MRR"]
    months = {
        "Jan 2025": [head, ["Acme", 100], ["Beta", 200]],
        "Feb 2025": [head, ["Acme", 100], ["Beta", 200]],
        "Apr 2025": [head, ["Acme", 120], ["Cid", 50]],
    }
    found = interpret([book(months)], today=TODAY)
    assert spans(found) == [
        ("Acme", "2025-01-01", "2025-04-01", 100),
        ("Beta", "2025-01-01", "2025-04-01", 200),
        ("Acme", "2025-04-01", None, 120),
        ("Cid", "2025-04-01", None, 50),
    ]
    assert [(str(sheet.since), str(sheet.until)) for sheet in found.sheets][1] == ("2025-02-01", "2025-02-28")
    told = ("“Jan 2025”, “Feb 2025” and “Apr 2025” are read together as one list of months",)
    assert found.sheets[2].notes[-2:] == ("no sheet for 2025-03: what was paid the month before goes on", *told)


def test_month_matrices_that_follow_each_other_are_one():
    first, second = (
        "Customer,MRR Jan 2025,MRR Feb 2025\nA,5,5\nB,7,7\n",
        "Customer,MRR Mar 2025,MRR Apr 2025\nA,5,6\nC,7,7\n",
    )
    found = dataset(first, second)
    assert spans(found) == [
        ("A", "2025-01-01", "2025-04-01", 5),
        ("B", "2025-01-01", "2025-03-01", 7),
        ("A", "2025-04-01", None, 6),
        ("C", "2025-03-01", None, 7),
    ]


@pytest.mark.parametrize("later", ["MRR Feb 2025,MRR Mar 2025\nA,9,9\n", "MRR Mar 2025,MRR Apr 2025\nC,5,5\n"])
def test_lists_that_differ_in_shared_months_or_share_no_customer_stay_apart(later):
    found = dataset("Customer,MRR Jan 2025,MRR Feb 2025\nA,5,5\n", f"Customer,{later}")
    assert [ended for _, _, ended, _ in spans(found)] == [None, None]


def test_sheet_called_by_a_month_without_a_year_is_refused_with_what_to_do():
    (refusal,) = interpret([book({"Jan": [["Customer", "MRR"], ["Acme", 5], ["Beta", 7]]})], today=TODAY).refusals
    assert "name the year too, as in “Jan 2025”" in refusal.reason


def spans(found: Dataset) -> list[tuple[str, str, str | None, float]]:
    rows = found.tables["subscriptions"].to_pylist()
    return [
        (row["customer"], str(row["started_on"]), row["ended_on"] and str(row["ended_on"]), row["mrr"]) for row in rows
    ]


def test_sheet_called_by_a_month_keeps_the_dates_of_its_rows():
    found = interpret([book({"Jan 2025": [["Channel", "Spend", "Day"], ["Ads", 5, date(2024, 12, 30)]]})], today=TODAY)
    assert found.tables["spend"]["spent_on"].to_pylist() == [date(2024, 12, 30)]


def test_table_on_its_side_is_refused_with_what_to_do():
    text = "Deal ID,D1,D2\nStage,Won,Lost\nAmount,100,50\nClose Date,2025-01-05,2025-02-05\nOwner,Ann,Bob\n"
    (refusal,) = dataset(text).refusals
    assert "It lies on its side" in refusal.reason
    assert "Transpose" in refusal.reason


MONTHS_BELOW = "Month,Google Ads,Fairs,Total\n2025-01,120,,120\n2025-02,130,500,630\n2025-03,125,,125\n"


def test_months_below_each_other_are_refused_with_how_to_turn_them():
    (refusal,) = dataset(MONTHS_BELOW).refusals
    assert "what else stands beside “Month”" in refusal.reason
    assert refusal.reason.endswith("call the first column “Channel”, “Rep” or “Customer”; else no number needs it.")


def test_months_below_each_other_are_read_once_turned_as_told():
    lines = [line.split(",") for line in MONTHS_BELOW.replace("Month", "Channel").splitlines()]
    turned = "\n".join(",".join(column) for column in zip(*lines, strict=True))
    found = dataset(turned).tables["spend"].to_pylist()
    assert sum(row["amount"] or 0 for row in found) == 875
    assert {row["channel"] for row in found} == {"Google Ads", "Fairs"}
