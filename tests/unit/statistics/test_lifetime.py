"""How long customers stay, worked by hand."""

from __future__ import annotations

import math

import pytest

from revops.statistics.lifetime import Life, lifetime

TEN_OF_TWENTY = [Life(2, True, 10, 10.0, 10.0), Life(6, False, 10, 10.0, 10.0)]


def test_area_below_the_curve_when_half_leave():
    found = lifetime(TEN_OF_TWENTY)
    assert found.value == pytest.approx(2 + 4 * 0.5)
    assert found.horizon == 6


def test_error_is_greenwoods_when_all_weigh_the_same():
    found = lifetime(TEN_OF_TWENTY)
    error = math.sqrt(2**2 * 10 / (20 * 10))
    assert found.interval.high - found.value == pytest.approx(1.959964 * error, rel=1e-6)


def test_heavy_customers_who_stay_make_the_mean_longer():
    heavy = [Life(2, True, 10, 10.0, 10.0), Life(6, False, 10, 30.0, 90.0)]
    assert lifetime(heavy).value == pytest.approx(2 + 4 * 0.75)


def test_ages_that_fewer_than_ten_were_followed_to_do_not_count():
    later = [*TEN_OF_TWENTY, Life(60, False, 9, 9.0, 9.0)]
    found = lifetime(later)
    assert found.horizon == 6
    assert found.value == pytest.approx(2 + 4 * 19 / 29)


def test_nine_who_left_say_nothing():
    assert lifetime([Life(2, True, 9, 9.0, 9.0), Life(6, False, 20, 20.0, 20.0)]) is None


def test_projection_goes_on_at_the_pace_seen():
    pace = 10 / (2 * 20 + 4 * 10)
    beyond = 0.5 * (1 - math.exp(-pace * 54)) / pace
    assert lifetime(TEN_OF_TWENTY, until=60).value == pytest.approx(4 + beyond)


def test_scale_of_the_ages_is_the_scale_of_the_result():
    days = [Life(life.age * 30, life.has_ended, life.count, life.weight, life.squared) for life in TEN_OF_TWENTY]
    assert lifetime(days, until=1800).interval.low == pytest.approx(30 * lifetime(TEN_OF_TWENTY, until=60).interval.low)
