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


def test_velocity_of_the_textbook_and_freed_from_it(field_data, expected):
    data = maven(field_data)
    found = measure(data, keys=["pipeline_velocity"], window=default_window(data, all_time=True))["pipeline_velocity"]
    textbook = found.rivals["textbook"]
    assert textbook.value == pytest.approx(expected("sales_velocity_per_day"), abs=1e-6)
    assert textbook.low < textbook.value < textbook.high
    assert found.value < textbook.value / 2, "open deals that nobody closes count with the days they have been open"


def test_days_to_close_in_other_readings(readings, expected):
    rivals = readings["time_to_close_days"].rivals
    assert rivals["won_only"].value == expected("cycle_days_won_median")
    assert rivals["all_decided"].value == expected("cycle_days_closed_median")
    assert rivals["won_or_lost"].value > rivals["all_decided"].value


def test_close_rate_by_amount_is_unknown_where_lost_deals_are_all_0(readings, expected):
    assert expected("win_rate_value") is None
    assert not readings["win_rate"].rivals["by_amount"].is_known


def test_close_rate_falls_where_outgrown_deals_count_as_lost(readings, expected):
    rival = readings["win_rate"].rivals["aged_as_lost"]
    outgrown = rival.n - readings["win_rate"].n
    assert outgrown >= expected("open_engaging_older_than_longest_closed_cycle")
    assert rival.value == pytest.approx(expected("stage_counts")["Won"] / rival.n)


def test_forecast_of_a_file_full_of_forgotten_deals_is_not_theirs(field_data):
    data = maven(field_data)
    readings = measure(data, keys=["sales_forecast", "annual_bookings"], slices=(Slice.QUARTER,))
    found, quarters = readings["sales_forecast"], readings["annual_bookings"].by[Slice.QUARTER]
    assert found.n == 6711
    assert 0 < found.value < max(piece.value for piece in quarters)
    assert "Open deals without an amount: " in " ".join(found.notes)


def test_forecast_says_why_it_lies_below_the_quarter_before(field_data):
    data = maven(field_data)
    notes = " ".join(measure(data, keys=["sales_forecast"])["sales_forecast"].notes)
    assert "At least 1,118 of 1,589 open deals have been open for longer than any deal was that you won" in notes
    assert "New deals a month: 388 in the last three months, 753 in the nine before." in notes
    assert "Open deals without an opening date: 500." in notes
