"""Slopes of a few months that one odd month cannot turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from revops.statistics.interval import Interval


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through a series.

    Attributes:
        slope: Change per step.
        interval: Range of the slope.
        intercept: Height of the line at the first value.
    """

    slope: float
    interval: Interval
    intercept: float


def theil_sen(values: Sequence[float], confidence: float = 0.95) -> Trend | None:
    """Median of the slopes between all pairs of values, taken at equal steps.

    Returns:
        The line; None with fewer than three values.

    Source:
        Theil 1950, Sen 1968.
    """
    if len(values) < 3:
        return None
    slope, intercept, low, high = stats.theilslopes(values, range(len(values)), alpha=confidence)
    return Trend(
        float(slope), Interval(min(float(low), float(slope)), max(float(high), float(slope))), float(intercept)
    )
