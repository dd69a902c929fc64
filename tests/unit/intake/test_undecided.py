"""What two readings are possible of is told with both as answers; what cannot be read is not taken for nothing."""

from __future__ import annotations

import pytest
from written import TODAY, book, column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake import interpret
from revops.intake.product_lines import OF_DEAL, OF_LINE

LINES = "Deal ID,Deal,Product,Line amount,Stage,Created,Closed\n1,A,Pro,100,Won,2025-01-03,2025-02-03\n"
LINES += "1,A,Addon,100,Won,2025-01-03,2025-02-03\n2,B,Pro,100,Lost,2025-01-03,2025-02-03\n"


def test_amounts_of_lines_make_the_amount_of_the_deal():
    assert column(LINES, "deals", "amount") == [200, 100]
    assert problems(LINES) == []
    assert only_sheet(LINES).notes[-1] == "2 product lines are 1 deal: their amounts are added up"


def test_same_amount_on_all_lines_can_be_settled():
    text = LINES.replace("Line amount", "Amount (EUR)")
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options) == ("deals.amount", (OF_DEAL, OF_LINE))
    assert column(text, "deals", "amount") == [100, 100]
    assert column(text, "deals", "amount", Choices(settled={"deals.amount": OF_LINE})) == [200, 100]


def test_header_that_is_used_for_nothing_is_named():
    text = "Deal ID,Shoe size,Amount,Stage\n1,44,5,Won\n2,38,6,Lost\n"
    assert only_sheet(text).unused == ("Shoe size",)


DATES = "Deal,Deal value (EUR),Stage,Created,Signed date,Close date\nA,1,Won,2025-01-03,2025-02-14,2025-02-20\n"
DATES += "B,2,Lost,2025-01-03,,2025-02-21\n"


def test_two_columns_that_may_be_the_close_are_asked_about():
    (assumption,) = dataset(DATES).assumptions
    assert (assumption.about, assumption.options) == ("deals.closed_on", ("Close date", "Signed date"))
    settled = Choices(settled={"deals.closed_on": "Signed date"})
    assert [str(day) for day in column(DATES, "deals", "closed_on", settled)] == ["2025-02-14", "None"]


def test_two_columns_with_the_same_days_are_not_asked_about():
    assert dataset(DATES.replace("2025-02-14", "2025-02-20").replace(",,2", ",2025-02-21,2")).assumptions == ()


def test_month_of_a_matrix_that_cannot_be_read_is_no_churn():
    text = "Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,#N/A,100\nBeta,50,soon,60\nCid,50,,50\n"
    rows = dataset(text).tables["subscriptions"].to_pylist()
    assert [(row["customer"], str(row["started_on"]), str(row["ended_on"]), row["mrr"]) for row in rows] == [
        ("Acme", "2025-01-01", "None", 100),
        ("Beta", "2025-01-01", "2025-03-01", 50),
        ("Beta", "2025-03-01", "None", 60),
        ("Cid", "2025-01-01", "2025-02-01", 50),
        ("Cid", "2025-03-01", "None", 50),
    ]
    assert problems(text) == [("UNPARSED_NUMBER", "mrr", (3,)), ("ERROR_CELL", "mrr", (2,))]


def test_month_without_spend_is_no_row():
    text = "Channel,Jan-25,Feb-25,Mar-25\nGoogle,500,600,700\nLinkedIn,100,100,\n"
    assert column(text, "spend", "amount") == [500, 100, 600, 100, 700]


def test_quarters_side_by_side_are_targets():
    text = "Quota by rep,Q1 2025,Q2 2025\nAnn,30000,32000\nBob,20000,\n"
    rows = dataset(text).tables["quotas"].to_pylist()
    assert [(row["owner"], str(row["period_start"]), str(row["period_end"]), row["amount"]) for row in rows] == [
        ("Ann", "2025-01-01", "2025-03-31", 30000),
        ("Bob", "2025-01-01", "2025-03-31", 20000),
        ("Ann", "2025-04-01", "2025-06-30", 32000),
    ]


def test_year_beside_its_quarters_is_their_sum_and_no_target():
    text = "Quota by rep,Q1 2025,Q2 2025,H1 2025,FY 2025,FY 2026\nAnn,30000,32000,62000,130000,150000\n"
    targets = dataset(text)
    assert targets.tables["quotas"]["amount"].to_pylist() == [30000, 32000, 150000]
    assert targets.sheets[0].unused == ("H1 2025", "FY 2025")


def test_reps_by_months_without_a_year_are_asked_for_it():
    (refusal,) = dataset("Rep,Team,Jan,Feb,Mar\nAnn,EMEA,10,20,30\nBob,US,10,20,30\n").refusals
    assert "(“Jan”, “Feb”, “Mar”) name no year: write it in each of these headers" in refusal.reason


def test_sheet_that_nobody_knows_is_refused_in_few_words():
    text = "Owner,Colour of the door that leads to the garden,Sound,Shape\nred,5,loud,round\nblue,6,low,flat\n"
    assert "(“Owner”, “Colour of the door that leads…”, “Sound”, “Shape”)" in dataset(text).refusals[0].reason


def test_names_and_regions_alone_are_no_sales_people():
    assert "sales people" not in dataset("Name,Region,Colour\nA,EU,red\nB,US,blue\n").refusals[0].reason
    assert "sales people" in dataset("Sales Agent,Manager\nA,M\nB,M\n").refusals[0].reason


HUBSPOT = "Record ID,Deal Name,Deal Stage,Amount,Amount in company currency,Currency in company currency,Close Date"
HUBSPOT += ",Create Date,Deal owner\n1,A,closedwon,1200,1100,EUR,2024-02-01 09:30,2024-01-01 23:59,Ann\n"


def test_currency_of_the_company_belongs_to_the_amount_in_it():
    assert column(HUBSPOT, "deals", "amount") == [1100]
    assert column(HUBSPOT, "deals", "currency") == ["EUR"]


def test_amount_with_a_currency_of_its_own_stays():
    text = HUBSPOT.replace("Deal owner", "Currency").replace(",Ann", ",USD")
    assert (column(text, "deals", "amount"), column(text, "deals", "currency")) == ([1200], ["USD"])


CLOSE = "id,lead_name,status_label,status_type,value,value_formatted,value_period,close_date,date_created\n"


def test_values_in_cents_follow_what_is_formatted_beside_them():
    text = CLOSE + 'o1,Acme,Signed,won,120000,"€1,200 annually",annual,2024-05-01,2024-03-01\n'
    text += "o2,Beta,Dead,lost,5000,€50,one_time,2024-05-02,2024-03-02\n"
    assert column(text, "deals", "amount") == [1200, 50]
    assert column(text, "deals", "currency") == ["EUR", "EUR"]


def test_values_in_whole_units_stay():
    text = CLOSE + "o1,Acme,Signed,won,1200,€1200,one_time,2024-05-01,2024-03-01\n"
    assert column(text, "deals", "amount") == [1200]


def test_values_that_nothing_shows_formatted_may_be_cents():
    text = "id,lead_name,status_label,status_type,value,close_date,date_updated\n"
    text += "o1,Acme,Signed,won,120000,2024-05-01,2024-05-01\n"
    assert dataset(text).assumptions[0].options == ("in whole units", "in cents")
    assert column(text, "deals", "amount") == [120000]
    assert column(text, "deals", "amount", Choices(settled={"deals.amount[cents]": "in cents"})) == [1200]


def test_currency_of_a_workbook_is_asked_for_once():
    deals = [("Deal ID", "Stage", "Amount"), ("1", "Won", 5), ("2", "Lost", 6)]
    spend = [("Month", "Channel", "Cost"), ("2025-01", "Ads", 5), ("2025-02", "Ads", 6)]
    found = interpret([book({"Deals": deals, "Spend": spend})], today=TODAY)
    assert [each.about for each in found.assumptions if each.about.endswith("currency")] == ["deals.currency"]


@pytest.mark.parametrize(
    ("amounts", "currencies", "chose"),
    [
        (("CHF 1000", "500"), ["CHF", "CHF"], "CHF"),
        (("CHF 1000", "GBP 20", "500"), ["CHF", "GBP", None], "left out of sums"),
    ],
)
def test_amounts_without_a_currency_beside_others_are_told(amounts, currencies, chose):
    rows = "".join(f"D{number},Won,{amount},2025-02-14\n" for number, amount in enumerate(amounts))
    found = dataset("Deal ID,Stage,Amount,Close Date\n" + rows)
    assert found.tables["deals"]["currency"].to_pylist() == currencies
    (told,) = [each for each in found.assumptions if "name none" in each.question]
    assert (told.chose, told.because.split(";")[0]) == (chose, "Amounts that name no currency: 1")


def test_rates_are_asked_for_once_over_all_files():
    head = "Deal ID,Stage,Amount,Currency\n"
    texts = [head + "D1,Won,5,EUR\nD2,Won,5,EUR\n", head + "D3,Won,5,USD\n", head + "D4,Won,5,GBP\n"]
    (asked,) = dataset(*texts).assumptions
    assert (asked.question, asked.file) == ("How many GBP and how many USD are one EUR?", "export1.csv")


def test_start_of_the_contract_is_not_offered_as_the_day_of_opening():
    text = "Deal ID,Stage,Amount EUR,Start date,Signed date\nD1,Won,5,2025-03-01,2025-02-14\n"
    assert dataset(text).assumptions == ()


def test_currency_is_asked_for_with_those_of_the_language_first():
    text = "案件名,顧客,ステータス,金額,作成日,受注日\n甲,アオ,受注,1250000,2025/1/3,2025/2/14\n"
    (asked,) = dataset(text).assumptions
    assert asked.options == ("JPY", "EUR", "USD", "GBP", "CHF")
