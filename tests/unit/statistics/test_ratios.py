import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from revops.statistics.ratios import RatioSums, gross_retention, net_retention, rate, ratio_t
from revops.statistics.shares import wilson


def test_ratio_sums_of_pairs_then_sum_over_sum_and_never_the_mean_of_ratios():
    assert RatioSums.of([(1, 1), (0, 9)]).value == pytest.approx(0.1)


def test_ratio_sums_without_denominator_then_unknown():
    sums = RatioSums.of([(5, 0)])
    assert sums.value is None
    assert ratio_t(sums) is None
    assert net_retention(sums) is None
    assert gross_retention(sums) is None


def test_ratio_t_when_denominators_are_one_then_the_mean_with_its_t_interval():
    values = [1.0, 2.0, 4.0, 7.0, 9.0]
    low, high = DescrStatsW(values).tconfint_mean()
    interval = ratio_t(RatioSums.of([(value, 1.0) for value in values]), floor=None)
    assert (interval.low, interval.high) == pytest.approx((low, high))


def test_ratio_t_when_linearised_by_hand_then_equal():
    pairs = [(10, 2), (9, 3), (30, 5), (7, 1), (16, 4)]
    y, x = np.array(pairs).T
    ratio = y.sum() / x.sum()
    error = np.sqrt(((y - ratio * x) ** 2).sum() / x.sum() ** 2 * 5 / 4)
    assert ratio_t(RatioSums.of(pairs)).holds(ratio + 2 * error)
    assert not ratio_t(RatioSums.of(pairs)).holds(ratio + 5 * error)


def test_ratio_t_with_one_unit_then_no_range():
    assert ratio_t(RatioSums.of([(3, 4)])) is None


def test_ratio_t_when_low_would_be_negative_then_stops_at_the_floor():
    assert ratio_t(RatioSums.of([(0, 1), (0, 1), (9, 1)])).low == 0


def test_net_retention_when_nobody_changed_then_still_a_range():
    interval = net_retention(RatioSums.of([(100, 100)] * 10))
    assert interval.low < 0.95
    assert interval.high > 1.05


def test_net_retention_with_one_customer_then_wide_and_not_below_zero():
    interval = net_retention(RatioSums.of([(1, 100)]))
    assert interval.low == 0
    assert interval.high > 0.3


def test_net_retention_variance_by_the_specified_shrinkage():
    sums = RatioSums.of([(120, 100), (80, 100), (100, 100), (0, 100)])
    spread = sum((y - 0.75) ** 2 for y in (1.2, 0.8, 1.0, 0.0)) / 4
    half = net_retention(sums).high - 0.75
    assert half / np.sqrt((4 * spread + 0.18) / 6 / 4) == pytest.approx(2.5706, abs=1e-4)


def test_net_retention_below_reaches_as_far_as_that_of_a_share():
    interval = net_retention(RatioSums.of([(120, 100)] * 10))
    assert interval.low == pytest.approx(1.2 - (1 - wilson(10, 10).low))


def test_gross_retention_of_equal_customers_then_wilson():
    interval = gross_retention(RatioSums.of([(100, 100)] * 9 + [(0, 100)]))
    assert (interval.low, interval.high) == pytest.approx((wilson(9, 10).low, wilson(9, 10).high))
    assert interval.high <= 1


def test_rate_reaches_as_far_up_as_down_in_proportion():
    interval = rate(RatioSums.of([(900, 30), (0, 90), (100, 20), (0, 60)]), 2)
    assert interval.high / 5.0 == pytest.approx(5.0 / interval.low)
    assert interval.low > 0


def test_rate_of_equal_gains_then_only_their_number_is_uncertain():
    sums = RatioSums.of([(100, 10), (0, 10)] * 50)
    n, worth = 100, 50
    error = np.sqrt(100 * 50**2 / 5000**2 * n / (n - 1))
    assert np.log(rate(sums, 50).high / 5.0) == pytest.approx(stats.t.ppf(0.975, worth - 1) * error)


def test_rate_of_unequal_gains_then_what_has_not_been_seen_counts():
    sums = RatioSums.of([(1, 1), (1, 1), (10, 1)])
    worth = 144 / 102
    error = np.sqrt(54 / 144 * 3 / 2 + np.log(3 / worth) ** 2 / 4)
    assert np.log(rate(sums, 3).high / 4.0) == pytest.approx(stats.t.ppf(0.975, 1) * error)


def test_rate_of_no_gain_then_unknown():
    assert rate(RatioSums.of([(0, 30), (0, 90)]), 0) is None
