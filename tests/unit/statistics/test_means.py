import numpy as np
import pytest
from scipy import stats

from revops.statistics.means import PowerSums, hall


def sums_of(values):
    values = np.asarray(values, dtype=float)
    return PowerSums(len(values), values.sum(), (values**2).sum(), (values**3).sum())


def test_power_sums_when_compared_with_scipy_then_equal():
    values = np.random.default_rng(3).lognormal(9, 1, 200)
    assert sums_of(values).skewness == pytest.approx(stats.skew(values, bias=False), rel=1e-9)
    assert sums_of(values).variance == pytest.approx(values.var(), rel=1e-9)


def test_hall_when_symmetric_then_students_t():
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    low, high = stats.t.interval(0.95, 4, loc=3, scale=stats.sem(values))
    interval = hall(sums_of(values))
    assert (interval.low, interval.high) == pytest.approx((low, high))


def test_hall_when_skewed_to_the_right_then_leans_to_the_right():
    interval = hall(sums_of([1] * 20 + [50]))
    mean = (20 + 50) / 21
    assert interval.high - mean > mean - interval.low


def test_hall_by_the_published_transformation():
    values = np.random.default_rng(5).lognormal(0, 1.2, 40)
    interval = hall(sums_of(values))
    skew = stats.skew(values, bias=False)
    step = values.std(ddof=1) / np.sqrt(40)
    for end, score in ((interval.low, stats.t.ppf(0.975, 39)), (interval.high, -stats.t.ppf(0.975, 39))):
        t = (values.mean() - end) / step
        a, b = skew / 3 / np.sqrt(40), skew / 6 / np.sqrt(40)
        assert t + a * t**2 + a**2 * t**3 / 3 + b == pytest.approx(score)


def test_hall_of_one_value_then_no_range():
    assert hall(sums_of([4])) is None
    assert hall(PowerSums(0, 0, 0, 0)) is None


def test_hall_of_equal_values_then_a_point():
    interval = hall(sums_of([1234567.89] * 12))
    assert interval.high - interval.low == pytest.approx(0, abs=1)


@pytest.mark.parametrize("values", [[59, 59], [1234567.89] * 5])
def test_few_equal_values_say_nothing_about_the_spread(values: list[float]):
    assert hall(sums_of(values)) is None


def test_range_of_two_amounts_does_not_reach_below_what_there_can_be():
    assert hall(sums_of([100, 300])).low < -1000
    assert hall(sums_of([100, 300]), floor=0.0).low == 0
    assert hall(sums_of([-300, -100]), floor=0.0).low == -200
