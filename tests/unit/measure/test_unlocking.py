"""A further file is offered only for what it would make known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from builders import dataset

from revops.measure.unlocking import would_know
from revops.metrics import METRICS

WON: Mapping[str, Any] = {"outcome": "won", "closed_on": "2025-02-01", "opened_on": "2025-01-01", "owner": "Rep 1"}
PAID = {**WON, "amount": 100.0, "currency": "EUR"}
OPEN = {"amount": 5.0, "currency": "EUR", "owner": "Rep 1", "expected_close_on": "2026-03-01"}


@pytest.mark.parametrize(
    ("metric", "deals", "helps"),
    [
        ("quota_attainment", [PAID], True),
        ("quota_attainment", [WON], False),
        ("pipeline_coverage", [PAID, OPEN], True),
        ("pipeline_coverage", [PAID], False),
        ("win_rate", [PAID], False),
    ],
)
def test_targets_help_only_where_the_deals_have_what_is_held_against_them(
    metric: str, deals: list[Mapping[str, Any]], helps: bool
):
    assert would_know(dataset(deals=deals), METRICS[metric], {"quotas"}) == helps


@pytest.mark.parametrize(
    ("account", "helps"),
    [
        ("Northwind Ltd", True),
        ("Globex", True),
        ("2c43fb513632d29b3b58df74816f1b06", False),
        ("0013000001AbCdEFGH", False),
    ],
)
def test_billing_helps_against_deals_whose_companies_have_names(account: str, helps: bool):
    deals = [{**PAID, "account": account}]
    assert would_know(dataset(deals=deals), METRICS["crm_billing_mismatch"], {"subscriptions"}) == helps


def test_table_that_needs_another_one_helps_only_beside_it():
    cost = METRICS["cost_per_lead"]
    assert not would_know(dataset(deals=[WON]), cost, {"spend"})
    assert would_know(dataset(leads=[{"created_on": "2025-01-05", "source": "Ads"}]), cost, {"spend"})


def test_first_file_helps_by_itself():
    assert would_know(dataset(), METRICS["mrr"], {"subscriptions"})
