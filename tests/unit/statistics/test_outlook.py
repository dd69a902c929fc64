import runpy
from pathlib import Path

import numpy as np
import pytest

from revops.statistics.outlook import DRAWS, MONTHS, Amounts, Past, Running, outlook

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "bench_outlook.py"))
TEN = Amounts(10, 10_000.0, 10_000_000.0)
PAST = Past(
    won={2: 40.0}, lost={3: 60.0}, running={0: 10.0}, sizes=Amounts(40, 40_000.0, 40_000_000.0), opened=[0.0] * 24
)


def test_chances_like_the_past_then_as_many_are_won():
    found = outlook(PAST, [Running("", 0, 10, TEN)])
    assert found.from_running.shape == (DRAWS, MONTHS)
    assert found.from_running.sum(axis=1).mean() == pytest.approx(4000, rel=0.08)
    assert found.from_running[:, 2:].sum(axis=1).mean() < 400


def test_deals_older_than_any_that_was_won_then_hardly_any():
    assert outlook(PAST, [Running("", 30, 10, TEN)]).from_running.sum(axis=1).mean() < 600


def test_no_deal_then_nothing():
    found = outlook(PAST, [])
    assert float(found.from_running.sum()) == 0.0
    assert np.median(found.total.sum(axis=1)) == 0.0


def test_same_seed_then_the_same_draws():
    once, again = (outlook(PAST, [Running("", 1, 3, TEN)], seed=4).total for _ in range(2))
    assert (once == again).all()


@pytest.mark.parametrize("world", BENCH["WORLDS"][:2], ids=lambda world: world.name)
def test_what_comes_lies_between_p10_and_p90_about_as_often_as_promised(world):
    (row,) = BENCH["rows"](120, worlds=(world,))
    assert 0.7 <= row.month <= 0.95
    assert 0.7 <= row.quarter <= 0.95
    assert 0.35 <= row.above <= 0.65
