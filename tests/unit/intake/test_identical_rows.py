"""Rows without an id that repeat another in every cell."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

from revops.choices import Choices

SPEND = "Month,Channel,Cost\n2025-01-31,Ads,100\n2025-01-31,Ads,100\n2025-02-28,Ads,100\n"
CALLS = "Activity Date,Activity Type,Assigned To\n2025-01-01,Call,Ann\n2025-01-01,Call,Ann\n2025-01-02,Call,Ben\n"
DEALS = "Stage,Amount,Close Date\nWon,5,2025-01-05\nLost,7,2025-02-05\nWon,5,2025-01-05\n"


@pytest.mark.parametrize(("text", "row"), [(SPEND, 3), (CALLS, 3), (DEALS, 4)])
def test_rows_alike_in_every_cell_count_and_are_told(text, row):
    sheet = only_sheet(text)
    (problem,) = [each for each in sheet.problems if each.code == "IDENTICAL_ROW"]
    assert (problem.rows, problem.sets_aside, problem.blanks, sheet.rows_used) == ((row,), False, False, 3)


def test_user_may_say_that_rows_alike_count_once():
    settled = Choices(settled={"spend.identical_rows": "they count once"})
    assert column(SPEND, "spend", "amount", settled) == [100, 100]
    found = dataset(SPEND, choices=settled)
    assert found.sheets[0].set_aside["code"].to_pylist() == ["DUPLICATE"]
    assert not [each for each in found.assumptions if each.about == "spend.identical_rows"]


def test_question_says_how_many_and_offers_both_answers():
    (asked,) = [each for each in dataset(SPEND).assumptions if each.about == "spend.identical_rows"]
    assert asked.because == "1 row repeats another in every cell, and no id tells them apart."
    assert asked.options == ("each counts", "they count once")


def test_activities_alike_are_told_and_not_asked_about():
    assert dataset(CALLS).assumptions == ()


def test_same_export_under_two_names_is_told_for_the_second():
    text = SPEND.replace("2025-01-31,Ads,100\n", "", 1)
    first, second = dataset(text, text).sheets
    assert [each.code for each in first.problems] == []
    assert [(each.code, each.rows) for each in second.problems] == [("IDENTICAL_ROW", (2, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "Deal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\nD1,Won,5,2025-01-05\n",
        CALLS.replace("Call,Ann", "Meeting,Ann", 1),
        "Line,Month,Channel,Cost\n1,2025-01-31,Ads,100\n2,2025-01-31,Ads,100\n",
    ],
)
def test_rows_with_an_id_or_any_difference_are_not_told(text):
    assert "IDENTICAL_ROW" not in [each.code for each in only_sheet(text).problems]
