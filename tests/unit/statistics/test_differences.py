import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from revops.statistics.differences import Ranged, difference, ratio, shares_differ, wilson_trials
from revops.statistics.interval import Interval
from revops.statistics.means import PowerSums, hall
from revops.statistics.middles import median_of
from revops.statistics.shares import wilson

DRAWS = 4000
STATED = 0.05
SLACK = 3 * math.sqrt(STATED * (1 - STATED) / DRAWS)
"""Three standard errors of a share of false alarms over so many draws."""


def share(won: int, n: int) -> Ranged:
    return Ranged(won / n, wilson(won, n))


@pytest.mark.parametrize(("won", "n", "won_then", "n_then"), [(56, 70, 48, 80), (9, 10, 3, 10), (0, 20, 10, 20)])
def test_difference_of_shares_when_compared_with_statsmodels_then_equal(won: int, n: int, won_then: int, n_then: int):
    found = difference(share(won, n), share(won_then, n_then)).interval
    assert (found.low, found.high) == pytest.approx(
        confint_proportions_2indep(won, n, won_then, n_then, method="newcomb", compare="diff")
    )


def test_shares_differ_when_compared_with_statsmodels_then_equal():
    _, expected = proportions_ztest([56, 48], [70, 80])
    assert shares_differ(56 / 70, 70, 48 / 80, 80) == pytest.approx(float(expected))


def test_shares_differ_when_all_are_won_in_both_then_no_sign_of_it():
    assert shares_differ(1.0, 20, 1.0, 30) == 1.0


@pytest.mark.parametrize(("won", "n"), [(0, 12), (3, 40), (20, 40), (39, 40), (12, 12)])
def test_wilson_trials_then_the_interval_gives_back_its_cases(won: int, n: int):
    assert wilson_trials(won / n, wilson(won, n)) == pytest.approx(n)


def test_difference_of_two_means_is_close_to_welch():
    draw = np.random.default_rng(3)
    first, second = draw.normal(10, 2, 60), draw.normal(9, 3, 80)
    found = difference(mean_of(first, bend=False), mean_of(second, bend=False))
    assert found.value == pytest.approx(first.mean() - second.mean())
    assert found.p_value == pytest.approx(stats.ttest_ind(first, second, equal_var=False).pvalue, rel=0.15)


def test_difference_touches_zero_exactly_where_the_probability_is_one_in_twenty():
    found = difference(Ranged(4, Interval(1, 5)), Ranged(0, Interval(-1, math.sqrt(7))))
    assert found.interval.low == pytest.approx(0)
    assert found.p_value == pytest.approx(0.05)


def test_difference_of_numbers_that_cannot_vary_then_no_probability():
    assert difference(Ranged(2, Interval(2, 2)), Ranged(1, Interval(1, 1))).p_value is None


def test_ratio_then_how_much_more():
    found = ratio(Ranged(120, Interval(100, 144)), Ranged(100, Interval(100, 100)))
    assert found.value == pytest.approx(0.2)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0, 0.44))


def test_ratio_when_a_range_reaches_zero_then_none():
    assert ratio(Ranged(5, Interval(0, 9)), Ranged(5, Interval(4, 6))) is None


def mean_of(values: np.ndarray, *, bend: bool = True) -> Ranged:
    s3 = float((values**3).sum())
    sums = PowerSums(len(values), float(values.sum()), float((values**2).sum()), s3)
    if not bend:
        reach = stats.t.ppf(0.975, sums.n - 1) * values.std(ddof=1) / math.sqrt(sums.n)
        return Ranged(sums.mean, Interval(sums.mean - reach, sums.mean + reach), sums.n - 1)
    return Ranged(sums.mean, hall(sums), sums.n - 1)


@pytest.mark.parametrize(("truth", "n", "n_then"), [(0.3, 30, 30), (0.1, 100, 60), (0.5, 1000, 400), (0.95, 60, 60)])
def test_shares_that_did_not_change_then_false_alarms_stay_below_what_is_stated(truth: float, n: int, n_then: int):
    draw = np.random.default_rng(7)
    now, then = draw.binomial(n, truth, DRAWS) / n, draw.binomial(n_then, truth, DRAWS) / n_then
    alarms = [shares_differ(a, n, b, n_then) < STATED for a, b in zip(now, then, strict=True)]
    assert np.mean(alarms) <= STATED + SLACK


@pytest.mark.parametrize("n", [30, 100])
def test_skewed_means_that_did_not_change_then_false_alarms_stay_near_what_is_stated(n: int):
    draw = np.random.default_rng(11)
    amounts = draw.lognormal(9, 1, (DRAWS, 2, n))
    alarms = [ratio(mean_of(now), mean_of(then)).p_value < STATED for now, then in amounts]
    assert np.mean(alarms) <= STATED + SLACK + 0.01


def test_medians_that_did_not_change_then_false_alarms_stay_below_what_is_stated():
    draw = np.random.default_rng(13)
    alarms = [
        difference(*(days(row) for row in pair)).p_value < STATED for pair in draw.lognormal(4, 0.6, (800, 2, 40))
    ]
    assert np.mean(alarms) <= STATED + 3 * math.sqrt(STATED * (1 - STATED) / 800)


def days(row: np.ndarray) -> Ranged:
    values, counts = np.unique(np.round(row), return_counts=True)
    found = median_of(dict(zip(values.tolist(), counts.tolist(), strict=True)))
    return Ranged(found.value, found.interval, len(row) - 1)
