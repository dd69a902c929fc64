"""Slopes of a few months that one odd month cannot turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from revops.statistics.interval import Interval

LEAST = 4
"""Values below which nothing can be said about how they scatter around a line."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Standard deviation of values around their line, with its range."""

    value: float
    interval: Interval


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


def scatter(values: Sequence[float], confidence: float = 0.95) -> Scatter | None:
    """How far values lie from the Theil-Sen line through them, as a standard deviation.

    Neighbours that lie on the same side of the line say the same thing twice. So the range counts as many
    independent values as are left after the correlation of each with the one before.

    Args:
        values: At equal steps.
        confidence: Coverage wanted for the range, between 0 and 1.

    Returns:
        The standard deviation, two degrees of freedom being spent on the line; None with fewer than four values.

    Source:
        Chi-square range of a variance; effective number of values for a variance after Bayley and Hammersley 1946.
    """
    line = theil_sen(values) if len(values) >= LEAST else None
    if line is None:
        return None
    residuals = np.asarray(values, dtype=np.float64) - line.slope * np.arange(len(values))
    residuals -= residuals.mean()
    squares = float((residuals**2).sum())
    free = max(1.0, (len(values) - 2) * _independent(residuals))
    tail = (1 - confidence) / 2
    mean = squares / (len(values) - 2)
    low, high = (math.sqrt(mean * free / special.chdtri(free, share)) for share in (tail, 1 - tail))
    return Scatter(math.sqrt(mean), Interval(min(low, math.sqrt(mean)), max(high, math.sqrt(mean))))


def _independent(residuals: NDArray[np.float64]) -> float:
    """How many independent values each is worth, 1 where neighbours have nothing in common."""
    n, squares = len(residuals), float((residuals**2).sum())
    if squares <= 0:
        return 1.0
    seen = float((residuals[1:] * residuals[:-1]).sum()) / squares
    tied = min(0.95, max(0.0, (n * seen + 1) / (n - LEAST + 1)))
    return (1 - tied**2) / (1 + tied**2)
