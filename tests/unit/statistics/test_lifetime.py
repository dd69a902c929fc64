"""How long customers stay, worked by hand."""

from __future__ import annotations

import math

import pytest

from revops.statistics.lifetime import Life, lifetime

TEN_OF_TWENTY = [Life(2, "left", 10, 10.0, 10.0), Life(6, "is_there", 10, 10.0, 10.0)]


def test_area_below_the_curve_when_half_leave():
    found = lifetime(TEN_OF_TWENTY)
    assert found.value == pytest.approx(2 + 4 * 0.5)
    assert found.horizon == 6


def test_error_is_greenwoods_when_all_weigh_the_same():
    found = lifetime(TEN_OF_TWENTY)
    error = math.sqrt(2**2 * 10 / (20 * 10))
    assert found.interval.high - found.value == pytest.approx(1.959964 * error, rel=1e-6)


def test_heavy_customers_who_stay_make_the_mean_longer():
    heavy = [Life(2, "left", 10, 10.0, 10.0), Life(6, "is_there", 10, 30.0, 90.0)]
    assert lifetime(heavy).value == pytest.approx(2 + 4 * 0.75)


def test_ages_that_fewer_than_ten_were_followed_to_do_not_count():
    later = [*TEN_OF_TWENTY, Life(60, "is_there", 9, 9.0, 9.0)]
    found = lifetime(later)
    assert found.horizon == 6
    assert found.value == pytest.approx(2 + 4 * 19 / 29)


def test_nine_who_left_say_nothing():
    assert lifetime([Life(2, "left", 9, 9.0, 9.0), Life(6, "is_there", 20, 20.0, 20.0)]) is None


def test_projection_goes_on_at_the_pace_seen():
    pace = 10 / (2 * 20 + 4 * 10)
    beyond = 0.5 * (1 - math.exp(-pace * 54)) / pace
    assert lifetime(TEN_OF_TWENTY, until=60).value == pytest.approx(4 + beyond)


def test_scale_of_the_ages_is_the_scale_of_the_result():
    days = [Life(life.age * 30, life.event, life.count, life.weight, life.squared) for life in TEN_OF_TWENTY]
    assert lifetime(days, until=1800).interval.low == pytest.approx(30 * lifetime(TEN_OF_TWENTY, until=60).interval.low)


OLD = [Life(50, "came_in", 100, 100.0, 100.0)]
"""A hundred customers who were 50 old when the first one left."""


def test_those_who_left_before_the_file_begins_are_missed():
    leaving = [Life(50 + step, "left", 10, 10.0, 10.0) for step in range(1, 6)]
    there = [Life(56, "is_there", 50, 50.0, 50.0)]
    found = lifetime([*OLD, Life(50, "left_first", 5, 5.0, 5.0), *leaving, *there])
    pace = 50 / (100 + 90 + 80 + 70 + 60 + 50)
    assert found.begins_late
    unseen, there_by_then = (1 - math.exp(-50 * pace)) / pace, math.exp(-50 * pace)
    assert found.value == pytest.approx(unseen + there_by_then * (1 + 0.9 + 0.8 + 0.7 + 0.6 + 0.5))


def test_file_that_knows_the_beginning_counts_all_of_it():
    early = [Life(0.5, "came_in", 20, 20.0, 20.0), Life(0.5, "left_first", 1, 1.0, 1.0)]
    found = lifetime([*early, *TEN_OF_TWENTY])
    assert not found.begins_late
    assert found.value == pytest.approx(0.5 + 20 / 21 * (1.5 + 4 * 0.5))
