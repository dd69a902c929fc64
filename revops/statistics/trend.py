"""Slopes of a few months that one odd month cannot turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from revops.statistics.interval import Interval

LEAST = 4
"""Values below which nothing can be said about how they scatter around a line."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Standard deviation of values around their line, with its range.

    Attributes:
        value: The standard deviation.
        interval: Range of it.
        off: How far each value lies above its line; below 0 where it lies under it.
    """

    value: float
    interval: Interval
    off: tuple[float, ...]


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


def theil_sen(values: Sequence[float], confidence: float = 0.95, *, at: Sequence[float] | None = None) -> Trend | None:
    """Median of the slopes between all pairs of values, taken at equal steps or at the places given.

    Returns:
        The line; None with fewer than three values, or all of them at one place.

    Source:
        Theil 1950, Sen 1968: the range is made of the slopes whose ranks Kendall's statistic does not exceed by luck.
    """
    if len(values) < 3:
        return None
    places = range(len(values)) if at is None else at
    if len(set(places)) == 1:
        return None
    slope, intercept, low, high = stats.theilslopes(values, places, alpha=confidence)
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
    interval = Interval(min(low, math.sqrt(mean)), max(high, math.sqrt(mean)))
    return Scatter(math.sqrt(mean), interval, tuple(residuals.tolist()))


def _independent(residuals: NDArray[np.float64]) -> float:
    """How many independent values each is worth, 1 where neighbours have nothing in common."""
    n, squares = len(residuals), float((residuals**2).sum())
    if squares <= 0:
        return 1.0
    seen = float((residuals[1:] * residuals[:-1]).sum()) / squares
    tied = min(0.95, max(0.0, (n * seen + 1) / (n - LEAST + 1)))
    return (1 - tied**2) / (1 + tied**2)


def typical_step(values: Sequence[float], confidence: float = 0.95) -> Trend | None:
    """How far a level moves from one value to the next: the median of the means of all pairs of steps.

    A level such as recurring revenue begins each month where the last one ended, so its values hang together and only
    its steps can be taken for independent; a line through the values would find a trend in aimless wandering.

    Returns:
        The step, and the first value as its beginning; None with fewer than six steps, which no range can hold.

    Source:
        Hodges and Lehmann 1963; range by the signed-rank test (Hollander, Wolfe and Chicken 2014, section 3.2).
    """
    steps = [after - before for before, after in pairwise(values)]
    rank = _signed_rank(len(steps), (1 - confidence) / 2)
    if rank is None:
        return None
    means = sorted((first + second) / 2 for first, second in combinations_with_replacement(steps, 2))
    return Trend(float(np.median(means)), Interval(means[rank], means[-1 - rank]), float(values[0]))


@lru_cache(maxsize=256)
def _signed_rank(n: int, tail: float) -> int | None:
    """Largest sum of ranks that luck alone does not exceed downwards more often than the tail; None where none is."""
    ways = np.ones(1)
    for step in range(1, n + 1):
        shifted = np.concatenate((np.zeros(step), ways))
        ways = (np.concatenate((ways, np.zeros(step))) + shifted) / 2
    inside = np.flatnonzero(np.cumsum(ways) <= tail)
    return int(inside[-1]) if n and inside.size else None
