"""Real files held against each other: lists that are left out are told, and one file alone claims nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.reconciliation import Comparison, reconcile

pytestmark = pytest.mark.field


def opened(*paths: Path) -> Dataset:
    return read([Upload(path.name, path.read_bytes()) for path in paths])


def by_key(*paths: Path) -> dict[str, Comparison]:
    return {each.key: each for each in reconcile(opened(*paths))}


def test_churn_events_that_no_subscription_shows_are_told(field_data: Path):
    found = by_key(*sorted((field_data / "ravenstack_saas").glob("*.csv")))["cancellations"]
    assert found.notes[0].startswith("ravenstack_churn_events.csv is a list of cancellations")
    assert "“churn_flag” in ravenstack_accounts.csv" in found.notes[1]


def test_pipeline_without_billing_claims_nothing(field_data: Path):
    folder = field_data / "maven_crm"
    found = by_key(*(folder / f"{name}.csv" for name in ("sales_pipeline", "accounts", "products", "sales_teams")))
    assert all(each.reason and not each.findings for each in found.values())
