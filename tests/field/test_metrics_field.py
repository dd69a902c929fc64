"""Deal metrics of a real CRM export, against reference values that others worked out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.measure import default_window, measure, rows_behind
from revops.vocabulary import Slice

pytestmark = pytest.mark.field

KEYS = (
    "win_rate",
    "cohort_win_rate",
    "win_loss_ratio",
    "time_to_close_days",
    "sales_cycle_days",
    "average_deal_size",
    "annual_bookings",
    "open_pipeline",
    "pipeline_by_stage",
)


@cache
def maven(folder: Path) -> Dataset:
    path = folder / "maven_crm" / "sales_pipeline.csv"
    return read([Upload(path.name, path.read_bytes())])


@pytest.fixture
def expected(field_data: Path):
    values = json.loads((field_data / "expected.json").read_text(encoding="utf-8"))["maven_crm"]["metrics"]
    return lambda key: values[key]["value"]


@pytest.fixture
def readings(field_data: Path):
    data = maven(field_data)
    slices = (Slice.MONTH, Slice.QUARTER, Slice.OWNER)
    return measure(data, keys=KEYS, window=default_window(data, all_time=True), slices=slices)


def test_close_rate_overall_and_of_all_created(readings, expected):
    reading = readings["win_rate"]
    assert reading.value == pytest.approx(expected("win_rate_count"), abs=1e-6)
    assert reading.n == expected("stage_counts")["Won"] + expected("stage_counts")["Lost"]
    assert reading.rivals["won_over_created"].value == pytest.approx(expected("win_rate_of_all_created"), abs=1e-6)
    assert reading.firm


def test_close_rate_by_quarter(readings, expected):
    found = {piece.key.replace("-", ""): piece.value for piece in readings["win_rate"].by[Slice.QUARTER]}
    assert found == pytest.approx(expected("win_rate_by_close_quarter"), abs=1e-6)


def test_close_rate_of_each_of_30_reps(readings, expected):
    found = {piece.key: (piece.value, piece.n) for piece in readings["win_rate"].by[Slice.OWNER]}
    wanted = {
        name: (pytest.approx(rep["win_rate"], abs=1e-6), rep["closed"]) for name, rep in expected("by_agent").items()
    }
    assert found == wanted


def test_deal_size_is_that_of_won_deals(readings, expected):
    reading = readings["average_deal_size"]
    assert reading.value == pytest.approx(expected("avg_deal_size_won"), abs=1e-6)
    assert reading.beside["median"].value == expected("median_deal_size_won")
    assert reading.low < reading.value < reading.high


def test_bookings_by_month_and_rep(readings, expected):
    reading = readings["annual_bookings"]
    assert reading.value == expected("won_value_total")
    assert {piece.key: piece.value for piece in reading.by[Slice.MONTH]} == expected("won_value_by_close_month")
    by_owner = {piece.key: piece.value for piece in reading.by[Slice.OWNER]}
    assert by_owner == {name: rep["won_value"] for name, rep in expected("by_agent").items()}


def test_days_to_close_as_seen_and_freed_from_open_deals(readings, expected):
    reading = readings["time_to_close_days"]
    for outcome in ("won", "lost"):
        assert reading.beside[f"mean_of_{outcome}"].value == pytest.approx(
            expected(f"cycle_days_{outcome}_mean"), abs=1e-6
        )
        assert reading.beside[f"median_of_{outcome}"].value == expected(f"cycle_days_{outcome}_median")
    assert reading.value > reading.beside["median_of_won"].value


def test_first_contact_is_never_taken_from_the_opening(readings):
    assert readings["sales_cycle_days"].value is None
    assert "first contact" in readings["sales_cycle_days"].reason


def test_open_deals_without_amounts_are_unknown_and_not_0(readings):
    assert readings["open_pipeline"].reason == "All 2,089 deals counted here have no amount."


def test_open_deals_by_stage(readings, expected):
    counts = expected("stage_counts")
    found = {part.key: part.n for part in readings["pipeline_by_stage"].parts}
    assert found == {stage: counts[stage] for stage in ("Engaging", "Prospecting")}


def test_rows_behind_are_as_many_as_counted(field_data, readings):
    data = maven(field_data)
    rows = rows_behind(data, "win_rate", default_window(data, all_time=True))
    assert rows.num_rows == readings["win_rate"].n
    assert rows["source_file"].unique().to_pylist() == ["sales_pipeline.csv"]
