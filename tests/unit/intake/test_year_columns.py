"""Months whose year stands in a column of its own."""

from __future__ import annotations

from datetime import date

import pytest
from written import column, only_sheet

LISTED = "Year,Month,Customer,MRR,Currency\n2025,January,A,5,EUR\n2025,February,A,5,EUR\n2025,February,B,7,EUR\n"


def test_months_are_read_with_the_year_beside_them():
    assert column(LISTED, "subscriptions", "started_on") == [date(2025, 1, 1), date(2025, 2, 1)]
    sheet = only_sheet(LISTED)
    assert (sheet.rows_used, sheet.problems) == (3, ())
    assert "“Month” is read with the year under “Year”" in sheet.notes


def test_numbers_of_months_and_other_languages_are_read_alike():
    text = "Jahr;Monat;Kanal;Ausgaben;Währung\n2025;1;Ads;5;EUR\n2025;12;Ads;7;EUR\n2026;März;Ads;7;EUR\n"
    assert column(text, "spend", "spent_on") == [date(2025, 1, 31), date(2025, 12, 31), date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("table", "head", "cells"), [("quotas", "Rep,Quota", "Ann,5"), ("forecasts", "Forecast,Actual", "5,4")]
)
def test_targets_and_forecasts_are_those_of_the_month(table, head, cells):
    text = f"Year,Month,{head}\n2025,1,{cells}\n2025,2,{cells}\nTotal,,,\n"
    assert column(text, table, "period_end") == [date(2025, 1, 31), date(2025, 2, 28)]


@pytest.mark.parametrize("month", ["2025-01", "Q1", ""])
def test_months_that_are_more_or_less_than_names_stay_as_they_are(month):
    notes = only_sheet(f"Year,Month,Channel,Spend\n2025,{month},Ads,5\n2025,2025-02,Ads,7\n").notes
    assert not [note for note in notes if "with the year" in note]
