"""Labels on the first row of each group alone."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

from revops.choices import Choices
from revops.dataset import Assumption

HEADER = "Stage,Opportunity Name,Amount,Close Date,Created Date\n"
WON = "Closed Won,A,1000,2025-03-31,2025-01-02\n,B,500,2025-03-30,2025-01-03\n"
LOST = "Closed Lost,C,200,2025-03-30,2025-01-03\n"
REPORT = f"{HEADER}{WON}Subtotal,,1500,,\n{LOST}Subtotal,,200,,\nTotal,,1700,,\n"
PARTS = f"{HEADER}{WON}{LOST},D,20,2025-03-30,2025-01-03\n"


def asked(text: str, about: str) -> list[Assumption]:
    return [each for each in dataset(text).assumptions if each.about == about]


def test_label_above_a_group_with_a_subtotal_holds_for_its_rows():
    assert column(REPORT, "deals", "outcome") == ["won", "won", "lost"]
    (told,) = asked(REPORT, "deals.stage")
    assert (told.chose, told.options) == ("the label above", ("the label above", "blank"))
    assert told.because == (
        "“Stage” stands on the first row of each of 2 groups alone, and a total stands below each group; "
        "1 row is blank (3)."
    )


def test_label_that_the_user_keeps_to_its_row_leaves_the_others_blank():
    sheet = only_sheet(REPORT, Choices(settled={"deals.stage": "blank"}))
    assert (sheet.rows_used, sheet.rows_set_aside) == (2, 1)


def test_cells_that_took_a_label_are_shown_as_in_the_file():
    sheet = only_sheet(REPORT.replace("B,500,2025-03-30", "B,500,soon"))
    (row,) = [row for row in sheet.problem_rows.to_pylist() if row["column"] == "closed_on"]
    assert (row["row"], row["value"]) == (3, "soon")
    assert [row["Stage"] for row in sheet.set_aside.to_pylist()] == ["Subtotal", "Subtotal", "Total"]


def test_sign_of_sorting_behind_a_header_proves_groups():
    text = PARTS.replace("Stage", "Stage ↑")
    assert column(text, "deals", "outcome") == ["won", "won", "lost", "lost"]


def test_groups_that_nothing_proves_are_asked_about():
    (told,) = asked(PARTS, "deals.stage")
    assert (told.chose, told.options) == ("blank", ("blank", "the label above"))
    settled = Choices(settled={"deals.stage": "the label above"})
    assert column(PARTS, "deals", "outcome", settled) == ["won", "won", "lost", "lost"]


def test_months_in_order_above_their_channels_hold_for_all_of_them():
    months = ["Oct 2024", "Nov 2024", "Dec 2024", "Jan 2025"]
    text = "Month,Channel,Spend\n" + "".join(f"{month},Search,10\n,Social,20\n" for month in months)
    assert [str(day)[:7] for day in column(text, "spend", "spent_on")][:4] == [
        "2024-10",
        "2024-10",
        "2024-11",
        "2024-11",
    ]


def test_groups_within_groups_take_both_labels():
    text = (
        "Owner,Stage,Opportunity Name,Amount,Created Date\n"
        "Ann,Won,A,10,2025-01-02\n,,B,20,2025-01-02\n,Lost,C,30,2025-01-02\nAnn Total,,,60,\n"
        "Ben,Won,D,40,2025-01-02\n,Lost,E,50,2025-01-02\nBen Total,,,90,\n"
    ).replace("Stage,", "Stage ↓,", 1)
    assert column(text, "deals", "owner") == ["Ann", "Ann", "Ann", "Ben", "Ben"]
    assert column(text, "deals", "stage") == ["Won", "Won", "Lost", "Won", "Lost"]


def test_column_with_blanks_whose_values_repeat_stays_as_it_is():
    text = (
        "Owner,Stage,Amount,Created Date\nAnn,Won,1,2025-01-02\n,Won,2,2025-01-02\n"
        "Ann,Lost,3,2025-01-02\n,Won,4,2025-01-02\n"
    )
    assert column(text, "deals", "owner") == ["Ann", None, "Ann", None]
    assert asked(text, "deals.owner") == []


ALONE = (
    "Opportunity Name,Account Name,Amount,Close Date\nStage: Closed Won (2 records),,,\nD1,Acme,100,2026-01-02\n"
    "D2,Bolt,200,2026-01-03\nStage: Closed Lost (1 record),,,\nD3,Cork,50,2026-01-04\n"
)
ABOVE_ALONE = (
    "Stage,Opportunity Name,Amount,Close Date\nClosed Won (2),,,\n,D1,100,2026-01-02\n,D2,200,2026-01-03\n"
    "Closed Lost (1),,,\n,D3,50,2026-01-04\n"
)


@pytest.mark.parametrize("text", [ALONE, ABOVE_ALONE])
def test_label_on_a_row_of_its_own_is_no_deal_and_holds_for_its_group(text):
    found = dataset(text)
    rows = [(row["name"], row["stage"]) for row in found.tables["deals"].to_pylist()]
    assert rows == [("D1", "Closed Won"), ("D2", "Closed Won"), ("D3", "Closed Lost")]
    assert [problem.rows for problem in found.sheets[0].problems if problem.code == "GROUP_ROW"] == [(2, 5)]


def test_note_above_the_first_record_is_no_label_of_a_group():
    text = ALONE.replace("Stage: Closed Lost (1 record)", "see above").replace("Account Name", "Stage")
    assert "GROUP_ROW" not in [problem.code for problem in only_sheet(text).problems]
