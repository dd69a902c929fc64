"""Exports of known tools: what they are called, what their columns become, and the rules that only they need."""

from __future__ import annotations

from datetime import date

import pytest
from written import dataset, only_sheet, opened

from revops.choices import Choices, ColumnChoice, TableChoice
from revops.intake import interpret
from revops.intake.export_rules import BEFORE, RULES, widened
from revops.intake.exports import export_of, exports

SALESFORCE = (
    "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Created Date,Close Date,Type,Opportunity Owner\n"
)
HISTORY = "Opportunity ID,Opportunity Name,Field / Event,Old Value,New Value,Edit Date,Edited By\n"
STRIPE = (
    "id,Customer ID,Status,Amount,Interval,Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),"
    "Canceled At (UTC),Ended At (UTC)\n"
)
RECURLY = (
    "uuid,account_code,plan_code,state,unit_amount_in_cents,quantity,currency,activated_at,canceled_at,expires_at\n"
)
BAREMETRICS = (
    "plan_oid,plan_name,plan_currency,plan_amount,plan_interval,plan_interval_count,customer_oid,customer_name,"
    "subscription_oid,subscription_started_at,subscription_canceled_at,subscription_quantity\n"
)
META = "Reporting starts,Reporting ends,Campaign name,Ad set name,Amount spent (USD),Impressions,Link clicks\n"
CLOSE = (
    "id,lead_id,lead_name,user_name,status_label,status_type,value,value_period,close_date,date_created,date_won,"
    "confidence\n"
)

EXPORTS = {
    "Salesforce opportunity report": SALESFORCE + "006A000000abcDE,Deal,Acme,Closed Won,5,2025-01-02,2025-03-02,,Ann\n",
    "Salesforce opportunity records": "Id,CreatedDate,Name,StageName,Amount,OwnerId,AccountId,CloseDate,"
    "ExpectedRevenue\n"
    "1,2025-01-02,Deal,Closed Won,5,005,001,2025-03-02,4\n",
    "Salesforce lead report": "Lead ID,Lead Owner,First Name,Last Name,Email,Lead Status,Create Date,Primary Campaign\n"
    "L1,Ann,A,B,a@example.com,Closed - Converted,2025-01-02,Fair\n",
    "Salesforce opportunity history report": "Opportunity ID,From Stage,To Stage,Last Stage Change Date\n"
    "D1,Proposal,Closed Won,2025-03-02\n",
    "Salesforce opportunity field history report": HISTORY + "D1,Deal,Stage,Proposal,Closed Won,2025-03-02,Ann\n",
    "HubSpot deals": "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner\n"
    "1,Deal,closedwon,5,2025-03-02 09:30,2025-01-02 09:30,Ann\n",
    "HubSpot contacts": "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Create Date\n"
    "1,A,B,a@example.com,Ann,Customer,2025-01-02 10:00\n",
    "Pipedrive deals": "Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Status,Deal - Deal created,"
    "Deal - Won time\n"
    "1,Deal,5,Demo,Won,2025-01-02 10:00:00,2025-03-02 10:00:00\n",
    "Zoho CRM deals": "Record Id,Deal Owner.id,Deal Owner,Deal Name,Account Name,Stage,Amount,Closing Date,"
    "Modified Time\n"
    "z1,z9,Ann,Deal,Acme,Closed Won,5,2025-03-02,2026-01-01\n",
    "Close opportunities": CLOSE + "o1,l1,Acme,Ann,Won,won,5,one_time,2025-06-30,2025-01-02,2025-03-02,100\n",
    "Stripe subscriptions": STRIPE + "s1,c1,active,5,month,2025-01-02,2025-03-02,2025-04-02,,\n",
    "Chargebee subscriptions": "customer[id],subscription[id],subscription[plan_id],subscription[plan_quantity],"
    "subscription[plan_unit_price],currency,subscription[setup_fee],subscription[status],subscription[started_at]\n"
    "c1,s1,pro,2,5,USD,100,active,2025-01-02\n",
    "Recurly subscriptions": RECURLY + "r1,c1,pro,active,500,1,USD,2025-01-02,,\n",
    "Baremetrics import sheet": BAREMETRICS + "p1,Pro,usd,500,month,1,c1,Acme,s1,2025-01-02,,1\n",
    "Google Ads report": "Campaign report\nDay,Campaign,Currency code,Clicks,Impr.,CTR,Cost,Conversions\n"
    "2025-03-02,Brand,EUR,1,10,10%,5.00,1\nTotal: Account,--,EUR,1,10,10%,5.00,1\n",
    "Google Ads API rows": "campaign.name,segments.date,metrics.cost_micros,metrics.clicks,customer.currency_code\n"
    "Brand,2025-03-02,5000000,1,EUR\n",
    "Dynamics 365 opportunities": "Topic,Potential Customer,Status,Est. Close Date,Est. Revenue,Actual Close Date,"
    "Actual Revenue,Owner,Created On\nDeal,Acme,Won,2025-02-20,7,2025-03-02,5,Ann,2025-01-02\n",
    "LinkedIn Ads report": 'Start Date (in UTC),Campaign Name,Total Spent,Impressions,Clicks\n3/2/2025,C,"$5.00",10,1\n'
    '3/14/2025,C,"$6.00",10,1\n',
    "Meta Ads report": META + "2025-03-02,2025-03-02,C,S,5.00,10,1\n",
    "HubSpot companies": "Record ID,Company name,Company Domain Name,City,Country/Region,Create Date,Annual Revenue\n"
    "7,Acme,acme.example,Lyon,France,2025-01-02 10:00,5000000\n",
    "Stripe payments": "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status,Customer ID,Invoice ID\n"
    "p1,2025-03-02 01:47,5.00,0.00,usd,true,Paid,c1,in1\n",
    "ChartMogul import sheet of customers": "Name,Email,Company,Country,External ID,Lead created at\n"
    "A B,a@example.com,Acme,France,7,2025-01-02\n",
    "ChartMogul import sheet of invoices": "Invoice external ID,Invoice date,Currency,Customer external ID,Type,"
    "Service period start,Service period end,Amount in cents,Tax amount in cents\n"
    "in1,2025-03-02,USD,c1,subscription,2025-03-02,2025-04-01,500,95\n",
    "Microsoft Ads report": "Gregorian date,Account name,Campaign name,Impr.,Clicks,Spend,Currency code\n"
    "2025-03-02,Us,C,10,1,5.00,EUR\n",
}
ROWS = {
    "deals": {"outcome": "won", "amount": 5, "opened_on": date(2025, 1, 2), "closed_on": date(2025, 3, 2)},
    "leads": {"created_on": date(2025, 1, 2), "owner": "Ann", "is_converted": True},
    "stage_changes": {"deal_id": "D1", "stage": "Closed Won", "entered_on": date(2025, 3, 2)},
    "subscriptions": {"started_on": date(2025, 1, 2), "ended_on": None},
    "customers": {"customer": "7", "name": "Acme", "country": "France"},
    "invoices": {"invoice_id": "in1", "customer": "c1", "issued_on": date(2025, 3, 2), "amount": 5, "currency": "USD"},
    "spend": {"spent_on": date(2025, 3, 2), "amount": 5},
}
UNTOLD = {("Zoho CRM deals", "opened_on")}


def rows(text: str, choices: Choices | None = None) -> list[dict[str, object]]:
    found = dataset(text, choices=choices)
    return found.tables[found.sheets[0].table].to_pylist()


@pytest.mark.parametrize("label", EXPORTS)
def test_export_of_a_known_tool_is_named_and_read(label):
    sheet, row = only_sheet(EXPORTS[label]), rows(EXPORTS[label])[0]
    wanted = {name: value for name, value in ROWS[sheet.table].items() if (label, name) not in UNTOLD}
    assert sheet.export == label
    assert {name: row[name] for name in wanted} == wanted
    assert not sheet.rows_set_aside


def test_every_declared_export_has_a_fixture():
    assert {export.label for export in exports()} == set(EXPORTS)


def test_every_rule_that_content_names_exists():
    assert {rule for export in exports() for rule in export.rules} == {*RULES, *BEFORE}


@pytest.mark.parametrize("label", EXPORTS)
def test_export_stays_known_in_another_order_and_with_a_further_column(label):
    *_, header, _row = [line for line in EXPORTS[label].splitlines() if line.count(",") > 2][:2]
    headers = header.split(",")
    found = export_of(["Something else", *reversed(headers)])
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    "headers",
    [
        ("Deal ID", "Stage", "Amount", "Close Date", "Owner"),
        ("id", "customer", "status", "amount", "start_date"),
        ("Date", "Campaign", "Cost", "Impressions"),
        ("Date", "Campaign", "Spend"),
        ("Record ID", "Email", "Company name"),
    ],
)
def test_sheet_of_nobody_in_particular_is_no_export(headers):
    assert export_of(headers) is None


def test_column_of_an_export_says_why():
    match = only_sheet(EXPORTS["HubSpot deals"]).columns["closed_on"]
    assert (match.header, match.because) == ("Close Date", "column of HubSpot deals")


def test_choice_is_stronger_than_what_is_known_of_an_export():
    choice = Choices(columns=(ColumnChoice(table="deals", column="amount", header=None),))
    assert "amount" not in only_sheet(EXPORTS["HubSpot deals"], choice).columns


def test_export_taken_for_another_table_by_hand_is_no_export():
    choice = Choices(tables=(TableChoice(file="export.csv", sheet=None, table="leads"),))
    assert only_sheet(EXPORTS["HubSpot deals"], choice).export == ""


@pytest.mark.parametrize(
    ("short", "long"),
    [("006A000000abcDE", "006A000000abcDEIAY"), ("001000000000001", "001000000000001AAA"), ("006x", "006x")],
)
def test_salesforce_id_of_15_signs_is_completed(short, long):
    assert widened(short) == long


def test_salesforce_ids_of_15_and_18_signs_join():
    deals = opened(SALESFORCE + "006A000000abcDE,Deal,Acme,Closed Won,5,2025-01-02,2025-03-02,,Ann\n", "deals.csv")
    history = opened(HISTORY + "006A000000abcDEIAY,Deal,Stage,Proposal,Closed Won,2025-03-02,Ann\n", "history.csv")
    tables = interpret([deals, history]).tables
    assert tables["deals"]["deal_id"].to_pylist() == tables["stage_changes"]["deal_id"].to_pylist()


def test_ids_that_differ_in_case_alone_are_two_records():
    text = SALESFORCE + "".join(
        f"006A000000abcD{sign},Deal {sign},Acme,Closed Won,5,2025-01-02,2025-03-02,,Ann\n" for sign in "Ee"
    )
    assert len({str(row["deal_id"]).casefold() for row in rows(text)}) == 2


def test_field_history_keeps_stages_alone():
    text = HISTORY + "D1,Deal,Stage,Proposal,Closed Won,2025-03-02,Ann\nD1,Deal,Amount,5,6,2025-03-02,Ann\n"
    sheet = only_sheet(text)
    assert [row["stage"] for row in rows(text)] == ["Closed Won"]
    assert sheet.set_aside["code"].to_pylist() == ["OTHER_RECORD"]


def test_hubspot_stage_ids_become_what_the_screen_shows():
    assert rows(EXPORTS["HubSpot deals"])[0]["stage"] == "Closed won"


def test_expected_revenue_is_no_amount():
    text = EXPORTS["Salesforce opportunity records"].replace(",Amount,", ",Something,")
    assert rows(text)[0]["amount"] is None


def test_dynamics_deals_that_are_not_won_count_with_what_is_expected_of_them():
    text = EXPORTS["Dynamics 365 opportunities"] + "Deal 2,Bolt,Open,2025-04-20,8,,,Ann,2025-01-02\n"
    text += "Deal 3,Cyan,Lost,2025-02-20,9,2025-02-11,0,Ann,2025-01-02\nDeal 4,Dyn,Won,2025-02-20,6,2025-02-11,,Ann,\n"
    assert [row["amount"] for row in rows(text)] == [5, 8, 9, 6]
    assert "deals that are won count with their “Actual Revenue”" in only_sheet(text).notes


def test_close_counts_the_day_it_was_won_and_asks_how_long_monthly_values_run():
    text = CLOSE + "o1,l1,Acme,Ann,Won,won,5,monthly,2025-06-30,2025-01-02,2025-03-02,100\n"
    assert rows(text)[0]["closed_on"] == date(2025, 3, 2)
    assert "Some values are monthly" in " ".join(item.because for item in dataset(text).assumptions)


def test_stripe_statuses_say_when_it_ended():
    text = STRIPE + (
        "s1,c1,past_due,5,month,2025-01-02,2025-03-02,2025-04-02,,\n"
        "s2,c2,canceled,5,month,2025-01-02,2025-03-02,2025-04-02,2025-02-01,2025-03-01\n"
        "s3,c3,canceled,5,month,2025-01-02,2025-03-02,2025-04-02,2025-02-01,\n"
        "s4,c4,active,5,month,2025-01-02,2025-03-02,2025-04-02,2025-02-01,\n"
        "s5,c5,canceled,5,month,2025-01-02,2025-03-02,2025-04-02,,\n"
        "s6,c6,incomplete_expired,5,month,2025-01-02,2025-03-02,2025-04-02,,\n"
        "s7,c7,trialing,5,month,2025-01-02,2025-03-02,2025-04-02,,\n"
    )
    ends = {row["subscription_id"]: row["ended_on"] for row in rows(text)}
    assert ends == {"s1": None, "s2": date(2025, 3, 1), "s3": date(2025, 2, 1), "s4": None, "s7": None}
    assert only_sheet(text).set_aside["code"].to_pylist() == ["END_UNKNOWN", "NEVER_STARTED"]
    assert [row["subscription_id"] for row in rows(text) if row["is_trial"]] == ["s7"]


def test_recurly_pays_until_it_expires():
    text = RECURLY + (
        "r1,c1,pro,canceled,1250,2,USD,2025-01-02,2025-02-01,2026-12-31\n"
        "r2,c2,pro,expired,1250,1,USD,2025-01-02,2025-02-01,2025-03-01\n"
        "r3,c3,pro,expired,1250,1,USD,2025-01-02,,\n"
    )
    found = [(row["mrr"], row["ended_on"]) for row in rows(text)]
    assert found == [(25.0, date(2026, 12, 31)), (12.5, date(2025, 3, 1))]
    assert only_sheet(text).set_aside["code"].to_pylist() == ["END_UNKNOWN"]


def test_recurly_subscription_that_is_canceled_ends_with_the_time_that_is_paid_for():
    head, row = RECURLY.strip() + ",current_period_ends_at\n", "pro,{},1250,1,USD,2025-01-02,{},,2026-01-02\n"
    text = head + "r1,c1," + row.format("canceled", "2025-02-01") + "r2,c2," + row.format("active", "")
    assert [row["ended_on"] for row in rows(text)] == [date(2026, 1, 2), None]


def test_baremetrics_amounts_are_cents_per_unit_and_interval():
    (row,) = rows(BAREMETRICS + "p1,Pro,usd,120000,year,1,c1,Acme,s1,2025-01-02,,3\n")
    assert (row["mrr"], row["currency"]) == (300.0, "USD")


def test_chargebee_setup_fee_is_no_recurring_revenue():
    assert rows(EXPORTS["Chargebee subscriptions"])[0]["mrr"] == 10.0


def test_meta_months_stand_on_their_last_day_and_the_summary_is_left_out():
    text = META + (
        "2025-02-01,2025-02-28,C,S,5.00,10,1\n2025-03-02,2025-03-20,C,S,7.00,10,1\n2025-02-01,2025-02-28,,,12.00,20,2\n"
    )
    found = [(row["spent_on"], row["is_monthly"], row["currency"]) for row in rows(text)]
    assert found == [(date(2025, 2, 28), True, "USD"), (date(2025, 3, 20), False, "USD")]
    assert only_sheet(text).set_aside["code"].to_pylist() == ["TOTAL_ROW"]
    assert "costs of several days, by day over the months they lie in: 1 row" in only_sheet(text).notes


def test_stripe_payments_that_failed_are_left_out_and_refunds_are_subtracted():
    header, _ = EXPORTS["Stripe payments"].splitlines()
    text = f"{header}\np1,2025-03-02,5.00,2.00,usd,true,Paid,c1,in1\np2,2025-03-03,5.00,0.00,usd,false,Failed,c1,in2\n"
    assert [(row["invoice_id"], row["amount"]) for row in rows(text)] == [("in1", 3.0)]
    assert only_sheet(text).set_aside["code"].to_pylist() == ["OTHER_RECORD"]


@pytest.mark.parametrize("tool", ["Google", "LinkedIn", "Meta", "Microsoft"])
def test_spend_of_an_ad_platform_knows_its_channel(tool):
    assert {row["channel"] for row in rows(EXPORTS[f"{tool} Ads report"])} == {f"{tool} Ads"}


@pytest.mark.parametrize("total", ["Deleted items total,-,-,0,0,0.00,-", "-,-,-,210,11,26.00,-"])
def test_total_of_an_ad_platform_that_is_set_aside_leaves_no_question_about_currency(total):
    found = dataset(EXPORTS["Microsoft Ads report"] + total + "\n")
    assert [each for each in found.assumptions if each.about == "spend.currency"] == []
