"""What is measured of quotas, forecasts and logged time is what the books of the sample company say."""

from __future__ import annotations

from typing import Any

import pytest
from known import account, readings

from revops.samples import SAMPLES

ORBISQUILL = next(sample for sample in SAMPLES if sample.key == "orbisquill")


@pytest.fixture
def books() -> dict[str, Any]:
    found: dict[str, Any] = account(ORBISQUILL)["books"]
    return found


def test_selling_time_is_that_of_the_books(books: dict[str, Any]):
    found = readings(ORBISQUILL)["selling_time_share"]
    assert found.value == pytest.approx(books["selling_minutes"] / books["logged_minutes"])
    assert found.low < found.value < found.high


def test_forecasts_locked_at_the_start_miss_as_the_books_say(books: dict[str, Any]):
    found = readings(ORBISQUILL)
    assert found["forecast_accuracy"].value == pytest.approx(
        1 - books["missed_by_locked_forecasts"] / books["actuals_in_window"]
    )
    assert found["forecast_bias"].value == pytest.approx(
        books["locked_forecasts_in_window"] / books["actuals_in_window"] - 1
    )
    assert found["forecast_bias"].n == 12


def test_quotas_are_filled_as_the_books_say(books: dict[str, Any]):
    found = readings(ORBISQUILL)["quota_attainment"].rivals["everyone"]
    assert (found.value, found.n) == (pytest.approx(books["won_amount_in_window"] / books["quota_in_window"]), 6 * 12)
