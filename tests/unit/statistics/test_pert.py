from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from revops.statistics.pert import pert_quantiles, pert_shape

EVENLY = (np.arange(20_000) + 0.5) / 20_000


def test_mean_when_three_guesses_are_given_is_low_four_likely_and_high_over_six():
    values = pert_quantiles(0.0, 0.02, 0.08, EVENLY)
    assert values.mean() == pytest.approx((0.0 + 4 * 0.02 + 0.08) / 6, rel=1e-4)


def test_values_when_held_against_a_beta_distribution_are_its_quantiles():
    shares = np.array([0.05, 0.5, 0.95])
    first, second = 1 + 4 * 0.25, 1 + 4 * 0.75
    assert pert_shape(0.0, 2.0, 8.0) == (first, second)
    assert pert_quantiles(0.0, 2.0, 8.0, shares) == pytest.approx(8 * stats.beta.ppf(shares, first, second))


def test_values_when_low_and_high_are_the_same_are_that_value():
    assert set(pert_quantiles(0.03, 0.03, 0.03, np.array([0.1, 0.9]))) == {0.03}


def test_values_when_the_likely_one_is_an_end_stay_inside():
    values = pert_quantiles(-0.01, -0.01, 0.05, EVENLY)
    assert values.min() >= -0.01
    assert values.max() <= 0.05
