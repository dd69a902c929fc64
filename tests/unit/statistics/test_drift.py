import numpy as np
import pytest
from scipy import stats

from revops.statistics.drift import GRID, Mix, distance


def test_alike_periods_then_no_distance():
    found = distance([Mix.of([[30, 70]] * 4)])
    assert found.interval.low == 0
    assert found.value < 0.02


def test_two_rates_that_differ_for_sure_then_about_their_difference():
    found = distance([Mix.of([[400, 600], [600, 400], [400, 600], [600, 400]])])
    assert 0.12 < found.value < 0.25
    assert found.interval.low > 0.05


def test_weights_of_a_rate_by_the_beta_binomial_distribution():
    mix = Mix.of([[12, 30], [9, 41], [20, 25]])
    share = 41 / 137
    strength = 1 / GRID[100] ** 2 - 1
    pairs = ((12, 42), (9, 50), (20, 45))
    differ = sum(
        stats.betabinom.logpmf(won, n, share * strength, (1 - share) * strength) - stats.binom.logpmf(won, n, share)
        for won, n in pairs
    )
    counts = np.array([42, 50, 45])
    precise = (1 / (GRID[100] ** 2 + (1 - GRID[100] ** 2) / counts)).sum()
    _, weights, equal = mix.weights
    wanted = np.exp(differ - 0.5 * np.log(precise) + 0.5 * np.log(counts.sum())) / GRID.size
    assert weights[100] / equal == pytest.approx(wanted)


def test_rare_categories_then_taken_together():
    mix = Mix.of([[30, 1, 2], [30, 2, 1]])
    assert mix.counts.tolist() == [[30, 3], [30, 3]]


def test_one_period_or_one_category_then_nothing_to_compare():
    assert Mix.of([[3, 4]]) is None
    assert Mix.of([[30], [40]]) is None


def test_several_features_then_between_the_nearest_and_the_farthest():
    still, moving = Mix.of([[300, 700]] * 4), Mix.of([[100, 900], [500, 500], [100, 900], [500, 500]])
    both = distance([still, moving]).value
    assert distance([still]).value < both < distance([moving]).value
