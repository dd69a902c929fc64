from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices


def periods(text: str) -> list[tuple[str, str, str | None, float]]:
    rows = dataset(text).tables["subscriptions"].to_pylist()
    return [
        (row["customer"], str(row["started_on"]), row["ended_on"] and str(row["ended_on"]), row["mrr"]) for row in rows
    ]


def test_month_matrix_becomes_periods_of_equal_amounts():
    text = "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,100,200\nBeta,50,,\nGamma,,,70\nTotal,150,100,270\n"
    assert periods(text) == [
        ("Acme", "2025-01-01", "2025-03-01", 100),
        ("Acme", "2025-03-01", None, 200),
        ("Beta", "2025-01-01", "2025-02-01", 50),
        ("Gamma", "2025-03-01", None, 70),
    ]


def test_month_matrix_accounts_for_its_rows():
    sheet = only_sheet("Customer,2025-01,2025-02,2025-03\nAcme,100,100,x\n,5,5,5\nTotal,105,105,5\n")
    assert (sheet.shape, sheet.rows_read, sheet.rows_used, sheet.totals_dropped) == ("month matrix", 2, 1, 1)
    assert [problem.code for problem in sheet.problems] == ["UNPARSED_NUMBER", "MISSING_VALUE", "TOTAL_ROW"]


def test_month_matrix_takes_the_chosen_currency():
    text = "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,100,200\n"
    assert column(text, "subscriptions", "currency", Choices(currency="EUR")) == ["EUR", "EUR"]


def test_ledger_ends_a_period_where_a_month_is_missing():
    text = "month,customer,mrr\n2025-01,A,100\n2025-03,A,100\n2025-01,B,50\n2025-02,B,50\n2025-03,B,0\n"
    assert periods(text) == [
        ("A", "2025-01-01", "2025-02-01", 100),
        ("A", "2025-03-01", None, 100),
        ("B", "2025-01-01", "2025-03-01", 50),
    ]


def test_ledger_line_that_is_a_copy_counts_once():
    text = "month,customer,mrr\n2025-01,A,100\n2025-01,A,100\n2025-02,A,100\n"
    sheet = only_sheet(text)
    assert (sheet.duplicates, sheet.rows_used) == (1, 2)
    assert periods(text) == [("A", "2025-01-01", None, 100)]


@pytest.mark.parametrize(
    ("interval", "mrr"), [("year", 100), ("Quarterly", 400), ("monthly", 1200), ("jährlich", 100), ("6 months", 200)]
)
def test_amount_per_interval_becomes_a_month_of_it(interval, mrr):
    text = f"Subscription ID,Customer,Amount,Interval,Start Date\nS1,Acme,1200,{interval},2025-01-01\n"
    assert column(text, "subscriptions", "mrr") == [mrr]


def test_monthly_amount_is_not_divided_by_the_billing_interval():
    text = "Subscription ID,Customer,MRR,Billing Frequency,Start Date\nS1,Acme,1200,annual,2025-01-01\n"
    assert column(text, "subscriptions", "mrr") == [1200]


def test_price_per_unit_is_multiplied_by_the_quantity():
    text = "Subscription ID,Customer,Unit Price,Quantity,Interval,Start Date\nS1,Acme,10,5,month,2025-01-01\n"
    assert column(text, "subscriptions", "mrr") == [50]


def test_yearly_amount_alone_is_divided_by_twelve():
    assert column("Subscription ID,Customer,ARR,Start Date\nS1,Acme,1200,2025-01-01\n", "subscriptions", "mrr") == [100]


def test_one_time_charge_is_no_recurring_revenue():
    text = "Subscription ID,Customer,Amount,Interval,Start Date\nS1,A,5,one-time,2025-01-01\nS2,A,5,month,2025-01-01\n"
    assert problems(text)[0] == ("NOT_RECURRING", "mrr", (2,))


def test_trial_is_told_by_the_status():
    text = "Subscription ID,Customer,MRR,Status,Start Date\nS1,A,5,trialing,2025-01-01\nS2,A,5,active,2025-01-01\n"
    assert column(text, "subscriptions", "is_trial") == [True, False]


def test_period_that_ends_before_it_starts_is_set_aside():
    text = "Subscription ID,Customer,MRR,Start Date,End Date\nS1,A,5,2025-03-01,2025-01-01\n"
    assert problems(text) == [("ENDS_BEFORE_START", "ended_on", (2,))]


def test_subscription_without_customer_is_set_aside():
    text = "Subscription ID,Customer,MRR,Start Date\nS1,,5,2025-03-01\nS2,B,5,2025-03-01\n"
    assert problems(text) == [("MISSING_VALUE", "customer", (2,))]


def test_leads_keyed_by_mql_are_all_qualified():
    found = dataset("mql_id,first_contact_date,origin\nA,2018-02-01,social\nB,2018-02-15,unknown\n")
    leads = found.tables["leads"]
    assert leads["is_mql"].to_pylist() == [True, True]
    assert leads["mql_on"].to_pylist() == [date(2018, 2, 1), date(2018, 2, 15)]
    assert leads["source"].to_pylist() == ["social", "unknown"]
    assert [assumption.about for assumption in found.assumptions] == ["leads.is_mql"]


def test_date_of_qualification_says_that_it_happened():
    text = "Lead ID,Created Date,Lead Source,MQL Date\nL1,2025-01-01,Web,2025-01-05\nL2,2025-01-01,Web,\n"
    assert column(text, "leads", "is_mql") == [True, False]


def test_lifecycle_stage_tells_what_a_lead_has_passed():
    text = "Record ID,Create Date,Original Source,Lifecycle Stage\n1,2025-01-01,Web,Lead\n2,2025-01-01,Web,Customer\n"
    assert column(text + "3,2025-01-01,Web,Marketing Qualified Lead\n", "leads", "is_mql") == [False, True, True]


def test_lifecycle_stage_tells_what_a_lead_has_passed_where_none_stands_there_now():
    text = "ID,Fecha de creación,Etapa del ciclo de vida\n1,2025-01-01,Lead\n2,2025-01-01,Cliente\n"
    assert column(text, "leads", "is_mql") == [False, True]
    assert "leads at “Cliente” count as qualified by marketing" in only_sheet(text).notes[-1]
    assert dataset(text).assumptions == ()


def test_lead_qualified_before_it_came_keeps_its_arrival():
    text = "Lead ID,Created Date,Lead Source,MQL Date\nL1,2025-02-01,Web,2025-01-05\n"
    assert column(text, "leads", "created_on") == [date(2025, 2, 1)]
    assert problems(text) == [("DATES_OUT_OF_ORDER", "mql_on", (2,))]


@pytest.mark.parametrize(
    ("header", "cells", "days", "monthly"),
    [
        ("Month", ("2025-01", "2025-02"), (date(2025, 1, 31), date(2025, 2, 28)), True),
        ("Date", ("Jan 2025", "Feb 2025"), (date(2025, 1, 31), date(2025, 2, 28)), True),
        ("Date", ("2025-01-01", "2025-02-01"), (date(2025, 1, 31), date(2025, 2, 28)), True),
        ("Date", ("2025-01-01", "2025-01-02"), (date(2025, 1, 1), date(2025, 1, 2)), False),
    ],
)
def test_spend_of_a_month_stands_on_its_last_day(header, cells, days, monthly):
    text = f"{header},Channel,Spend\n{cells[0]},Ads,5\n{cells[1]},Ads,6\n"
    assert column(text, "spend", "spent_on") == list(days)
    assert column(text, "spend", "is_monthly") == [monthly, monthly]


def test_spend_matrix_of_channels_by_months():
    rows = dataset("Channel,Jan 2025,Feb 2025,Mar 2025\nAds,5,6,7\nEvents,,8,\n").tables["spend"].to_pylist()
    kept = [(row["channel"], str(row["spent_on"]), row["amount"], row["is_monthly"]) for row in rows if row["amount"]]
    assert kept[0] == ("Ads", "2025-01-31", 5, True)
    assert len(kept) == 4


def test_micros_are_parts_of_a_unit():
    assert column("date,campaign,cost_micros,clicks\n2025-01-05,A,2500000,5\n", "spend", "amount") == [2.5]


def test_stage_history_is_told_from_deals():
    text = "Opportunity ID,From Stage,To Stage,Edit Date\nD1,A,B,2025-01-01\nD1,B,Won,2025-02-01\n"
    assert column(text, "stage_changes", "stage") == ["B", "Won"]


def test_extract_edges_are_the_first_and_last_event():
    head = "Deal ID,Stage,Amount,Created Date,Close Date\n"
    text = head + "D1,Won,5,2025-01-01,2025-02-01\nD2,Open,5,2025-03-01,2026-09-01\n"
    sheet = only_sheet(text)
    assert (sheet.since, sheet.until) == (date(2025, 1, 1), date(2025, 3, 1))


def test_tables_follow_their_schema_exactly():
    from revops.tables import TABLES

    found = dataset(
        "Deal ID,Stage,Amount,Owner\n1,Won,5,A\n",
        "Lead ID,Created Date,Lead Source,Status\nL1,2025-01-01,Web,New\n",
        "Month,Channel,Spend\n2025-01,Ads,5\n",
        "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,100,200\n",
    )
    assert set(found.tables) == {"deals", "leads", "spend", "subscriptions"}
    assert all(table.schema.equals(TABLES[key].schema) for key, table in found.tables.items())


def test_fingerprint_depends_on_bytes_and_choices():
    text = "Deal ID,Stage,Amount,Owner\n1,Won,5,A\n"
    same, other, chosen = dataset(text), dataset(text + "2,Lost,5,A\n"), dataset(text, choices=Choices(currency="EUR"))
    assert same.fingerprint == dataset(text).fingerprint
    assert len({same.fingerprint, other.fingerprint, chosen.fingerprint}) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("month,opening_mrr,new_mrr,closing_mrr\n2025-01,0,5,5\n", "movements"),
        ("customer_id,mrr,renewal_month,term_months\nC1,5,2025-06,12\n", "renewals"),
        ("city,weather\nOslo,cold\nRome,warm\n", "No table that is read here"),
    ],
)
def test_other_tables_are_refused_with_a_sentence(text, sentence):
    found = dataset(text)
    assert found.is_empty
    assert sentence in found.refusals[0].reason


def test_subscription_below_zero_is_set_aside():
    text = "Subscription ID,Customer,MRR,Start Date\nS1,A,-5,2025-01-01\nS2,B,5,2025-01-01\n"
    assert problems(text) == [("NEGATIVE_AMOUNT", "mrr", (2,))]
    assert column(text, "subscriptions", "mrr") == [5]


def test_credit_in_a_ledger_lowers_the_month_and_is_said():
    text = "month,customer,mrr\n2025-01,A,100\n2025-01,A,-20\n2025-02,A,80\n2025-01,B,-5\n2025-02,B,9\n"
    assert problems(text) == [("CREDIT", "mrr", (3,)), ("NEGATIVE_AMOUNT", "mrr", (5,))]
    assert periods(text) == [("A", "2025-01-01", None, 80), ("B", "2025-02-01", None, 9)]


def test_month_of_a_matrix_below_zero_is_blank():
    text = "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,-100,100\n"
    assert problems(text) == [("NEGATIVE_AMOUNT", "mrr", (2,))]
    assert [period[1:] for period in periods(text)] == [("2025-01-01", "2025-02-01", 100), ("2025-03-01", None, 100)]


def test_trials_and_amounts_of_nothing_get_a_word():
    head = "Subscription ID,Customer,MRR,Start Date,Trial\n"
    sheet = only_sheet(head + "S1,A,5,2025-01-01,yes\nS2,B,0,2025-01-01,no\nS3,C,5,2025-01-01,no\n")
    assert sheet.notes[-2:] == (
        "trials, which bring no recurring revenue: 1",
        "amounts of 0, which make no paying customer: 1",
    )


def test_refund_of_spend_stays_and_is_said():
    text = "Date,Channel,Spend\n2025-01-05,Ads,50\n2025-01-06,Ads,-10\n"
    (problem,) = only_sheet(text).problems
    assert (problem.code, problem.blanks, problem.value) == ("NEGATIVE_AMOUNT", False, "-10")
    assert column(text, "spend", "amount") == [50, -10]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("Deal ID,Stage,Amount\n", "NO_ROWS", "Row 1 holds the names of the columns (“Deal ID”, “Stage”, “Amount”)"),
        ("Deal ID,Stage,Amount\nTotal,,0\n", "NO_ROWS", "no record stands below it but totals and footers (1)"),
        ("Candidate,Role,Stage\nA,AE,Offer\n", "NOT_OUR_TABLE", "This is a list of candidates for jobs"),
    ],
)
def test_refusal_says_what_was_found_and_where(text, code, says):
    (refusal,) = dataset(text).refusals
    assert refusal.code == code
    assert says in refusal.reason
