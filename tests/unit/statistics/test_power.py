"""Rows needed, held against the power functions of statsmodels."""

from __future__ import annotations

import pytest
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from revops.statistics.interval import Interval
from revops.statistics.normal import z_score
from revops.statistics.power import deviation_of_a_row, rows_for_means, rows_for_shares


@pytest.mark.parametrize(("before", "after", "known"), [(0.25, 0.30, 1251), (0.02, 0.01, 2319), (0.5, 0.6, 388)])
def test_rows_for_shares_when_worked_by_the_book_are_those(before: float, after: float, known: int):
    assert rows_for_shares(before, after) == known


@pytest.mark.parametrize(
    ("before", "after"), [(0.25, 0.30), (0.275, 0.44), (0.021, 0.007), (0.63, 0.64), (0.5, 0.4), (0.9, 0.99)]
)
def test_rows_for_shares_when_given_to_statsmodels_have_the_power_promised(before: float, after: float):
    rows = rows_for_shares(before, after)
    assert rows is not None
    power = power_proportions_2indep(after - before, before, rows, return_results=False)
    assert power == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize(("deviation", "difference"), [(1.0, 0.5), (40.0, 5.0), (1.0, 1.0), (0.3, -0.01)])
def test_rows_for_means_when_held_against_statsmodels_are_the_same(deviation: float, difference: float):
    known = NormalIndPower().solve_power(abs(difference) / deviation, alpha=0.05, power=0.8, ratio=1)
    rows = rows_for_means(deviation, difference)
    assert rows is not None
    assert rows - 1 < known <= rows


def test_rows_when_nothing_moved_are_unknown():
    assert rows_for_shares(0.3, 0.3) is None
    assert rows_for_means(1.0, 0.0) is None


def test_deviation_when_the_interval_is_that_of_a_mean_is_that_of_a_row():
    reach = z_score() * 4.0 / 100**0.5
    ends = Interval(10 - reach, 10 + reach)
    assert deviation_of_a_row(ends.low, ends.high, 100) == pytest.approx(4.0)
