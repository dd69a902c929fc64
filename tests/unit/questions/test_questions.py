"""Each question has its answers, and what an answer shows comes from tables read with it."""

from __future__ import annotations

from datetime import date

import pytest

from revops.charts.figures import Figures
from revops.choices import Choices, SheetChoice
from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.questions import Facts, Question, effect, questions

TODAY = date(2026, 1, 15)
WRITE = Figures.of("en-GB")
DEALS = """Deal ID,Stage,Price,Opened,Closed
D1,Handover,1000,03/04/2025,05/06/2025
D2,Lost,2000,02/03/2025,04/05/2025
D3,Won,3000,02/02/2025,04/05/2025
"""


def opened(text: str) -> OpenedFile:
    return OpenedFile(name="d.csv", sha256=text, blocks=blocks_of(read_text(text.encode(), "d.csv", Limits())))


def asked(text: str, choices: Choices | None = None) -> list[Question]:
    said = choices or Choices()
    file = opened(text)
    data = interpret([file], said, today=TODAY)
    return list(questions(data, [file], said, WRITE, of=data.sheets[0]))


def about(text: str, name: str) -> Question:
    return next(question for question in asked(text) if question.about.question.startswith(name))


def facts(text: str, question: Question) -> dict[str, Facts]:
    """What each answer shows."""
    file = opened(text)
    return {option.label: question.facts(interpret([file], option.choices, today=TODAY)) for option in question.options}


def test_day_order_shows_cells_that_read_differently():
    found = facts(DEALS, about(DEALS, "Does 03/04/2025"))
    assert found["Day first"][:2] == (("03/04/2025", "3 Apr 2025"), ("02/03/2025", "2 Mar 2025"))
    assert found["Month first"][:2] == (("03/04/2025", "4 Mar 2025"), ("02/03/2025", "3 Feb 2025"))
    assert ("Period", "2 Feb 2025 to 4 May 2025") in found["Day first"]


def test_stage_shows_its_deals_and_the_close_rate_of_each_answer():
    found = facts(DEALS, about(DEALS, "Does the stage “Handover”"))
    assert {label: dict(shown)["Deals in this stage"] for label, shown in found.items()} == dict.fromkeys(
        ("Won", "Lost", "Open"), "1"
    )
    rates = {label: dict(shown)["Close rate, all time"] for label, shown in found.items()}
    assert rates == {"Won": "66.7%", "Lost": "33.3%", "Open": "50.0%"}


def test_stage_shows_that_none_of_its_deals_counts():
    question = about(DEALS, "Does the stage “Handover”")
    shown = question.facts(
        interpret([opened("Deal ID,Stage,Price,Opened\nD1,,1000,2025-04-03\n")], Choices(), today=TODAY)
    )
    assert dict(shown)["Deals in this stage"] == "0"


def test_currency_shows_the_total_in_each():
    found = facts(DEALS, about(DEALS, "Which currency"))
    assert found["EUR"] == (("All amounts added up", "€6,000"),)
    assert found["USD"] == (("All amounts added up", "US$6,000"),)


def test_decimal_sign_shows_cells_and_total():
    text = "Deal ID,Stage,Amount\nD1,Won,1.234\nD2,Lost,2.345\nD3,Won,5.678\n"
    found = facts(text, about(text, "Does the sign"))
    assert found["Decimal point"][0] == ("1.234", "1.23")
    assert found["Decimal comma"][0] == ("1.234", "1,234.00")


def test_rates_are_asked_for_every_currency_but_the_base():
    text = "Deal ID,Stage,Amount,Currency\nD1,Won,5,EUR\nD2,Lost,7,EUR\nD3,Won,9,USD\nD4,Won,9,GBP\n"
    question = about(text, "How many")
    assert (question.base, question.rated, question.can_be_answered) == ("EUR", ("GBP", "USD"), True)


def test_columns_of_dates_are_offered_with_their_cells():
    text = "Deal ID,Stage,Amount,Datum A,Datum B\nD1,Won,5,2025-01-14,2025-03-15\nD2,Lost,7,2025-02-16,2025-04-17\n"
    question = next(question for question in asked(text) if question.about.options[:1] == ("none of them",))
    found = facts(text, question)
    assert list(found)[-1] == "None of them"
    assert found["None of them"][0] == ("The column", "stays empty")
    assert found["Datum B"][0] == ("2025-03-15", "15 Mar 2025")


def test_every_question_with_answers_takes_at_least_two():
    assert [len(question.options) for question in asked(DEALS) if question.options] == [2, 3, 4]


def test_answer_ends_its_question():
    for question in asked(DEALS):
        left = {each.key for each in asked(DEALS, question.options[0].choices)}
        assert question.key not in left


def test_change_is_felt_by_rows_days_and_close_rate():
    found = dict(effect(interpret([opened(DEALS)], today=TODAY), WRITE))
    assert list(found) == ["rows used", "first day", "last day", "close rate of all time"]
    assert found["rows used"] == "3"


@pytest.mark.parametrize("text", ["Deal ID,Stage\nD1,Won\nD2,Lost\n"])
def test_file_without_doubt_asks_nothing(text: str):
    assert [question for question in asked(text) if question.can_be_answered] == []


LEADS = "Lead ID,Created,Status\nL1,2025-01-05,Fresh\nL2,2025-01-06,Warmed up\nL3,2025-01-07,Handed over\n"


def test_statuses_of_leads_are_asked_for_where_none_says_qualified():
    question = about(LEADS, "Which statuses")
    assert question.several == ("Fresh", "Warmed up", "Handed over")
    said = Choices(mql_statuses=("Warmed up", "Handed over"))
    assert question.facts(interpret([opened(LEADS)], said, today=TODAY)) == (("Qualified leads", "2 of 3 (67%)"),)
    assert question.key not in {each.key for each in asked(LEADS, said)}


def test_statuses_are_not_asked_for_where_one_says_qualified():
    told = LEADS.replace("Warmed up", "MQL")
    assert not [question for question in asked(told) if question.several]


WON_ONLY = "mql_id,won_date,amount\nM1,2025-01-05,100\nM2,,200\nM3,2025-02-07,300\n"
QUALIFIED = "mql_id,first_contact_date,origin\nM1,2025-01-05,Ads\nM2,2025-01-06,Fair\n"
CLOSE = (
    "id,lead_id,lead_name,user_name,status_label,status_type,value,value_period,value_currency,date_won,date_created,"
    "confidence\no1,l1,Acme,Ann,Won,won,100,monthly,EUR,2025-06-30,2025-01-02,100\n"
    "o2,l2,Bolt,Ann,Won,won,600,annual,EUR,2025-06-30,2025-01-02,100\n"
    "o3,l3,Cone,Ann,Won,won,50,,EUR,2025-06-30,2025-01-02,100\n"
)


def test_list_of_won_deals_may_be_one_of_won_and_open_deals():
    found = facts(WON_ONLY, about(WON_ONLY, "Does this list hold won deals only"))
    assert {label: [number for _, number in shown] for label, shown in found.items()} == {
        "every row is a won deal": ["3", "0", "0", "0"],
        "won with a date, open without one": ["2", "0", "1", "0"],
        "not known": ["0", "0", "0", "3"],
    }


def test_list_keyed_by_mql_may_hold_other_leads():
    found = facts(QUALIFIED, about(QUALIFIED, "Is every lead of this list"))
    assert [dict(shown)["Qualified leads"] for shown in found.values()] == ["2 of 2 (100%)", "unknown"]


def test_recurring_values_of_close_may_count_for_a_year():
    found = facts(CLOSE, about(CLOSE, "For how long do contracts count"))
    assert [shown[0][1] for shown in found.values()] == ["€750", "€1,850"]


def test_currency_of_the_others_is_offered_first_where_some_amounts_name_none():
    text = "Deal ID,Stage,Amount,Currency\nD1,Won,5,SEK\nD2,Lost,7,\n"
    options = about(text, "Which currency are the amounts in that name none").options
    assert [(option.label, option.is_taken) for option in options][:2] == [("SEK", True), ("EUR", False)]


def test_currency_chosen_for_another_sheet_is_offered_before_common_ones():
    before = Choices(sheets=(SheetChoice(file="other.csv", sheet=None, currency="CNY"),))
    (question,) = [each for each in asked(DEALS, before) if each.about.question.startswith("Which currency")]
    assert [option.label for option in question.options][:2] == ["CNY", "EUR"]
    assert not question.options[0].is_taken


@pytest.mark.parametrize("text", [DEALS, WON_ONLY, QUALIFIED, CLOSE, LEADS])
def test_no_question_has_a_single_answer(text: str):
    counts = [max(len(each.options), len(each.codes), len(each.several)) for each in asked(text)]
    assert counts
    assert 1 not in counts
    assert all(each.can_be_answered for each in asked(text))


def test_cell_of_a_row_that_is_set_aside_shows_as_it_stands_and_says_so():
    text = "Deal ID,Stage,Amount,Closed\nD1,,1,03/04/2025\nD2,Won,2,05/06/2025\nD3,Lost,3,x\n"
    found = facts(text, about(text, "Does 03/04/2025"))
    assert found["Day first"][:3] == (
        ("03/04/2025", "not read: the row is set aside"),
        ("05/06/2025", "5 Jun 2025"),
        ("x", "left blank"),
    )


def test_day_order_answered_for_one_file_leaves_the_other_as_it_was():
    deals, leads = opened(DEALS), opened("Lead ID,Created,Source\nL1,03/04/2025,Web\nL2,05/06/2025,Web\n")
    leads = OpenedFile(name="leads.csv", sha256="leads", blocks=leads.blocks)
    data = interpret([deals, leads], today=TODAY)
    orders = [
        each for each in questions(data, [deals], Choices(), WRITE, of=data.sheets[0]) if "03/04" in each.about.question
    ]
    answered = interpret([deals, leads], orders[0].options[0].choices, today=TODAY)
    assert answered.tables["deals"]["opened_on"][0].as_py() == date(2025, 4, 3)
    assert answered.tables["leads"]["created_on"][0].as_py() == date(2025, 3, 4)
    assert [each.file for each in answered.assumptions if "day first" in each.options] == ["leads.csv"]


def test_answer_for_all_files_takes_the_place_of_those_about_one():
    choices = Choices(sheets=(SheetChoice(file="d.csv", sheet=None, day_first=True, decimal="comma"),))
    here = choices.for_all(day_first=False).of("d.csv", None)
    assert (here.day_first, here.decimal) == (False, "comma")


def test_sign_before_decimals_shows_which_answer_is_taken():
    question = about("Deal ID,Stage,Amount\nD1,Won,1.234\nD2,Lost,2.345\nD3,Won,5.678\n", "Does the sign")
    assert [option.label for option in question.options if option.is_taken] == ["Decimal comma"]


def test_end_of_the_fiscal_year_shows_the_days_that_targets_cover():
    text = "Quota of rep,Q1 2025,Q2 2025,FY 2024\nAna,50,60,110\nBo,40,40,80\n"
    found = facts(text, about(text, "When does your fiscal year end"))
    assert found["fiscal years end in March"][-1] == ("Period", "1 Apr 2023 to 30 Jun 2025")
