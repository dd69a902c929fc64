import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import multinomial_proportions_confint

from revops.statistics.categories import goodman
from revops.statistics.multiplicity import benjamini_hochberg
from revops.statistics.spread import beta_binomial_spread
from revops.statistics.trend import theil_sen


def test_goodman_when_compared_with_statsmodels_then_equal():
    counts = [56, 72, 73, 59, 62, 87, 58]
    expected = multinomial_proportions_confint(counts, method="goodman")
    assert [(item.low, item.high) for item in goodman(counts)] == [pytest.approx(tuple(row)) for row in expected]


def test_goodman_of_an_empty_category_then_from_zero():
    first, second = goodman([0, 10])
    assert first.low == 0
    assert second.high == 1


def test_goodman_without_cases_then_anything_is_possible():
    assert [(item.low, item.high) for item in goodman([0, 0])] == [(0, 1), (0, 1)]


def test_goodman_when_negative_then_refused():
    with pytest.raises(ValueError, match="not negative"):
        goodman([-1, 2])


def test_benjamini_hochberg_when_compared_with_statsmodels_then_equal():
    p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    expected = multipletests(p_values, alpha=0.1, method="fdr_bh")[0]
    assert list(benjamini_hochberg(p_values)) == list(expected)


def test_benjamini_hochberg_of_the_published_example_then_the_four_smallest():
    """Benjamini and Hochberg 1995, section 3.2: fifteen tests of one trial, at 5%."""
    smallest = [0.0001, 0.0004, 0.0019, 0.0095]
    others = [0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert benjamini_hochberg([*smallest, *others], 0.05) == (True,) * 4 + (False,) * 11


def test_benjamini_hochberg_of_noise_then_nothing_moved():
    assert not any(benjamini_hochberg([0.2, 0.5, 0.9]))
    assert benjamini_hochberg([]) == ()


def test_theil_sen_by_a_plain_loop():
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]
    slopes = [(values[j] - values[i]) / (j - i) for j in range(8) for i in range(j)]
    assert theil_sen(values).slope == pytest.approx(float(np.median(slopes)))


def test_theil_sen_of_the_published_example_then_its_slope_and_range():
    """Sen 1968, section 6: seven points, 93%."""
    found = theil_sen([9, 15, 19, 20, 45, 55, 78], 0.93, at=[1, 2, 3, 4, 10, 12, 18])
    assert found.slope == 4
    assert (found.interval.low, found.interval.high) == pytest.approx((26 / 7, 35 / 8))


def test_theil_sen_when_one_month_is_odd_then_unmoved():
    trend = theil_sen([10, 20, 30, 4000, 50, 60, 70])
    assert trend.slope == pytest.approx(10)
    assert trend.interval.holds(10)


def test_theil_sen_of_two_values_then_no_line():
    assert theil_sen([1, 2]) is None


def test_spread_when_only_luck_differs_then_reaches_zero():
    spread = beta_binomial_spread([3, 4, 2, 3, 4], [12] * 5)
    assert spread.interval.low == 0.0
    assert spread.value < 0.03


def test_spread_when_rates_differ_widely_then_found():
    spread = beta_binomial_spread([10, 90, 12, 85, 50, 20], [100] * 6)
    assert spread.interval.holds(float(np.std([0.1, 0.9, 0.12, 0.85, 0.5, 0.2])))
    assert spread.interval.low > 0.15


def test_spread_of_one_unit_then_unknown():
    assert beta_binomial_spread([3, 0], [10, 0]) is None


def test_spread_by_the_beta_binomial_distribution_of_scipy():
    """The same model, each point of its grid worked out by a distribution written by others."""
    won, tried = [3, 14, 7, 9, 21], [20, 41, 19, 33, 57]
    differ, deviations = [], []
    for mean in np.linspace(0.005, 0.995, 100):
        for part in np.linspace(0.0025, 0.9975, 100):
            strength = 1 / part**2 - 1
            differ.append(np.prod(stats.betabinom.pmf(won, tried, mean * strength, (1 - mean) * strength)))
            deviations.append(part * np.sqrt(mean * (1 - mean)))
    equal = np.mean([np.prod(stats.binom.pmf(won, tried, mean)) for mean in np.linspace(0.005, 0.995, 100)])
    expected = np.mean(np.multiply(differ, deviations)) / (np.mean(differ) + equal)
    assert beta_binomial_spread(won, tried).value == pytest.approx(expected, rel=1e-9)


def test_spread_when_units_come_in_another_order_then_the_same_to_the_last_digit():
    won, tried = [3, 14, 7, 9, 21, 5], [20, 41, 19, 33, 57, 23]
    assert beta_binomial_spread(won, tried) == beta_binomial_spread(won[::-1], tried[::-1])
