import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from revops.statistics.counts import counts_differ

STEADY = [20] * 12
DRAWS = 4000
STATED = 0.05


def test_counts_that_come_one_by_one_are_a_poisson_test_with_the_wider_tails_of_twelve_months():
    found = counts_differ(300, 240, STEADY)
    reached = poisson_test(300, 1, 240, 1, method="wald-log").statistic
    assert found.value == pytest.approx(0.25)
    assert found.p_value == pytest.approx(2 * stats.t.sf(reached, 11))


def test_counts_that_come_in_bursts_then_the_same_difference_says_less():
    assert counts_differ(300, 240, [0, 40] * 6).p_value > counts_differ(300, 240, STEADY).p_value


def test_counts_of_periods_of_other_lengths_then_by_the_day():
    assert counts_differ(31, 28, STEADY, share=31 / 28).value == pytest.approx(0)


@pytest.mark.parametrize(("first", "second", "months"), [(0, 5, STEADY), (5, 0, STEADY), (50, 40, [15, 15, 10])])
def test_counts_that_tell_nothing_then_none(first: int, second: int, months: list[int]):
    assert counts_differ(first, second, months) is None


@pytest.mark.parametrize("bursts", [1, 4])
def test_counts_that_did_not_change_then_false_alarms_stay_below_what_is_stated(bursts: int):
    draw = np.random.default_rng(17)
    months = draw.poisson(20 / bursts, (DRAWS, 2, 12)) * bursts
    alarms = [counts_differ(now.sum(), then.sum(), then.tolist()).p_value < STATED for now, then in months]
    assert np.mean(alarms) <= STATED + 3 * math.sqrt(STATED * (1 - STATED) / DRAWS)
