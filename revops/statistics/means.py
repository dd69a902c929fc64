"""Means of skewed amounts and their range."""

from __future__ import annotations

import math
from dataclasses import dataclass

from revops.statistics.interval import Interval
from revops.statistics.normal import t_score


@dataclass(frozen=True, slots=True)
class PowerSums:
    """Number of values and the sums of their first three powers."""

    n: int
    s1: float
    s2: float
    s3: float

    @property
    def mean(self) -> float | None:
        """The mean; None without values."""
        return self.s1 / self.n if self.n else None

    @property
    def variance(self) -> float:
        """Mean squared distance from the mean (divided by n)."""
        mean = self.s1 / self.n
        return max(0.0, self.s2 / self.n - mean**2)

    @property
    def skewness(self) -> float:
        """Third standardised moment, adjusted for small samples; 0 where all values are equal."""
        if self.n < 3 or self.variance <= self._noise:
            return 0.0
        mean = self.s1 / self.n
        third = self.s3 / self.n - 3 * mean * self.s2 / self.n + 2 * mean**3
        return third / math.sqrt(self.variance) ** 3 * math.sqrt(self.n * (self.n - 1)) / (self.n - 2)

    @property
    def _noise(self) -> float:
        """What rounding alone can leave of a variance."""
        return 1e-12 * (self.s1 / self.n) ** 2


ENOUGH_EQUAL = 6
"""Equal values below which nothing tells the spread: as many as the range of a median needs."""
SAME = 1e-7
"""Spread of equal values, for each one of their mean, that rounding alone leaves in the sums."""


def hall(sums: PowerSums, confidence: float = 0.95, *, floor: float | None = None) -> Interval | None:
    """Range of a mean, leaning to the side where the long tail is.

    Args:
        sums: Number of values and sums of their powers 1 to 3.
        confidence: Coverage wanted, between 0 and 1.
        floor: The mean cannot be lower; None where it can be negative.

    Returns:
        The interval; None with fewer than two values, or fewer than six that are all equal: so few do not show how far
        others lie. More equal values give a point.

    Source:
        Hall 1992, the monotone cubic transformation; Student's t in place of the normal for small samples.
    """
    mean = sums.mean
    if mean is None or sums.n < 2:
        return None
    spread = math.sqrt(sums.variance * sums.n / (sums.n - 1))
    if sums.n < ENOUGH_EQUAL and spread <= abs(mean) * SAME:
        return None
    step = spread / math.sqrt(sums.n)
    reach = t_score(sums.n - 1, confidence)
    bend = sums.skewness / math.sqrt(sums.n)
    ends = sorted((mean - _unbend(reach, bend) * step, mean - _unbend(-reach, bend) * step))
    low = ends[0] if floor is None else max(ends[0], floor)
    return Interval(min(low, mean), max(ends[1], mean))


def _unbend(score: float, bend: float) -> float:
    """Inverse of t + bend t²/3 + bend² t³/27 + bend/6, the transformation that makes t symmetric."""
    slope = bend / 3
    if abs(slope) < 1e-9:
        return score
    return (math.cbrt(1 + 3 * slope * (score - bend / 6)) - 1) / slope
