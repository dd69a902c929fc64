import math

import numpy as np
import pytest

from revops.statistics.splits import Weighed, count_and_size, mix_and_rates


def test_other_mix_of_equal_rates_then_all_is_mix():
    then = {"small": Weighed(80, 40), "large": Weighed(20, 4)}
    now = {"small": Weighed(20, 10), "large": Weighed(80, 16)}
    split = mix_and_rates(then, now)
    assert split.rates == {"small": 0.0, "large": 0.0}
    assert split.mix == pytest.approx(0.26 - 0.44)


def test_better_rate_at_an_equal_mix_then_all_is_rate():
    then = {"small": Weighed(50, 10), "large": Weighed(50, 10)}
    now = {"small": Weighed(100, 40), "large": Weighed(100, 20)}
    split = mix_and_rates(then, now)
    assert split.rates == {"small": pytest.approx(0.1), "large": 0.0}
    assert split.mix == pytest.approx(0)


def test_paradox_of_simpson_then_both_rates_fall_and_the_mix_more_than_makes_up_for_it():
    then = {"small": Weighed(100, 10), "large": Weighed(900, 720)}
    now = {"small": Weighed(900, 81), "large": Weighed(100, 79)}
    split = mix_and_rates(now, then)
    assert all(part > 0 for part in split.rates.values())
    assert sum(split.rates.values()) + split.mix == pytest.approx(0.73 - 0.16)


def test_group_of_one_period_alone_then_all_it_brings_is_mix():
    split = mix_and_rates({"old": Weighed(50, 10)}, {"old": Weighed(50, 10), "new": Weighed(50, 40)})
    assert split.rates == {"old": 0.0, "new": 0.0}
    assert split.mix == pytest.approx(0.3)


def test_period_without_weight_then_nothing_to_split():
    assert mix_and_rates({}, {"new": Weighed(5, 1)}) is None


def test_parts_of_any_change_add_up_to_it():
    draw = np.random.default_rng(29)
    for _ in range(300):
        weights, rates = draw.integers(0, 50, (2, 6)), draw.random((2, 6))
        periods = [
            {
                f"G{place}": Weighed(float(weights[time, place]), float(weights[time, place] * rates[time, place]))
                for place in range(6)
            }
            for time in (0, 1)
        ]
        split = mix_and_rates(*periods)
        overall = [
            math.fsum(one.amount for one in each.values()) / weights[time].sum() for time, each in enumerate(periods)
        ]
        assert math.fsum([*split.rates.values(), split.mix]) == pytest.approx(overall[1] - overall[0], abs=1e-12)


@pytest.mark.parametrize(
    ("then", "now", "count", "size"),
    [
        (Weighed(10, 1000), Weighed(20, 2000), 1000, 0),
        (Weighed(10, 1000), Weighed(10, 1500), 0, 500),
        (Weighed(10, 1000), Weighed(20, 3000), 1250, 750),
        (Weighed(0, 0), Weighed(5, 500), 500, 0),
        (Weighed(5, 500), Weighed(0, 0), -500, 0),
    ],
)
def test_change_of_a_total_is_count_and_size(then: Weighed, now: Weighed, count: float, size: float):
    assert count_and_size(then, now) == pytest.approx((count, size))
