"""The break-even lift of a published pipeline, held against a plain loop over its rows."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

import revops

pytestmark = pytest.mark.field
DAYS_IN_MONTH = 30.4375


@pytest.fixture
def pipeline() -> Path:
    folder = os.environ.get("REVOPS_FIELD_DATA")
    if not folder:
        pytest.skip("REVOPS_FIELD_DATA names no folder of real spreadsheets")
    path = Path(folder) / "maven_crm" / "sales_pipeline.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


def test_win_rate_that_pays_for_a_person_is_that_of_a_plain_loop(pipeline: Path):
    answers = {
        "context": {"gross_margin": 0.8},
        "investment": {
            "roles": {"sales_operations_manager": {"pay": 80_000}},
            "assumptions": {"loading": 1.0, "ramp_months": 3, "cycle_days": 60},
        },
    }
    found = revops.assess(pipeline, answers=answers, metrics="win_rate").break_even.loc[("win_rate", 12)]

    with pipeline.open(encoding="utf-8") as rows:
        closed = [row for row in csv.DictReader(rows) if row["close_date"].startswith("2017")]
    won = [float(row["close_value"]) for row in closed if row["deal_stage"] == "Won"]
    a_month = len(closed) / (365 / DAYS_IN_MONTH)
    left = 12 - 3 - 60 / DAYS_IN_MONTH
    assert found["lift"] == pytest.approx(80_000 / (a_month * sum(won) / len(won) * 0.8 * left), rel=1e-9)
