"""How months scatter around their line, worked by hand and against a published table."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from revops.statistics.trend import scatter, theil_sen


def test_values_on_a_line_do_not_scatter():
    assert scatter([1.0, 2.0, 3.0, 4.0, 5.0]).value == pytest.approx(0, abs=1e-12)


def test_scatter_spends_two_degrees_of_freedom_on_the_line():
    values = [0.0, 1.0, 1.0, 2.0]
    assert theil_sen(values).slope == pytest.approx(7 / 12)
    assert scatter(values).value == pytest.approx(math.sqrt(0.2013889 / 2), rel=1e-6)


def test_range_is_that_of_a_variance_when_neighbours_have_nothing_in_common():
    zigzag = [(-1.0) ** place for place in range(12)]
    found = scatter(zigzag)
    assert found.interval.low == pytest.approx(found.value * math.sqrt(10 / 20.48318), rel=1e-5)
    assert found.interval.high == pytest.approx(found.value * math.sqrt(10 / 3.246973), rel=1e-5)


def test_range_is_wider_when_neighbours_lie_on_the_same_side():
    waves = [math.sin(place / 4) for place in range(48)]
    zigzag = [math.sin(place * 2.5) for place in range(48)]
    assert (
        scatter(waves).interval.high / scatter(waves).value
        > 1.5 * scatter(zigzag).interval.high / scatter(zigzag).value
    )


def test_three_values_say_nothing_about_their_scatter():
    assert scatter([1.0, 5.0, 2.0]) is None


@pytest.mark.parametrize("at", [None, [0.0, 1.0, 1.0, 4.0, 6.0, 6.0, 9.0, 13.0]])
def test_slope_and_its_range_when_values_tie_then_those_of_scipy(at: list[float] | None):
    values = [3.0, 5.0, 4.0, 4.0, 8.0, 9.0, 9.0, 12.0]
    found, other = theil_sen(values, at=at), stats.theilslopes(values, at or range(8))
    assert (found.slope, found.intercept) == pytest.approx(tuple(other[:2]))
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(other[2:]))


def test_values_at_one_place_have_no_slope():
    assert theil_sen([1.0, 2.0, 3.0], at=[5.0, 5.0, 5.0]) is None
