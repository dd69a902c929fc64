"""Leads and wins of a real marketing funnel, with day-first and with month-first dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.reading import Reading
from revops.vocabulary import Slice

pytestmark = pytest.mark.field
FILES = ("olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv")


@pytest.fixture
def readings(field_data):
    return lambda folder: measured(field_data / folder)


@cache
def measured(folder: Path) -> Mapping[str, Reading]:
    paths = [folder / name for name in FILES]
    dataset = read([Upload(path.name, path.read_bytes()) for path in paths])
    window = default_window(dataset, all_time=True)
    return measure(dataset, window=window, slices=(Slice.MONTH, Slice.SOURCE))


@pytest.fixture
def expected(field_data):
    return lambda name: json.loads((field_data / "expected.json").read_text())["olist_funnel"]["metrics"][name]["value"]


def pieces(reading, piece: Slice):
    return {item.key: item for item in reading.by[piece]}


def test_conversion_overall_is_842_of_8000(readings):
    reading = readings("olist_funnel")["lead_conversion"]
    assert reading.value == 842 / 8000
    assert reading.n == 8000
    assert reading.rivals["all_leads"].value == 842 / 8000
    assert reading.low < 842 / 8000 < reading.high


def test_conversion_by_month_of_arrival(readings, expected):
    got = pieces(readings("olist_funnel")["lead_conversion"], Slice.MONTH)
    truth = expected("mql_to_won_by_cohort_month")
    assert {key: item.n for key, item in got.items()} == {key: row["mqls"] for key, row in truth.items()}
    assert {key: item.value for key, item in got.items()} == pytest.approx(
        {key: row["rate"] for key, row in truth.items()}, abs=1e-6
    )


def test_conversion_by_source_keeps_blank_and_unknown_apart(readings, expected):
    got = pieces(readings("olist_funnel")["lead_conversion"], Slice.SOURCE)
    truth = {"" if key == "(blank)" else key: row for key, row in expected("mql_to_won_by_origin").items()}
    assert {key: item.n for key, item in got.items()} == {key: row["mqls"] for key, row in truth.items()}
    assert {key: item.value for key, item in got.items()} == pytest.approx(
        {key: row["rate"] for key, row in truth.items()}, abs=1e-6
    )


def test_qualified_leads_are_all_8000_by_month(readings, expected):
    reading = readings("olist_funnel")["marketing_qualified_leads"]
    truth = {key: row["mqls"] for key, row in expected("mql_to_won_by_cohort_month").items()}
    assert reading.value == 8000
    assert {key: item.value for key, item in pieces(reading, Slice.MONTH).items()} == truth


def test_month_first_dates_give_the_same_months(readings):
    one = pieces(readings("olist_funnel")["marketing_qualified_leads"], Slice.MONTH)
    other = pieces(readings("olist_funnel/truncated_variant")["marketing_qualified_leads"], Slice.MONTH)
    assert {key: item.value for key, item in one.items()} == {key: item.value for key, item in other.items()}


def test_days_from_first_contact_to_won(readings, expected):
    reading = readings("olist_funnel")["sales_cycle_days"]
    assert reading.value == expected("days_to_close_median") == 14
    assert reading.n in (841, 842)
