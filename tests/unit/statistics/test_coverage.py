import runpy
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "bench_coverage.py"))


@pytest.mark.parametrize("kind", BENCH["KINDS"], ids=lambda kind: kind.__name__)
def test_intervals_cover_the_truth_about_as_often_as_promised(kind):
    rows = BENCH["rows"](companies=400, sizes=(30, 300), kinds=(kind,))
    assert [row.n for row in rows] == [30, 300]
    for row in rows:
        assert 0.88 <= row.coverage <= (1.0 if "alike" in row.kind else 0.995)
