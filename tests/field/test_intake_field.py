"""Real files go in without a manual step and come out as their keepers say."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow.compute as pc
import pytest

from revops.dataset import Dataset
from revops.intake import Upload, read
from tests.matching_cases import real_cases, score

pytestmark = pytest.mark.field

FIELDS = {
    "deals": {"created_date": "opened_on", "close_date": "closed_on", "deal_name": "name", "deal_type": "kind"},
    "leads": {"created_date": "created_on"},
    "subscriptions": {"customer_id": "customer", "start_date": "started_on", "end_date": "ended_on"},
    "ledger": {"customer_id": "customer", "period": "started_on"},
    "spend": {"date": "spent_on", "spend": "amount", "ad": "campaign"},
    "accounts by name": {"account": "customer"},
    "accounts by id": {"customer_id": "customer", "account": "name", "created_date": "signed_on"},
}
"""Field names of the hand-made mapping to ours; a ledger's months tell when a customer starts, its signup month not."""

ELSEWHERE = {
    "deals": {
        "product",
        "sdr",
        "lead_type",
        "is_won",
        "is_closed",
        "deleted",
        "expected_revenue",
        "next_step",
        "pipeline",
    },
    "leads": set(),
    "subscriptions": {"arr", "billing_period", "cancelled_at", "quantity", "churn_reason", "unit_price"},
    "ledger": {"start_date"},
    "spend": {"clicks", "impressions", "conversions"},
    "accounts by name": {"annual_revenue", "parent"},
    "accounts by id": {"source", "plan", "churned"},
}
"""Fields that none of our columns holds, or that only help to fill others."""

UNTOLD = {
    ("sf_opportunity_data.csv", "deal_type"): "the values are scrambled, so no kind of deal can be read from them",
    ("google_ads_campaign_stats_data.csv", "campaign"): "the header is “id”; only the file's name says of what",
}
MAPPED = (
    "maven_crm/sales_pipeline.csv",
    "maven_crm/variant_us_dates/sales_pipeline.csv",
    "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
    "olist_funnel/olist_closed_deals_dataset.csv",
    "olist_funnel/truncated_variant/olist_marketing_qualified_leads_dataset.csv",
    "ravenstack_saas/ravenstack_subscriptions.csv",
    "maven_crm/accounts.csv",
    "ravenstack_saas/ravenstack_accounts.csv",
    "mrr_playbook/subscription_periods.csv",
    "mrr_worked_example/ledger.csv",
    "fivetran_seeds/dbt_salesforce/sf_opportunity_data.csv",
    "fivetran_seeds/dbt_hubspot/deal_data.csv",
    "fivetran_seeds/dbt_recurly/subscription_history_data.csv",
    "fivetran_seeds/dbt_ad_reporting/google_ads_campaign_stats_data.csv",
    "fivetran_seeds/dbt_ad_reporting/linkedin_ad_analytics_by_campaign_data.csv",
    "fivetran_seeds/dbt_ad_reporting/facebook_ads_basic_ad_data.csv",
    "fivetran_seeds/dbt_ad_reporting/microsoft_ads_campaign_performance_daily_report_data.csv",
)
REFUSED = {
    "maven_crm/products.csv": "a price list",
    "maven_crm/sales_teams.csv": "a list of sales people",
    "maven_crm/data_dictionary.csv": "a description of other tables",
    "ravenstack_saas/ravenstack_feature_usage.csv": "a usage log",
    "ravenstack_saas/ravenstack_support_tickets.csv": "a list of support tickets",
    "mrr_worked_example/published_movement.csv": "a summary of MRR movements",
    "mrr_worked_example/renewals.csv": "a list of renewals to come",
    "non_english/chinese_orders.csv": "a list of orders",
    "non_english/销售数据.xlsx": "a list of orders",
}


@cache
def dataset(path: Path) -> Dataset:
    return read([Upload(path.name, path.read_bytes())])


@pytest.fixture
def opened(field_data):
    return lambda name: dataset(field_data / name)


def months(column) -> Counter[str]:
    return Counter(pc.strftime(column.drop_null(), "%Y-%m").to_pylist())


@pytest.mark.parametrize("name", MAPPED)
def test_real_headers_match_the_columns_a_person_picked(field_data, opened, name):
    truth = json.loads((field_data / "expected_mapping.json").read_text(encoding="utf-8"))
    entry = truth[name]
    (sheet,) = opened(name).sheets
    kind = "ledger" if sheet.shape == "ledger" else sheet.table
    if kind == "customers":
        kind = "accounts by id" if "name" in sheet.columns else "accounts by name"
    wanted = {
        FIELDS[kind].get(field, field): header
        for field, header in truth[entry.get("same_as", name)]["map"].items()
        if field not in ELSEWHERE[kind] and (Path(name).name, field) not in UNTOLD
    }
    assert {field: sheet.columns[field].header for field in wanted} == wanted


def test_columns_that_numbers_rest_on_are_never_wrong_ones(field_data):
    assert score(real_cases(field_data, MAPPED, FIELDS), required=True).wrong == ()


@pytest.mark.parametrize(("name", "sentence"), REFUSED.items())
def test_table_that_is_none_of_ours_is_refused_with_what_it_is(opened, name, sentence):
    found = opened(name)
    assert not found.sheets
    assert sentence in found.refusals[0].reason


@pytest.mark.parametrize("name", ["sales_pipeline.csv", "variant_us_dates/sales_pipeline.csv"])
def test_maven_rows_and_outcomes_are_those_of_the_keepers(opened, name):
    found = opened(f"maven_crm/{name}")
    (sheet,) = found.sheets
    assert (sheet.rows_read, sheet.rows_used, sheet.rows_set_aside) == (8800, 8800, 0)
    assert Counter(found.tables["deals"]["outcome"].to_pylist()) == {"won": 4238, "lost": 2473, "open": 2089}
    assert dict(sheet.stages) == {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    assert not sheet.problems


def test_maven_open_deals_have_no_amount_and_no_closing_date(opened):
    deals = opened("maven_crm/sales_pipeline.csv").tables["deals"]
    still_open = deals.filter(pc.equal(deals["outcome"], "open"))
    assert still_open["amount"].null_count == still_open["closed_on"].null_count == 2089


def test_maven_is_the_same_in_both_date_styles(opened):
    plain, american = (opened(f"maven_crm/{name}sales_pipeline.csv") for name in ("", "variant_us_dates/"))
    assert plain.tables["deals"].equals(american.tables["deals"])


def test_maven_as_workbook_gives_identical_tables(field_data, opened, tmp_path):
    lines = (field_data / "maven_crm/sales_pipeline.csv").read_text().splitlines()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Pipeline")
    for line in lines:
        sheet.append([float(cell) if cell.isdecimal() and len(cell) < 6 else cell for cell in line.split(",")])
    book.save(tmp_path / "sales_pipeline.xlsx")
    content = (tmp_path / "sales_pipeline.xlsx").read_bytes()
    found = read([Upload("sales_pipeline.xlsx", content)]).tables["deals"]
    drop = ["source_file", "source_sheet"]
    assert found.drop_columns(drop).equals(opened("maven_crm/sales_pipeline.csv").tables["deals"].drop_columns(drop))


def test_olist_leads_per_month_agree_in_both_date_styles(opened):
    name = "olist_marketing_qualified_leads_dataset.csv"
    one, other = (opened(f"olist_funnel/{folder}{name}").tables["leads"] for folder in ("", "truncated_variant/"))
    assert one.num_rows == 8000
    assert months(one["created_on"]) == months(other["created_on"])
    assert one["is_mql"].to_pylist() == [True] * 8000
    assert one["mql_on"].equals(one["created_on"])


def test_olist_won_list_is_all_won_by_assumption(opened, field_data):
    found = opened("olist_funnel/olist_closed_deals_dataset.csv")
    deals = found.tables["deals"]
    truth = json.loads((field_data / "expected.json").read_text())["olist_funnel"]["metrics"]["won_by_month"]["value"]
    assert deals.num_rows == 842
    assert set(deals["outcome"].to_pylist()) == {"won"}
    assert months(deals["closed_on"]) == truth
    assert deals["amount"].null_count == 842
    assert "deals.outcome" in [assumption.about for assumption in found.assumptions]


def test_ravenstack_subscriptions_all_used_with_trials_marked(opened):
    subscriptions = opened("ravenstack_saas/ravenstack_subscriptions.csv").tables["subscriptions"]
    assert subscriptions.num_rows == 5000
    assert pc.sum(subscriptions["is_trial"]).as_py() == 778
    assert pc.sum(subscriptions.filter(pc.is_null(subscriptions["ended_on"]))["mrr"]).as_py() == 10159608


def test_playbook_keeps_the_ends_as_the_file_says(opened):
    subscriptions = opened("mrr_playbook/subscription_periods.csv").tables["subscriptions"]
    assert subscriptions.num_rows == 121
    assert subscriptions["ended_on"].null_count == 0
    assert str(pc.max(subscriptions["ended_on"])) == "2020-02-01"
    assert pc.count_distinct(subscriptions["customer"]).as_py() == 55


def test_ledger_becomes_periods_of_equal_amounts(opened):
    found = opened("mrr_worked_example/ledger.csv")
    (sheet,) = found.sheets
    periods = found.tables["subscriptions"].select(["customer", "started_on", "ended_on", "mrr"]).to_pylist()
    first = [(str(row["started_on"]), str(row["ended_on"]), row["mrr"]) for row in periods if row["customer"] == "C001"]
    assert (sheet.shape, sheet.rows_read, sheet.rows_used) == ("ledger", 32, 32)
    assert first == [("2025-01-01", "2025-04-01", 200.0), ("2025-04-01", "None", 300.0)]


def test_all_companies_at_once_keep_their_tables_apart(field_data):
    names = (
        "maven_crm/sales_pipeline.csv",
        "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
        "maven_crm/accounts.csv",
        "maven_crm/sales_teams.csv",
    )
    found = read([Upload(Path(name).name, (field_data / name).read_bytes()) for name in names])
    counts = {key: table.num_rows for key, table in found.tables.items()}
    assert counts == {"customers": 85, "deals": 8800, "leads": 8000}
    assert [refusal.file for refusal in found.refusals] == ["sales_teams.csv"]


CONNECTORS = {
    "fivetran_seeds/dbt_hubspot/company_data.csv": ("customers", {"customer": "id", "name": "property_name"}),
    "fivetran_seeds/dbt_salesforce/sf_account_data.csv": ("customers", {"customer": "id", "domain": "website"}),
    "fivetran_seeds/dbt_stripe/customer_data.csv": ("customers", {"customer": "id", "name": "name"}),
    "fivetran_seeds/dbt_salesforce/sf_event_data.csv": ("activities", {"minutes": "duration_in_minutes"}),
    "fivetran_seeds/dbt_recurly/line_item_history_data.csv": (
        "invoices",
        {"customer": "account_id", "period_start": "start_date", "period_end": "end_date", "amount": "amount"},
    ),
    "fivetran_seeds/dbt_zuora/zuora_invoice_item_data.csv": (
        "invoices",
        {"invoice_id": "invoice_id", "period_start": "service_start_date", "amount": "charge_amount"},
    ),
    "fivetran_seeds/dbt_zuora/zuora_invoice_data.csv": ("invoices", {"amount": "amount_without_tax"}),
}
"""Tables of connectors that no mapping by hand covers: what each is, and the headers that leave no doubt."""


@pytest.mark.parametrize(("name", "truth"), CONNECTORS.items())
def test_tables_of_connectors_are_told_by_their_headers(opened, name, truth):
    (sheet,) = opened(name).sheets
    assert (sheet.table, {column: sheet.columns[column].header for column in truth[1]}) == truth


@pytest.mark.parametrize(
    "name",
    [
        "dbt_stripe/discount_data.csv",
        "dbt_stripe/card_data.csv",
        "dbt_recurly/transaction_data.csv",
        "dbt_zuora/zuora_payment_data.csv",
    ],
)
def test_payments_and_cards_are_no_invoices_or_customers(opened, name):
    assert not opened(f"fivetran_seeds/{name}").sheets
