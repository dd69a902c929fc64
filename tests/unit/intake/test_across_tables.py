"""What does not fit together between tables is told, and nothing is changed by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.choosing import make_choices
from revops.dataset import Dataset, Problem
from revops.errors import ChoiceError
from revops.intake.beginnings import MISTAKE, RIGHT

DEALS = (
    "Deal ID,Stage,Amount,Created Date,Close Date\nD1,Won,5,2025-01-01,2025-02-01\nD2,Lost,5,2025-01-05,2025-02-02\n"
)
MOVES = "Opportunity ID,From Stage,To Stage,Edit Date\nD1,A,B,2025-01-01\nD9,A,B,2025-02-01\n"
PERIODS = "Subscription ID,Customer,MRR,Start Date,End Date\n"
LINES = "Invoice Number,Customer,Invoice Date,Period Start,Period End,Amount\n"


def found(data: Dataset, code: str) -> list[Problem]:
    return [problem for sheet in data.sheets for problem in sheet.problems if problem.code == code]


def periods(*texts: str) -> list[tuple[str, str, str | None, float]]:
    rows = dataset(*texts).tables["subscriptions"].to_pylist()
    return [
        (row["customer"], str(row["started_on"]), row["ended_on"] and str(row["ended_on"]), round(row["mrr"], 2))
        for row in rows
    ]


def test_change_of_a_deal_that_no_file_lists_is_told_and_kept():
    data = dataset(DEALS, MOVES)
    (problem,) = found(data, "UNKNOWN_ID")
    assert (problem.column, problem.rows, problem.value, problem.sets_aside) == ("deal_id", (3,), "D9", False)
    assert data.tables["stage_changes"].num_rows == 2


def test_id_of_a_row_set_aside_is_told_as_such():
    deals = "Deal ID,Stage,Amount,Created Date,Deleted\nD1,Won,5,2025-01-01,no\nD2,Won,5,2025-01-02,yes\n"
    calls = "Activity type,Date,Deal ID\nCall,2025-01-03,D1\nCall,2025-01-03,D2\nCall,2025-01-03,D9\n"
    data = dataset(deals, calls)
    assert [(each.rows, each.hint.partition(":")[0]) for each in found(data, "UNKNOWN_ID")] == [
        ((3,), "The row of your deals with this id was set aside, with the reason"),
        ((4,), "No row of your deals has this id"),
    ]


def test_ids_of_which_none_joins_are_one_problem_of_naming():
    (problem,) = found(dataset(DEALS, MOVES.replace("D1", "X1")), "NOTHING_JOINS")
    assert problem.count == 2


def test_ids_are_not_held_against_a_file_without_ids():
    data = dataset("Stage,Amount,Owner,Close Date\nWon,5,Ann,2025-02-01\n", MOVES)
    assert not found(data, "UNKNOWN_ID") + found(data, "NOTHING_JOINS")


def test_paying_customer_may_be_listed_by_id_or_by_name():
    listed = "Account ID,Account Name,Industry,Country\nA1,Acme,tech,US\nA2,Beta,tech,US\n"
    data = dataset(listed, PERIODS + "S1,A1,5,2025-01-01,\nS2,Beta,5,2025-01-01,\nS3,Gamma,5,2025-01-01,\n")
    assert [problem.rows for problem in found(data, "UNKNOWN_ID")] == [(4,)]


def many_deals(*more: str) -> str:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(60)]
    rows = [f"D{number},Open,5,{day}," for number, day in enumerate(days)]
    return "Deal ID,Stage,Amount,Created Date,Close Date\n" + "\n".join([*rows, *more]) + "\n"


def test_day_years_before_all_others_is_told_and_kept():
    sheet = only_sheet(many_deals("X,Open,5,2016-05-01,", "Y,Open,5,2023-05-01,"))
    assert [(problem.code, problem.column, problem.rows) for problem in sheet.problems] == [
        ("BEFORE_COMPANY", "opened_on", (62,))
    ]


FEW = "Deal ID,Stage,Amount,Created Date,Close Date\n" + "".join(
    f"D{number},Won,5,{2023 + number // 3}-0{number % 3 + 1}-10,{2023 + number // 3}-0{number % 3 + 2}-10\n"
    for number in range(6)
)


def test_day_decades_before_all_others_counts_as_blank_and_is_asked_about():
    text = FEW + "X,Won,5,1985-01-10,1985-02-10\n"
    found = dataset(text)
    assert found.tables["deals"]["closed_on"].to_pylist()[-1] is None
    told = [(problem.code, problem.column, problem.rows, problem.value) for problem in found.sheets[0].problems]
    assert told[:2] == [
        ("BEFORE_COMPANY", "opened_on", (8,), "1985-01-10"),
        ("BEFORE_COMPANY", "closed_on", (8,), "1985-02-10"),
    ]
    asked = [(each.about, each.chose) for each in found.assumptions if each.about != "deals.currency"]
    assert asked == [("deals.opened_on", MISTAKE), ("deals.closed_on", MISTAKE)]


def test_day_decades_before_all_others_stands_where_the_user_says_it_is_right():
    choices = Choices(settled={"deals.opened_on": RIGHT, "deals.closed_on": RIGHT})
    found = dataset(FEW + "X,Won,5,1985-01-10,1985-02-10\n", choices=choices)
    assert found.tables["deals"]["closed_on"].to_pylist()[-1] == date(1985, 2, 10)
    assert not found.sheets[0].problems


def test_row_that_cannot_do_without_a_day_of_decades_before_is_set_aside():
    months = [date(2024, month, 1) for month in range(1, 13)]
    text = "Date,Channel,Spend\n" + "".join(
        f"{day},Ads,{number}\n" for number, day in enumerate([*months, date(1985, 1, 1)])
    )
    assert [(each.code, each.rows) for each in only_sheet(text).problems] == [("BEFORE_COMPANY", (14,))]
    assert only_sheet(text).rows_used == 12


def test_file_that_ends_months_before_the_others_is_told():
    spent = [date(2025, 1, 1) + timedelta(days=7 * number) for number in range(48)]
    spend = "Date,Channel,Spend\n" + "".join(f"{day},Ads,5\n" for day in spent)
    (problem,) = found(dataset(many_deals(), spend), "ENDS_EARLY")
    assert problem.value == "2025-03-01"
    assert "2025-11-26" in problem.hint


def test_file_that_ends_within_its_own_rhythm_is_not_told():
    spend = "Month,Channel,Spend\n" + "".join(f"2025-{month:02},Ads,5\n" for month in range(1, 4))
    assert not found(dataset(many_deals(), spend), "ENDS_EARLY")


def test_periods_of_one_subscription_that_share_days_are_told():
    text = (
        PERIODS + "S1,A,5,2025-01-01,2025-03-01\nS1,A,7,2025-02-01,\nS2,B,5,2025-01-01,2025-03-01\nS2,B,7,2025-03-01,\n"
    )
    assert [problem.rows for problem in found(dataset(text), "OVERLAPPING_PERIODS")] == [(3,)]


def test_yearly_target_beside_the_quarters_of_a_rep_is_told():
    text = "Rep,Period,Quota\nAnn,Q1 2025,10\nAnn,Q2 2025,10\nAnn,2025,40\n"
    assert [problem.rows for problem in found(dataset(text), "OVERLAPPING_PERIODS")] == [(2, 3)]


def test_won_deal_without_an_amount_is_told_and_stays_won():
    text = "Deal ID,Stage,Amount,Close Date\nD1,Won,5,2025-02-01\nD2,Won,,2025-02-01\nD3,Lost,,2025-02-01\n"
    assert [problem.rows for problem in found(dataset(text), "WON_WITHOUT_AMOUNT")] == [(3,)]
    assert column(text, "deals", "outcome") == ["won", "won", "lost"]


MIXED = """Deal ID,Stage,Amount,Currency,Close Date
D1,Won,100,EUR,2025-02-01
D2,Won,100,EUR,2025-02-01
D3,Won,108,USD,2025-02-01
"""


def test_several_currencies_are_told_and_asked_about():
    data = dataset(MIXED)
    assert [problem.rows for problem in found(data, "SEVERAL_CURRENCIES")] == [(4,)]
    (assumption,) = data.assumptions
    assert (assumption.about, assumption.question) == ("deals.currency", "How many USD are one EUR?")
    assert data.tables["deals"]["amount"].to_pylist() == [100, 100, 108]


@pytest.mark.parametrize(
    "choices",
    [
        make_choices(rates={"usd": "1.08"}),
        make_choices(rates={"USD": 1.08, "EUR": 1}),
        make_choices(rates={"USD": 1.08}, currency="EUR"),
    ],
)
def test_rates_bring_all_amounts_to_one_currency_and_say_so(choices):
    data = dataset(MIXED, choices=choices)
    assert data.tables["deals"]["amount"].to_pylist() == pytest.approx([100, 100, 100])
    assert set(data.tables["deals"]["currency"].to_pylist()) == {"EUR"}
    assert data.sheets[0].notes[-1] == "amounts in USD brought to EUR at 1.08 USD per EUR: 1 rows"
    assert not data.assumptions


@pytest.mark.parametrize("rate", ["0", "-1", "a lot", "nan"])
def test_rate_that_is_no_number_above_zero_is_refused(rate):
    with pytest.raises(ChoiceError, match="above zero"):
        make_choices(rates={"USD": rate})


def test_rates_that_lead_nowhere_are_refused():
    with pytest.raises(ChoiceError, match="which currency"):
        dataset(MIXED.replace("D2,Won,100,EUR", "D2,Won,100,GBP"), choices=Choices(rates={"USD": 1.08}))


def test_invoices_with_service_periods_stand_in_for_subscriptions():
    lines = "I1,Acme,2025-01-01,2025-01-01,2025-12-31,1200\nI2,Beta,2025-01-05,2025-01-05,2025-02-04,50\n"
    lines += "I3,Acme,2025-03-01,,,500\n"
    assert periods(LINES + lines) == [
        ("Acme", "2025-01-01", None, 100),
        ("Beta", "2025-01-05", "2025-02-05", 50),
    ]


def test_part_of_a_month_is_spread_by_days():
    (line, _) = periods(LINES + "I1,A,2025-01-16,2025-01-16,2025-01-31,16\nI2,B,2025-03-01,2025-03-01,2025-03-31,5\n")
    assert line[3] == pytest.approx(30.44, abs=0.01)


def test_credit_lowers_what_the_same_customer_pays():
    lines = "I1,A,2025-01-01,2025-01-01,2025-01-31,100\nI2,A,2025-01-01,2025-01-01,2025-01-31,-40\n"
    assert [line[3] for line in periods(LINES + lines)] == [100, -40]


def test_credit_for_one_month_of_a_year_ends_with_that_month():
    lines = "I1,A,2025-01-01,2025-01-01,2025-12-31,1200\nC1,A,2025-03-01,2025-03-01,2025-03-31,-40\n"
    assert periods(LINES + lines) == [("A", "2025-01-01", None, 100), ("A", "2025-03-01", "2025-04-01", -40)]


@pytest.mark.parametrize("credit", ["A,2025-02-05,2025-02-01,2025-02-28,-40", "B,2025-01-05,2025-01-01,2025-01-31,-40"])
def test_credit_for_days_that_nothing_is_billed_for_is_told_and_lowers_nothing(credit):
    text = LINES + f"I1,A,2025-01-01,2025-01-01,2025-01-31,100\nC1,{credit}\nI2,C,2025-03-01,2025-03-01,2025-03-31,7\n"
    assert [line[3] for line in periods(text)] == [100, 7]
    assert problems(text) == [("BELOW_ZERO", "amount", (3,))]


def test_credit_above_what_is_billed_lowers_it_to_nothing():
    text = LINES + "I1,A,2025-01-01,2025-01-01,2025-01-31,100\nC1,A,2025-01-05,2025-01-01,2025-01-31,-140\n"
    assert [line[3] for line in periods(text)] == [100, -100]
    assert problems(text) == [("BELOW_ZERO", "amount", (3,))]


def test_period_up_to_the_first_day_of_the_next_ends_a_day_earlier():
    text = LINES + "I1,A,2025-01-01,2025-01-01,2025-02-01,100\nI2,A,2025-02-01,2025-02-01,2025-03-01,100\n"
    assert column(text, "invoices", "period_end") == [date(2025, 1, 31), date(2025, 2, 28)]
    assert [line[1:3] for line in periods(text)] == [("2025-01-01", "2025-02-01"), ("2025-02-01", None)]


def test_invoices_never_count_beside_subscriptions_of_a_file():
    invoices = LINES + "I1,Acme,2025-01-01,2025-01-01,2025-12-31,1200\n"
    assert periods(PERIODS + "S1,Acme,90,2025-01-01,\n", invoices) == [("Acme", "2025-01-01", None, 90)]


def test_voided_invoice_is_set_aside_and_a_copy_counts_once():
    text = "Invoice Number,Customer,Invoice Date,Amount,Status\n"
    text += "1,A,2025-01-01,5,paid\n1,A,2025-01-01,5,paid\n2,A,2025-01-01,5,void\n"
    sheet = only_sheet(text)
    assert sheet.set_aside["code"].to_pylist() == ["DUPLICATE", "VOID_INVOICE"]


def test_all_rows_of_a_problem_can_be_had_in_the_numbers_of_the_file():
    rows = [f"D{number},Won,{'x' if number < 150 else 5},2025-02-01\n" for number in range(600)]
    sheet = only_sheet("Deal ID,Stage,Amount,Close Date\n" + "".join(rows))
    listed = sheet.problem_rows.to_pylist()
    assert (len(sheet.problems[0].rows), len(listed)) == (100, 150)
    assert (listed[-1]["row"], listed[-1]["code"], listed[-1]["value"]) == (151, "UNPARSED_NUMBER", "x")
