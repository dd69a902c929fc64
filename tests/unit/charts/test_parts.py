"""Parts of a metric in the form that fits them."""

from __future__ import annotations

import pytest

from revops.charts.parts import futures, parts
from revops.charts.theme import Style
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Unit


def piece(key: str, value: float) -> Piece:
    return Piece(key=key, value=value, low=None, high=None, n=40)


FUTURES = tuple(
    piece(f"2026-0{month} {name}", value * month)
    for month in (1, 2)
    for name, value in (("P10", 1), ("P50", 2), ("P90", 5))
)


def test_simulated_months_are_one_row_each_with_their_ends():
    assert [(one.key, one.value, one.low, one.high) for one in futures(FUTURES)] == [
        ("up to 2026-01", 2, 1, 5),
        ("up to 2026-02", 4, 2, 10),
    ]


def test_simulated_months_end_on_days_as_they_are_written_elsewhere():
    found = tuple(piece(f"2026-01-30 {name}", value) for name, value in (("P10", 1), ("P50", 2), ("P90", 5)))
    reading = Reading(key="sales_forecast", unit=Unit.MONEY, value=2, n=40, parts=found)
    _, chart = parts(METRICS["sales_forecast"], reading, Style.of("en-GB", dark=False))
    assert [row["name"] for row in chart.rows] == ["up to 30 Jan 2026"]


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("sales_forecast", "By month"),
        ("stage_conversion", "Step by step"),
        ("pipeline_by_stage", "How it splits"),
        ("mrr_movements", "What came and went"),
    ],
)
def test_each_kind_of_parts_has_its_heading(key: str, heading: str):
    found = FUTURES if key == "sales_forecast" else (piece("2026-01 new", 0.4), piece("2026-01 churn", 0.2))
    reading = Reading(key=key, unit=Unit.SHARE, value=0.4, n=40, parts=found)
    assert parts(METRICS[key], reading, Style.of("en-GB", dark=False))[0].startswith(heading)
