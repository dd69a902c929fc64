from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake.outcomes import outcome_of
from revops.vocabulary import DealOutcome

HEAD = "Deal ID,Stage,Amount,Created Date,Close Date\n"


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [
        ("Closed Won", "won"),
        ("6 - Closed Won", "won"),
        ("closedlost", "lost"),
        ("Closed - Lost to competitor", "lost"),
        ("Geschlossen gewonnen", "won"),
        ("Cierre perdido", "lost"),
        ("赢单", "won"),
        ("Proposal/Price Quote", "open"),
        ("Id. Decision Makers", "open"),
        ("3. Negotiation", "open"),
        ("Not won yet", None),
        ("Phase Blue", None),
        ("Won or lost", None),
        ("Expected to win", None),
        ("Verbal win", None),
        ("Almost lost", None),
        ("Lost contact - retry", None),
    ],
)
def test_outcome_of_a_stage_by_its_name(stage, outcome):
    assert outcome_of(stage) == outcome


def test_unknown_stage_counts_as_open_and_is_asked_for():
    found = dataset(HEAD + "D1,Phase Blue,5,2025-01-01,2025-02-01\nD2,Won,5,2025-01-01,2025-02-01\n")
    assert found.sheets[0].stages == {"Phase Blue": "open", "Won": "won"}
    asked = [assumption for assumption in found.assumptions if assumption.about == "deals.outcome"]
    assert [assumption.options for assumption in asked] == [("open", "won", "lost")]


@pytest.mark.parametrize(
    ("stage", "taken"),
    [("Expected to win", "open"), ("Almost lost", "open"), ("Competitor won", "won"), ("Partner lost", "lost")],
)
def test_stage_that_only_seems_decided_is_asked_for(stage, taken):
    found = dataset(HEAD + f"D1,{stage},5,2025-01-01,2025-02-01\nD2,Won,5,2025-01-01,2025-02-01\n")
    (asked,) = [assumption for assumption in found.assumptions if assumption.about == "deals.outcome"]
    assert (asked.of, asked.chose, asked.options[0]) == (stage, f"“{stage}” is {taken}", taken)


@pytest.mark.parametrize(
    "stage",
    [
        *("6 - Closed Won (signed)", "Closed - Lost to competitor", "Lost - price", "Won deal", "100% - Won"),
        *("10% - First contact", "Κλειστή - Κερδήθηκε", "Vertrag gesendet"),
    ],
)
def test_stage_that_begins_with_won_or_lost_is_not_asked_for(stage):
    found = dataset(HEAD + f"D1,{stage},5,2025-01-01,2025-02-01\nD2,Won,5,2025-01-01,2025-02-01\n")
    assert not [assumption for assumption in found.assumptions if assumption.about == "deals.outcome"]


def test_chosen_outcome_of_a_stage_wins_without_case():
    choices = Choices(stages={"phase blue": DealOutcome.WON})
    text = HEAD + "D1,Phase Blue,5,2025-01-01,2025-02-01\n"
    assert column(text, "deals", "outcome", choices) == ["won"]
    assert not [item for item in dataset(text, choices=choices).assumptions if item.about == "deals.outcome"]


def test_close_date_is_what_happened_or_what_is_expected():
    text = HEAD + "D1,Won,5,2025-01-01,2025-02-01\nD2,Proposal,5,2025-01-01,2025-09-01\n"
    assert column(text, "deals", "closed_on") == [date(2025, 2, 1), None]
    assert column(text, "deals", "expected_close_on") == [None, date(2025, 9, 1)]


def test_flags_decide_over_the_stage():
    text = "Id,StageName,Amount,IsWon,IsClosed\n1,Blue,5,true,true\n2,Blue,5,false,true\n3,Red,5,false,false\n"
    assert column(text, "deals", "outcome") == ["won", "lost", "open"]
    assert only_sheet(text).stages["Red"] == "open"


def test_status_that_tells_decides_over_the_stage():
    text = "Deal ID,Stage,Status,Amount,Owner\n1,Proposal,Won,5,A\n2,Proposal,Lost,5,A\n3,Proposal,Open,5,A\n"
    assert column(text, "deals", "outcome") == ["won", "lost", "open"]
    assert column(text, "deals", "stage") == ["Proposal"] * 3
    assert only_sheet(text).stages == {"Won": "won", "Lost": "lost", "Open": "open"}


def test_status_alone_stands_for_the_stage():
    text = "Deal ID,Status,Amount,Owner\n1,Won,5,A\n2,Blue,5,A\n"
    assert column(text, "deals", "stage") == ["Won", "Blue"]
    assert column(text, "deals", "outcome") == ["won", "open"]
    assert [item.chose for item in dataset(text).assumptions if item.about == "deals.outcome"] == ["“Blue” is open"]


def test_chosen_outcome_of_a_status_wins():
    text = "Deal ID,Stage,Status,Amount,Owner\n1,Proposal,Won,5,A\n2,Proposal,Lost,5,A\n3,Proposal,Parked,5,A\n"
    assert column(text, "deals", "outcome", Choices(stages={"Parked": DealOutcome.LOST})) == ["won", "lost", "lost"]


def test_placeholder_for_a_stage_is_no_stage():
    sheet = only_sheet(HEAD + "D1,-,5,2025-01-01,\nD2,Won,5,2025-01-01,2025-02-01\n")
    assert dict(sheet.stages) == {"Won": "won"}
    assert sheet.rows_set_aside == 1


def test_two_dates_tell_won_from_lost():
    text = (
        "Deal ID,Amount,Owner,Created,Won Time,Lost Time\n1,5,A,2025-01-01,2025-02-01,\n2,5,A,2025-01-01,,2025-03-01\n"
    )
    assert column(text, "deals", "outcome") == ["won", "lost"]
    assert column(text, "deals", "closed_on") == [date(2025, 2, 1), date(2025, 3, 1)]


def test_list_of_won_deals_says_that_it_assumes_so():
    found = dataset("deal_id,owner,won_date\n1,A,2025-01-05\n2,B,2025-02-05\n")
    assert found.tables["deals"]["outcome"].to_pylist() == ["won", "won"]
    assert "deals.outcome" in [assumption.about for assumption in found.assumptions]


def test_deal_without_stage_is_set_aside_with_its_row_and_a_way_out():
    sheet = only_sheet(HEAD + "D1,Won,5,2025-01-01,2025-02-01\nD2,,7,2025-01-01,2025-02-01\n")
    assert (sheet.rows_read, sheet.rows_used, sheet.rows_set_aside) == (2, 1, 1)
    (row,) = sheet.set_aside.to_pylist()
    assert (row["row"], row["code"], row["Deal ID"], row["Amount"]) == (3, "UNDECIDED_OUTCOME", "D2", "7")
    assert row["hint"].startswith("Fill the stage")


def test_deal_without_id_gets_one_from_its_place():
    assert column("Name,Stage,Amount,Owner\nA,Won,5,Ann\n", "deals", "deal_id") == ["export.csv#2"]


def test_ids_stay_text():
    assert column("Deal ID,Stage,Amount,Owner\n00001,Won,5,Ann\n", "deals", "deal_id") == ["00001"]


def test_repeated_deal_counts_once_within_and_across_files():
    text = "Deal ID,Stage,Amount,Owner\nD1,Won,5,Ann\nD1,Won,5,Ann\nD2,Lost,5,Ann\n"
    found = dataset(text, text)
    assert found.tables["deals"]["deal_id"].to_pylist() == ["D1", "D2"]
    assert [sheet.duplicates for sheet in found.sheets] == [1, 3]
    assert [row["row"] for row in found.sheets[0].set_aside.to_pylist()] == [3]
    hints = [row["hint"] for row in found.sheets[1].set_aside.to_pylist()]
    assert hints[2] == "The same record is counted in export.csv, row 4; remove one of the two."


@pytest.mark.parametrize(
    ("kept", "dropped", "because"),
    [
        ("D1,Won,5,2025-01-01,2025-02-01", "D1,Proposal,9,2025-01-01,2025-03-01", "it has the later event"),
        ("D1,Won,5,2025-01-01,2025-02-01", "D1,Won,5,2025-01-01,2031-02-01", "it has the later event"),
        ("D1,Won,5,2025-01-01,2025-02-01", "D1,Won,,2025-01-01,2025-02-01", "it is fuller"),
        ("D1,Won,5,2025-01-01,2025-02-01", "D1,Lost,5,2025-01-01,2025-02-01", "nothing tells which is newer"),
    ],
)
def test_of_records_that_differ_the_newer_and_fuller_counts_in_any_order(kept, dropped, because):
    texts = [HEAD + kept + "\n", HEAD + dropped + "\n"]
    for files in (texts, texts[::-1]):
        found = dataset(*files)
        wanted = kept.split(",")[1:3]
        deals = found.tables["deals"]
        assert [deals["stage"].to_pylist()[0], f"{deals['amount'].to_pylist()[0]:.0f}"] == wanted
        (row,) = [row for sheet in found.sheets for row in sheet.set_aside.to_pylist()]
        assert row["code"] == "CONFLICTING_DUPLICATE"
        assert because in row["hint"]
        assert ", row 2" in row["hint"]


def test_deal_closed_before_it_opened_keeps_its_row_without_the_opening():
    text = HEAD + "D1,Won,5,2025-03-01,2025-02-01\n"
    assert column(text, "deals", "opened_on") == [None]
    assert problems(text) == [("DATES_OUT_OF_ORDER", "opened_on", (2,))]


def test_deleted_deals_are_set_aside():
    text = "Id,StageName,Amount,IsDeleted\n1,Won,5,true\n2,Won,5,false\n"
    assert problems(text) == [("DELETED", None, (2,))]


def test_kind_of_deal_in_words_of_crms():
    text = "Deal ID,Stage,Amount,Type\n1,Won,5,New Business\n2,Won,5,Existing Customer - Upgrade\n3,Won,5,Renewal\n"
    assert column(text, "deals", "kind") == ["new", "expansion", "renewal"]


def test_missing_amount_stays_unknown():
    assert column(HEAD + "D1,Proposal,-,2025-01-01,\n", "deals", "amount") == [None]


def test_every_row_is_used_or_set_aside():
    rows = ["D1,Won,5,2025-01-01,2025-02-01", "D1,Won,5,2025-01-01,2025-02-01", "D2,,5,2025-01-01,2025-02-01"]
    sheet = only_sheet(HEAD + "\n".join(rows))
    assert sheet.rows_read == sheet.rows_used + sheet.set_aside.num_rows == 3


def test_amount_below_zero_is_no_deal_size_and_blank():
    text = HEAD + 'D1,Won,"(1,200.50)",2025-01-01,2025-02-01\nD2,Won,70,2025-01-01,2025-02-01\n'
    assert column(text, "deals", "amount") == [None, 70]
    assert problems(text) == [("NEGATIVE_AMOUNT", "amount", (2,))]


def test_deal_won_or_lost_without_a_closing_date_is_told():
    text = (
        "Deal ID,Stage,Amount,Created Date,Close Date\n1,Won,5,2025-01-01,2025-02-01\n2,Won,5,2025-01-01,\n"
        "3,Lost,5,2025-01-01,\n4,Open,5,2025-01-01,\n5,Won,5,2025-01-01,soon\n"
    )
    assert problems(text) == [
        ("UNPARSED_DATE", "closed_on", (6,)),
        ("WON_WITHOUT_DATE", "closed_on", (3,)),
        ("LOST_WITHOUT_DATE", "closed_on", (4,)),
    ]


QUARTERS = "Deal ID,Stage,Amount,Created,Close Date\nD1,Won,5,2025-01-03,Q1 2025\nD2,Proposal,5,2025-01-03,Q4 2025\n"


def test_quarter_is_no_closing_day_and_asked_about():
    assert column(QUARTERS, "deals", "closed_on") == [None, None]
    (asked,) = [each for each in dataset(QUARTERS).assumptions if each.of == "periods"]
    assert (asked.about, asked.options) == (
        "deals.closed_on",
        ("no day: it counts as blank", "its last day", "its first day"),
    )
    settled = Choices(settled={"deals.closed_on[periods]": "its last day"})
    assert column(QUARTERS, "deals", "closed_on", settled) == [date(2025, 3, 31), None]
    assert column(QUARTERS, "deals", "expected_close_on", settled) == [None, date(2025, 12, 31)]


def test_fiscal_quarter_is_no_closing_day_and_told():
    assert ("UNPARSED_DATE", "closed_on", (2, 3)) in problems(QUARTERS.replace("Q1 2025", "FY25 Q1"))


def test_month_in_place_of_a_day_is_told():
    text = QUARTERS.replace("Q1 2025", "Feb 2025").replace("Q4 2025", "Mar 2025")
    assert column(text, "deals", "closed_on") == [date(2025, 2, 1), None]
    assert "a month such as “Feb 2025” under “Close Date” stands for its first day" in only_sheet(text).notes
