"""What finance, success and the head of sales keep is read in full, and agrees with deals and billing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from known import account, dataset

from revops.intake.arrow import pc
from revops.samples import SAMPLES

ORBISQUILL = next(sample for sample in SAMPLES if sample.key == "orbisquill")


def table(name: str) -> pa.Table:
    return dataset(ORBISQUILL).tables[name]


def books() -> dict[str, Any]:
    found: dict[str, Any] = account(ORBISQUILL)["books"]
    return found


def test_quotas_side_by_side_add_up_to_the_books():
    assert table("quotas").num_rows == 6 * 12
    assert pc.sum(table("quotas")["amount"]).as_py() == books()["quota_in_window"]


def test_invoices_with_credits_and_setup_fees_add_up_to_the_books():
    assert pc.sum(table("invoices")["amount"]).as_py() == pytest.approx(books()["invoiced_in_window"])
    assert pc.min(table("invoices")["amount"]).as_py() < 0
    assert set(table("invoices")["is_recurring"].to_pylist()) == {True, False}


def test_every_customer_that_is_billed_is_listed():
    listed = set(table("customers")["name"].to_pylist())
    assert len(listed) == books()["customers_listed"]
    assert set(table("subscriptions")["customer"].to_pylist()) <= listed


def test_forecasts_locked_before_the_month_are_told_from_later_ones():
    made, start = table("forecasts")["made_on"], table("forecasts")["period_start"]
    last_year = pc.greater_equal(start, pa.scalar(date(2025, 1, 1)))
    told = pc.is_valid(table("forecasts")["actual"])
    locked = table("forecasts").filter(pc.and_(pc.and_(pc.less_equal(made, start), last_year), told))
    assert locked.num_rows == 12
    assert pc.sum(locked["amount"]).as_py() == books()["locked_forecasts_in_window"]
    assert pc.sum(locked["actual"]).as_py() == books()["won_amount_in_window"]


def test_logged_minutes_are_those_of_the_books():
    assert pc.sum(table("activities")["minutes"]).as_py() == books()["logged_minutes"]


def test_some_won_deals_never_reach_billing():
    won = table("deals").filter(
        pc.and_(pc.equal(table("deals")["outcome"], "won"), pc.equal(table("deals")["kind"], "new"))
    )
    unbilled = set(won["account"].to_pylist()) - set(table("subscriptions")["customer"].to_pylist())
    assert len(unbilled) >= books()["won_never_billed"] > 0
