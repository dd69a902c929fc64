"""Contracts as they are written: ends on last days, discounts, what time an amount pays for, changes of MRR."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake.last_days import DAY_AFTER
from revops.intake.seat_prices import IN_ALL, PER_UNIT

ARR = "Customer,ARR (EUR),Contract start,Contract end\n"
LAST_DAYS = ARR + "Acme,12000,2025-01-01,2025-12-31\nBeta,24000,2025-02-15,2026-02-14\nCid,1200,2025-01-01,\n"


def ends(text: str, choices: Choices | None = None) -> list[str | None]:
    return [day and str(day) for day in column(text, "subscriptions", "ended_on", choices)]


def test_ends_that_are_all_last_days_are_the_day_after_without_a_question():
    assert ends(LAST_DAYS) == ["2026-01-01", "2026-02-15", None]
    assert dataset(LAST_DAYS).assumptions == ()
    assert "“Contract end” holds last days: contracts end on the day after" in only_sheet(LAST_DAYS).notes


def test_ends_of_which_one_is_no_last_day_are_asked_about():
    text = LAST_DAYS + "Dan,12000,2025-01-01,2025-05-20\n"
    assert ends(text) == ["2026-01-01", "2026-02-15", None, "2025-05-21"]
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options[1]) == ("subscriptions.ended_on", DAY_AFTER)


def test_ends_that_the_user_says_are_free_stay():
    choices = Choices(settled={"subscriptions.ended_on": DAY_AFTER})
    assert ends(LAST_DAYS, choices) == ["2025-12-31", "2026-02-14", None]
    assert dataset(LAST_DAYS, choices=choices).assumptions == ()


@pytest.mark.parametrize(
    "rows",
    [
        "Acme,12000,2025-01-01,2026-01-01\nAcme,12000,2026-01-01,2027-01-01\n",
        "Acme,12000,2025-01-10,2025-04-30\nBeta,12000,2025-01-01,2025-03-14\nCid,12000,2025-01-01,2025-06-30\n",
    ],
)
def test_ends_on_first_days_or_any_days_stay(rows):
    assert ends(ARR + rows) == [line.split(",")[3] for line in rows.splitlines()]
    assert dataset(ARR + rows).assumptions == ()


def test_end_before_the_next_start_is_a_last_day():
    text = ARR + "Acme,12000,2025-01-10,2025-03-03\nAcme,24000,2025-03-04,\n"
    assert ends(text) == ["2025-03-04", None]


def test_ends_that_mostly_close_a_month_are_last_days_and_asked_about():
    text = ARR + "A,12,2025-01-10,2025-04-30\nB,12,2025-01-05,2025-03-31\nC,12,2025-01-07,2025-06-30\n"
    text += "D,12,2025-01-01,2025-05-17\n"
    assert ends(text) == ["2025-05-01", "2025-04-01", "2025-07-01", "2025-05-18"]
    (asked,) = dataset(text).assumptions
    assert asked.because == "3 of 4 contracts end on the last day of a month."


def test_end_that_is_a_month_is_asked_about_and_settled():
    text = ARR + "A,12,Jan 2025,Dec 2025\nB,12,Feb 2025,\n"
    assert ends(text) == ["2026-01-01", None]
    (asked,) = dataset(text).assumptions
    assert (asked.about, asked.of, asked.chose) == ("subscriptions.ended_on", "months", "that month is still paid for")
    settled = Choices(settled={"subscriptions.ended_on[months]": "that month is no longer paid for"})
    assert ends(text, settled) == ["2025-12-01", None]


ACTIVE = (
    "Customer,ARR (EUR),Start,End,Status\nA,12,2024-01-01,2025-01-01,Active\nA,12,2025-01-01,2026-01-01,Active\n"
    "B,12,2024-01-01,2025-01-01,Churned\nC,12,2025-01-01,2027-01-01,Active\n"
)


def test_active_contract_whose_end_has_passed_goes_on_and_is_asked_about():
    assert ends(ACTIVE) == ["2025-01-01", None, "2025-01-01", "2027-01-01"]
    assert problems(ACTIVE) == [("ACTIVE_AFTER_END", "ended_on", (3,))]
    (asked,) = dataset(ACTIVE).assumptions
    settled = Choices(settled={"subscriptions.ended_on[active]": asked.options[1]})
    assert ends(ACTIVE, settled)[1] == "2026-01-01"


@pytest.mark.parametrize(("header", "said", "other"), [("Status", "Churned", "Active"), ("Cancelled?", "Yes", "No")])
def test_contract_that_has_ended_without_a_day_is_set_aside(header, said, other):
    text = f"Customer,MRR,Start,End,{header}\nA,5,2025-01-01,,{other}\nB,5,2025-01-01,,{said}\n"
    text += f"C,5,2025-01-01,2025-06-15,{said}\n"
    assert column(text, "subscriptions", "customer") == ["A", "C"]
    assert ("END_UNKNOWN", "ended_on", (3,)) in problems(text)


PLANS = "Customer,Plan,Billing,Amount (EUR),Start,End,Discount\n"


def test_discounts_lower_what_a_month_brings():
    text = (
        PLANS
        + "A,Pro,annual,1200,2025-01-01,,10%\nB,Pro,monthly,100,2025-01-01,,20\nC,Pro,quarterly,300,2025-01-01,,\n"
    )
    assert column(text, "subscriptions", "mrr") == [90, 80, 100]
    assert only_sheet(text).notes[-1] == "amounts lowered by the discount under “Discount”: 2"


def test_discount_in_per_cent_by_its_header():
    text = (
        PLANS.replace("Discount", "Discount %") + "A,Pro,annual,1200,2025-01-01,,25\nB,Pro,annual,1200,2025-01-01,,0\n"
    )
    assert column(text, "subscriptions", "mrr") == [75, 100]


def test_discount_that_is_no_number_is_told():
    text = PLANS + "A,Pro,annual,1200,2025-01-01,,10%\nB,Pro,annual,1200,2025-01-01,,partner\n"
    assert column(text, "subscriptions", "mrr") == [90, 100]
    assert problems(text) == [("UNPARSED_NUMBER", None, (3,))]


@pytest.mark.parametrize(("answer", "mrr"), [("per month", 1200), ("per year", 100)])
def test_time_that_amounts_pay_for_can_be_settled(answer, mrr):
    text = "Subscription ID,Customer,Amount (EUR),Start\nS1,Acme,1200,2025-01-01\n"
    assert dataset(text).assumptions[0].options == ("per month", "per year")
    choices = Choices(settled={"subscriptions.mrr": answer})
    assert column(text, "subscriptions", "mrr", choices) == [mrr]
    assert dataset(text, choices=choices).assumptions == ()


def test_changes_of_mrr_are_movements():
    text = "Date,Customer,Movement,MRR change,MRR\n2025-01-01,Acme,New,100,100\n2025-02-01,Acme,Expansion,50,150\n"
    text += "2025-03-01,Acme,Churn,-150,0\n"
    assert only_sheet(text).shape == "movements"
    assert column(text, "subscriptions", "mrr") == [100, 150]


def test_price_beside_a_quantity_is_for_one_unit_unless_settled():
    text = "Customer,Billing,Price (EUR),Quantity,Start\nAcme,monthly,100,3,2025-01-01\nBeta,monthly,50,,2025-01-01\n"
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options) == ("subscriptions.quantity", (PER_UNIT, IN_ALL))
    assert column(text, "subscriptions", "mrr") == [300, 50]
    assert column(text, "subscriptions", "mrr", Choices(settled={"subscriptions.quantity": IN_ALL})) == [100, 50]


def test_amount_beside_seats_or_of_a_known_export_is_asked_about():
    seats = "Customer,Billing,Price (EUR),Seats,Start\nAcme,monthly,10,5,2025-01-01\n"
    stripe = "id,Customer ID,Quantity,Status,Amount,Interval,Start Date (UTC),Current Period End (UTC),Currency\n"
    stripe += "s1,c1,3,active,50.00,month,2025-01-03 10:00,2025-04-03 10:00,usd\n"
    assert [each.about for each in dataset(seats).assumptions] == ["subscriptions.quantity"]
    assert column(seats, "subscriptions", "mrr") == [50]
    assert [each.about for each in dataset(stripe).assumptions] == ["subscriptions.quantity"]
    assert column(stripe, "subscriptions", "mrr", Choices(settled={"subscriptions.quantity": PER_UNIT})) == [150]


BOUNDED = (
    "Customer,Start date,End date,Amount,Currency\nAcme,2025-01-01,2025-12-31,12000,EUR\n"
    "Beta,2025-01-01,2025-03-31,3000,EUR\nCid,2025-01-01,2025-04-01,600,EUR\n"
)


@pytest.mark.parametrize(
    ("answer", "brings"),
    [
        ("the whole contract", [1000, 1000, 200]),
        ("per year", [1000, 250, 50]),
        ("per month", [12000, 3000, 600]),
    ],
)
def test_amount_of_contracts_with_both_days_is_asked_about(answer, brings):
    (asked, *_) = [each for each in dataset(BOUNDED).assumptions if each.about == "subscriptions.mrr"]
    assert asked.options == ("the whole contract", "per year", "per month")
    said = Choices(settled={"subscriptions.mrr": answer, "subscriptions.ended_on": DAY_AFTER})
    assert column(BOUNDED, "subscriptions", "mrr", said) == brings


@pytest.mark.parametrize("header", ["Cancelled", "Gekündigt"])
def test_days_under_the_header_of_a_flag_are_ends(header):
    text = f"Customer,MRR,Start,{header},Currency\nA,10,2025-01-15,,EUR\nB,40,2025-02-15,2025-11-30,EUR\n"
    assert ends(text) == [None, "2025-11-30"]
    flagged = text.replace("15,,", "15,No,").replace("2025-11-30", "Yes")
    assert problems(flagged) == [("END_UNKNOWN", "ended_on", (3,))]


TERMS = "Customer,Contract start,Term,MRR,Currency\nA,2024-01-31,12 months,5,EUR\nB,2025-03-01,2 years,6,EUR\n"


def test_contracts_end_after_their_term_and_those_it_is_over_for_are_asked_about():
    assert ends(TERMS) == [None, "2027-03-01"]
    (asked,) = dataset(TERMS).assumptions
    assert (asked.settling, asked.chose) == ("subscriptions.ended_on[terms]", "they were renewed and go on")
    ended = Choices(settled={"subscriptions.ended_on[terms]": "they ended then"})
    assert ends(TERMS, ended) == ["2025-01-31", "2027-03-01"]


def test_list_with_renewals_says_that_contracts_end_with_their_term():
    renewed = "C,2024-01-01,12,7,EUR\nC,2025-01-01,24,7,EUR\nD,2024-02-29,6,7,EUR\n"
    assert ends(TERMS + renewed) == ["2025-01-31", "2027-03-01", "2025-01-01", "2027-01-01", "2024-08-29"]


def test_term_beside_a_status_or_an_end_keeps_what_is_there():
    status = TERMS.replace("Currency", "Status").replace("EUR", "active")
    assert ends(status) == [None, "2027-03-01"]
    assert ends(TERMS.replace("Currency", "End date").replace("EUR", "2025-05-05")) == ["2025-05-05", "2025-05-05"]


def test_total_of_a_contract_is_spread_over_its_term():
    assert column(TERMS.replace("MRR", "TCV").replace(",5,", ",60,"), "subscriptions", "mrr") == [5, 0.25]


def test_term_that_is_no_length_is_told():
    sheet = only_sheet(TERMS + "C,2025-01-01,3 years,7,EUR\nD,2025-01-01,evergreen,7,EUR\n")
    assert [(each.code, each.column, each.rows) for each in sheet.problems] == [("UNPARSED_NUMBER", "ended_on", (5,))]


def test_term_of_payment_ends_no_contract():
    assert ends(TERMS.replace("12 months", "30 days").replace("2 years", "45 days")) == [None, None]


MADE = "Customer,Plan,Start date,Qty,Unit price,Discount %,Amount EUR,Billing\n"


def test_amount_that_is_the_price_of_all_units_less_the_discount_is_lowered_once():
    text = MADE + "Acme,Pro,2025-01-01,10,49,10,441,monthly\nBolt,Pro,2025-01-01,5,49,0,245,monthly\n"
    assert column(text, "subscriptions", "mrr") == [441, 245]
    assert "“Amount EUR” is “Unit price” times “Qty”, with “Discount %” taken off already" in only_sheet(text).notes
    assert not dataset(text).assumptions


def test_amount_that_is_the_price_of_all_units_before_the_discount_is_lowered():
    text = MADE + "Acme,Pro,2025-01-01,10,49,10,490,monthly\nBolt,Pro,2025-01-01,5,49,0,245,monthly\n"
    assert column(text, "subscriptions", "mrr") == [441, 245]
    assert not dataset(text).assumptions


def test_amount_that_nothing_beside_it_makes_up_is_asked_about():
    text = MADE + "Acme,Pro,2025-01-01,10,49,10,500,monthly\nBolt,Pro,2025-01-01,5,49,0,245,monthly\n"
    assert [asked.about for asked in dataset(text).assumptions] == ["subscriptions.quantity"]
