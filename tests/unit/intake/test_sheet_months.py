"""One sheet per month, and tables that lie on their side."""

from __future__ import annotations

from datetime import date

from written import TODAY, book, dataset

from revops.intake import interpret


def test_sheet_per_month_gives_the_month_of_its_rows():
    months = {"Jan 2025": [["Channel", "Spend"], ["Ads", 5]], "Feb 2025": [["Channel", "Spend"], ["Ads", 7]]}
    found = interpret([book(months)], today=TODAY)
    rows = [(row["spent_on"], row["amount"], row["is_monthly"]) for row in found.tables["spend"].to_pylist()]
    assert rows == [(date(2025, 1, 31), 5, True), (date(2025, 2, 28), 7, True)]
    assert "the sheet is called “Jan 2025”, which its rows are taken to be of" in found.sheets[0].notes


def test_sheet_called_by_a_month_keeps_the_dates_of_its_rows():
    found = interpret([book({"Jan 2025": [["Channel", "Spend", "Day"], ["Ads", 5, date(2024, 12, 30)]]})], today=TODAY)
    assert found.tables["spend"]["spent_on"].to_pylist() == [date(2024, 12, 30)]


def test_table_on_its_side_is_refused_with_what_to_do():
    text = "Deal ID,D1,D2\nStage,Won,Lost\nAmount,100,50\nClose Date,2025-01-05,2025-02-05\nOwner,Ann,Bob\n"
    (refusal,) = dataset(text).refusals
    assert "It lies on its side" in refusal.reason
    assert "Transpose" in refusal.reason
