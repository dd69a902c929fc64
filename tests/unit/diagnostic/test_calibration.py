from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "bench_calibration.py"))


@pytest.mark.parametrize("world", BENCH["WORLDS"], ids=lambda world: world.__name__)
def test_settled_answers_are_right_about_as_often_as_they_claim(world):
    [row] = [row for row in BENCH["rows"](companies=400, worlds=(world,)) if row.band == "all settled"]

    assert row.answers > 150
    assert row.right == pytest.approx(row.claimed, abs=0.1)
