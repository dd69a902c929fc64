"""Ranges of formulas over uncertain numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from revops.statistics.interval import Interval
from revops.statistics.joint import Uncertain, simulated
from revops.statistics.shares import wilson


def test_one_uncertain_number_gives_its_own_ends_back():
    found = simulated({"share": Uncertain(0.3, Interval(0.2, 0.45), is_share=True)}, lambda share: share)
    assert found is not None
    assert found.low == pytest.approx(0.2, abs=0.001)
    assert found.high == pytest.approx(0.45, abs=0.001)


def test_exact_numbers_have_no_range():
    assert simulated({"cost": Uncertain(4.0), "count": Uncertain(2.0)}, lambda cost, count: cost / count) is None


def test_an_open_end_leaves_no_range():
    assert simulated({"odds": Uncertain(4.0, Interval(1.0, math.inf))}, lambda odds: odds) is None


def test_dividing_by_what_may_be_nothing_has_no_upper_end():
    parts = {"cost": Uncertain(10.0), "share": Uncertain(0.01, Interval(0.0, 0.2), is_share=True)}
    found = simulated(parts, lambda cost, share: cost / share)
    assert found is not None
    assert found.low == pytest.approx(50, rel=0.01)
    assert math.isinf(found.high)


def test_the_range_is_the_same_every_time():
    parts = {"a": Uncertain(2.0, Interval(1.0, 3.0)), "b": Uncertain(5.0, Interval(4.0, 7.0))}
    assert simulated(parts, lambda a, b: a * b) == simulated(parts, lambda a, b: a * b)


def test_a_product_of_lognormals_agrees_with_the_textbook():
    one, other = 0.2, 0.3
    reach = 1.959964
    parts = {
        "a": Uncertain(1.0, Interval(math.exp(-reach * one), math.exp(reach * one))),
        "b": Uncertain(1.0, Interval(math.exp(-reach * other), math.exp(reach * other))),
    }
    found = simulated(parts, lambda a, b: a * b)
    assert found is not None
    assert math.log(found.high) == pytest.approx(reach * math.hypot(one, other), rel=0.03)
    assert math.log(found.low) == pytest.approx(-reach * math.hypot(one, other), rel=0.03)


def test_the_range_of_a_ratio_covers_the_truth():
    draws = np.random.default_rng(7)
    hits, rounds = 0, 400
    for _ in range(rounds):
        won = int(draws.binomial(60, 0.3))
        amounts = draws.gamma(4.0, 250.0, 40)
        half = float(stats.t.ppf(0.975, 39) * amounts.std(ddof=1) / np.sqrt(40))
        mean = float(amounts.mean())
        parts = {
            "share": Uncertain(won / 60, wilson(won, 60), is_share=True),
            "size": Uncertain(mean, Interval(mean - half, mean + half)),
        }
        found = simulated(parts, lambda share, size: size / share)
        assert found is not None
        hits += found.holds(1000 / 0.3)
    assert 0.92 <= hits / rounds <= 0.985
