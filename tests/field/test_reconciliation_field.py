"""Real files held against each other: lists that are left out are told, and one file alone claims nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.reconciliation import Comparison, reconcile

pytestmark = pytest.mark.field


def opened(*paths: Path) -> Dataset:
    return read([Upload(path.name, path.read_bytes()) for path in paths])


def by_key(*paths: Path) -> dict[str, Comparison]:
    return {each.key: each for each in reconcile(opened(*paths))}


def test_churn_events_of_customers_who_still_pay_are_named(field_data: Path):
    folder = field_data / "ravenstack_saas"
    found = by_key(*sorted(folder.glob("*.csv")))["cancellations"]
    events = pd.read_csv(folder / "ravenstack_churn_events.csv", parse_dates=["churn_date"])
    rows = pd.read_csv(folder / "ravenstack_subscriptions.csv", parse_dates=["start_date", "end_date"])
    last = max(rows["start_date"].max(), rows["end_date"].max())
    rows["left"] = rows["account_id"].map(events.groupby("account_id")["churn_date"].max())
    runs = (rows["end_date"].isna() | (rows["end_date"] > last)) & ~rows["is_trial"] & (rows["mrr_amount"] > 0)
    paid = rows[runs & (rows["start_date"] <= rows["left"])].groupby("account_id")["mrr_amount"].sum() * 12
    assert found.compared == events["account_id"].nunique() == 352
    differences = found.findings[0].differences
    assert {each.who: each.at_stake for each in differences} == pytest.approx(paid.to_dict())
    assert "“churn_flag” in ravenstack_accounts.csv" in found.notes[0]


def test_pipeline_without_billing_claims_nothing(field_data: Path):
    folder = field_data / "maven_crm"
    found = by_key(*(folder / f"{name}.csv" for name in ("sales_pipeline", "accounts", "products", "sales_teams")))
    assert all(each.reason and not each.findings for each in found.values())
