"""Whether a number rises or falls from month to month, or only moves about."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from revops.charts.figures import Figures
from revops.charts.trends import trend_told
from revops.measure.trends import trend_of
from revops.reading import Piece, Reading
from revops.statistics.trend import theil_sen, typical_step
from revops.vocabulary import Slice, Unit

DRAWS = 1000
STATED = 0.05
AT_MOST = STATED + 3 * math.sqrt(STATED * (1 - STATED) / DRAWS)


def by_month(values: Sequence[float | None], key: str = "win_rate", partial: Sequence[int] = ()) -> Reading:
    months = [
        Piece(key=f"2025-{place:02}", value=value, low=None, high=None, n=20, partial=place in partial)
        for place, value in enumerate(values, start=1)
    ]
    unit = Unit.MONEY_PER_MONTH if key == "mrr" else Unit.SHARE
    return Reading(key=key, unit=unit, value=0.3, n=200, by={Slice.MONTH: tuple(months)})


def test_trend_is_the_slope_of_theil_and_sen_as_scipy_gives_it():
    values = [0.2, 0.25, 0.21, 0.3, 0.28, 0.33, 0.31, 0.4, 0.37]
    found = trend_of(by_month(values))
    slope, _, low, high = stats.theilslopes(values, range(9), alpha=0.95)
    assert (found.slope, found.low, found.high) == pytest.approx((slope, low, high))
    assert (found.months, found.is_beyond_noise) == (9, True)


def test_trend_of_seven_whole_months_then_none():
    assert trend_of(by_month([0.1] * 8, partial=[8])) is None


def test_month_without_a_value_leaves_its_place():
    found = trend_of(by_month([0.1, 0.2, None, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
    assert found.slope == pytest.approx(0.1)


def test_trend_of_a_state_is_its_typical_step():
    values = [100.0, 110, 118, 131, 140, 152, 160, 171]
    found = trend_of(by_month(values, "mrr"))
    steps = np.diff(values)
    pairs = [(first + second) / 2 for place, first in enumerate(steps) for second in steps[place:]]
    assert found.slope == pytest.approx(float(np.median(pairs)))
    assert found.is_beyond_noise


def test_typical_step_of_five_steps_then_no_range_can_hold():
    assert typical_step([1, 2, 3, 4, 5, 6]) is None
    assert typical_step([]) is None


def test_typical_step_agrees_with_the_signed_rank_test():
    draw = np.random.default_rng(31)
    for _ in range(50):
        steps = draw.normal(0.4, 1, 11)
        found = typical_step([0.0, *np.cumsum(steps)])
        assert (not found.interval.holds(0)) == (stats.wilcoxon(steps, method="exact").pvalue <= STATED)


def test_wandering_level_then_few_false_trends():
    draw = np.random.default_rng(37)
    levels = draw.normal(0, 1, (DRAWS, 12)).cumsum(axis=1)
    alarms = [not typical_step(level).interval.holds(0) for level in levels.tolist()]
    assert np.mean(alarms) <= AT_MOST
    by_line = [not theil_sen(level).interval.holds(0) for level in levels[:200].tolist()]
    assert np.mean(by_line) > 0.4, "a line through the values finds trends in wandering"


def test_months_of_luck_alone_then_few_false_trends():
    draw = np.random.default_rng(41)
    shares = draw.binomial(40, 0.3, (DRAWS, 12)) / 40
    amounts = draw.lognormal(9, 0.6, (DRAWS, 12))
    for months in (shares, amounts):
        assert np.mean([not theil_sen(each).interval.holds(0) for each in months.tolist()]) <= AT_MOST


def test_trend_in_words():
    rising = by_month([0.20, 0.21, 0.22, 0.23, 0.24, 0.25, 0.26, 0.27])
    english = Figures.of("en-US")
    assert trend_told(english, rising, trend_of(rising)) == (
        "Rising: +1.0 points each month (+1.0 points to +1.0 points each month, over 8 whole months)."
    )
    flat = by_month([0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2])
    assert trend_told(english, flat, trend_of(flat)).startswith("No trend beyond noise: ")
    assert trend_told(english, flat, None) == ""


def test_trend_of_a_count_names_what_is_counted():
    found = by_month([20, 22, 24, 26, 28, 30, 32, 34], key="marketing_qualified_leads")
    reading = replace(found, unit=Unit.COUNT)
    assert trend_told(Figures.of("en-US"), reading, trend_of(reading)).startswith("Rising: +2 leads each month (")
