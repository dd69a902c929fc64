from __future__ import annotations

import pytest
from written import dataset, only_sheet

from revops.choices import Choices, ColumnChoice, TableChoice
from revops.errors import ChoiceError

DEALS = "Deal ID,Stage,Deal Value,Owner,Close Date\nD1,Won,100,Ann,2025-01-05\nD2,Lost,50,Ben,2025-02-05\n"


def headers(text: str, choices: Choices | None = None) -> dict[str, str]:
    return {name: match.header for name, match in only_sheet(text, choices).columns.items()}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("amount", "amount"),
        ("Deal - Value", "amount"),
        ("property_amount", "amount"),
        ("Amount (EUR)", "amount"),
        ("AMOUNT_USD", "amount"),
        ("Importe", "amount"),
        ("Auftragswert", "amount"),
        ("金额", "amount"),
        ("Сумма сделки", "amount"),
        ("CreatedDate", "opened_on"),
        ("Created (UTC)", "opened_on"),
        ("Oportunity Owner", "owner"),
    ],
)
def test_header_in_any_spelling_is_matched(header, column):
    cell = "2024-05-01" if column == "opened_on" else "12" if column == "amount" else "Ann"
    text = f"Deal ID,Stage,Close Date,{header}\nD1,Won,2025-01-05,{cell}\nD2,Lost,2025-01-06,{cell}\n"
    assert headers(text)[column] == header


def test_each_header_is_used_once():
    text = "Id,Name,Account Name,Stage,Amount,Total Amount\n1,A,B,Won,5,6\n2,A,B,Lost,5,6\n"
    used = list(headers(text).values())
    assert len(used) == len(set(used))
    assert headers(text)["amount"] == "Amount"


@pytest.mark.parametrize("decoy", ["declared_monthly_revenue", "Annual Revenue", "Expected Revenue", "Refund Amount"])
def test_decoy_is_never_taken_for_the_amount(decoy):
    text = f"Deal ID,Stage,Close Date,Owner,{decoy}\nD1,Won,2025-01-05,Ann,500\nD2,Lost,2025-01-06,Ben,600\n"
    assert "amount" not in headers(text)


def test_values_that_look_different_weaken_a_name():
    text = "Deal ID,Stage,Amount,Owner,Created,Close Date\nD1,Won,5,Ann,yes,2025-01-05\nD2,Lost,5,Ann,no,2025-01-06\n"
    columns = only_sheet(text).columns
    assert columns["opened_on"].confidence < 0.7
    assert "look different" in columns["opened_on"].because


def test_stage_without_a_known_name_is_found_by_its_values():
    text = "Deal ID,Column X,Amount,Close Date\nD1,Closed Won,5,2025-01-05\nD2,Closed Lost,6,2025-01-06\n"
    match = only_sheet(text).columns["stage"]
    assert (match.header, match.because) == ("Column X", "values look like stages")


def test_right_name_of_another_column_is_never_a_slip():
    text = "Customer ID,Subscription ID,MRR,Start Date,Started At\nC1,S1,50,2025-01-01,2025-01-01\n"
    assert "ended_on" not in headers(text)


def test_choice_of_a_header_wins_and_frees_the_old_one():
    choice = Choices(columns=(ColumnChoice(table="deals", column="closed_on", header=None),))
    assert "closed_on" not in headers(DEALS, choice)
    picked = Choices(columns=(ColumnChoice(table="deals", column="amount", header="deal value"),))
    match = only_sheet(DEALS, picked).columns["amount"]
    assert (match.header, match.confidence, match.because) == ("Deal Value", 1.0, "your choice")


def test_choice_of_an_unknown_header_names_the_near_ones():
    choice = Choices(columns=(ColumnChoice(table="deals", column="amount", header="Deal Valu"),))
    with pytest.raises(ChoiceError, match="Deal Value"):
        dataset(DEALS, choices=choice)


@pytest.mark.parametrize(("table", "column"), [("deal", "amount"), ("deals", "amout"), ("deals", "outcome")])
def test_choice_of_an_unknown_table_or_column_is_refused(table, column):
    with pytest.raises(ChoiceError, match="There is no"):
        dataset(DEALS, choices=Choices(columns=(ColumnChoice(table=table, column=column, header="Stage"),)))


def test_headers_picked_by_hand_make_a_foreign_sheet_a_table():
    text = "A,B,C\nD1,Phase 1,100\nD2,Phase 2,50\n"
    picks = {"deal_id": "A", "stage": "B", "amount": "C"}
    columns = tuple(ColumnChoice(table="deals", column=name, header=header) for name, header in picks.items())
    assert dataset(text).sheets == ()
    assert headers(text, Choices(columns=columns)) == picks


def test_sheet_can_be_left_out():
    found = dataset(DEALS, choices=Choices(tables=(TableChoice(file="export.csv", sheet=None, table=None),)))
    assert found.is_empty
    assert found.refusals[0].code == "LEFT_OUT"


def test_sheet_taken_for_a_table_by_hand_says_what_is_missing():
    found = dataset(DEALS, choices=Choices(tables=(TableChoice(file="export.csv", sheet=None, table="spend"),)))
    (sheet,) = found.sheets
    assert sheet.table == "spend"
    assert sheet.rows_used == 0 or sheet.columns["amount"].header == "Deal Value"


@pytest.mark.parametrize("text", ["Deal,Stage,Amount\nA,Won,5\nB,Lost,6\n", "Stage,Amount\nWon,5\nLost,6\n"])
def test_stages_that_tell_won_from_lost_show_deals_without_dates_and_ids(text):
    sheet = only_sheet(text)
    assert (sheet.table, sheet.rows_used, sheet.since) == ("deals", 2, None)


def test_sheet_that_is_not_recognised_says_how_to_name_it():
    (refusal,) = dataset("City,Weather\nOslo,cold\n").refusals
    assert "that row 1 names (“City”, “Weather”)" in refusal.reason
    assert "Say which it is of activities, cancellations, customers, deals, forecasts" in refusal.reason
    assert "--" not in refusal.reason


def test_column_chosen_by_hand_says_which_table_it_is():
    text = "City,Weather\nOslo,cold\nRome,warm\n"
    choices = Choices(columns=(ColumnChoice(table="deals", column="stage", header="Weather"),))
    (sheet,) = dataset(text, choices=choices).sheets
    assert (sheet.table, sheet.columns["stage"].header) == ("deals", "Weather")


@pytest.mark.parametrize("text", ["Figures are unaudited\n", "Dear all,\nplease find the list below\n"])
def test_notes_are_called_text_and_no_table(text):
    (refusal,) = dataset(text.replace(",", "")).refusals
    assert refusal.code == "NO_TABLE"
    assert refusal.reason.startswith("This is text, not a table (“")
