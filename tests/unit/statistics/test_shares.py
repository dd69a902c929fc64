import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from revops.statistics.interval import Interval
from revops.statistics.shares import kish_n, odds, share_of_amounts, share_of_clusters, wilson


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (1, 10), (5, 20), (30, 30), (250, 1000), (7.5, 30.0)])
def test_wilson_when_compared_with_statsmodels_then_equal(successes, trials):
    low, high = proportion_confint(successes, trials, method="wilson")
    interval = wilson(successes, trials)
    assert interval.low == pytest.approx(low, abs=1e-12)
    assert interval.high == pytest.approx(high, abs=1e-12)


def test_wilson_at_a_quarter_of_thirty_then_the_published_range():
    interval = wilson(7.5, 30)
    assert (round(interval.low, 2), round(interval.high, 2)) == (0.13, 0.43)


def test_wilson_without_trials_then_anything_is_possible():
    assert wilson(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 5)])
def test_wilson_when_impossible_then_refused(successes, trials):
    with pytest.raises(ValueError, match="successes run from"):
        wilson(successes, trials)


def test_wilson_when_confidence_is_a_percentage_then_refused():
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, 95)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_wilson_always_holds_the_share_and_stays_in_bounds(trials, share):
    interval = wilson(share * trials, trials)
    assert 0 <= interval.low <= interval.high <= 1
    assert interval.holds(share * trials / trials)


def test_kish_n_of_equal_weights_then_their_number():
    assert kish_n(50.0, 10 * 5.0**2) == pytest.approx(10)


def test_kish_n_of_a_giant_among_dwarfs_then_little_more_than_one():
    assert kish_n(1_000_009, 1_000_000**2 + 9) == pytest.approx(1.000018, abs=1e-6)


def test_share_of_amounts_when_equal_then_wilson_on_the_count():
    assert share_of_amounts(30.0, 100.0, 10 * 10.0**2).low == pytest.approx(wilson(3, 10).low)


def test_share_of_amounts_without_money_then_anything_is_possible():
    assert share_of_amounts(0, 0, 0).high == 1


def test_share_of_clusters_when_clusters_are_single_cases_then_about_their_number():
    residuals = 30 * 0.7**2 + 70 * 0.3**2
    assert share_of_clusters(30, 100, 100, residuals) == pytest.approx(99)


def test_share_of_clusters_when_all_cases_of_a_cluster_agree_then_the_clusters_count():
    residuals = 5 * (10 * 0.5) ** 2 + 5 * (10 * 0.5) ** 2
    assert share_of_clusters(50, 100, 10, residuals) == pytest.approx(9)


def test_odds_of_a_quarter_then_one_to_three_inside():
    interval = odds(25, 100)
    assert interval.holds(1 / 3)
    assert interval.low == pytest.approx(wilson(25, 100).low / (1 - wilson(25, 100).low))


def test_odds_without_a_loss_then_no_upper_end():
    interval = odds(4, 4)
    assert interval.low > 0
    assert interval.high == math.inf
