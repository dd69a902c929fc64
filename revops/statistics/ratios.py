"""Ratios of two sums over customers, months or deals, and their range."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from revops.statistics.interval import Interval
from revops.statistics.normal import t_score
from revops.statistics.shares import kish_n, wilson

PRIOR_UNITS = 2.0
PRIOR_VARIANCE = 0.09
"""Before any customer is seen, net retention is taken to vary by 0.3 between customers, worth two of them."""


@dataclass(frozen=True, slots=True)
class RatioSums:
    """All that a ratio and its range need: five sums over units and their number.

    Attributes:
        n: Number of units.
        x: Sum of the denominators.
        y: Sum of the numerators.
        xx: Sum of the squared denominators.
        xy: Sum of the products.
        yy: Sum of the squared numerators.
    """

    n: int
    x: float
    y: float
    xx: float
    xy: float
    yy: float

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> RatioSums:
        """The sums of (numerator, denominator) pairs."""
        rows = list(pairs)
        return cls(
            n=len(rows),
            x=math.fsum(x for _, x in rows),
            y=math.fsum(y for y, _ in rows),
            xx=math.fsum(x * x for _, x in rows),
            xy=math.fsum(x * y for y, x in rows),
            yy=math.fsum(y * y for y, _ in rows),
        )

    @property
    def value(self) -> float | None:
        """Sum over sum; None where the denominators add up to nothing."""
        return self.y / self.x if self.x > 0 else None

    @property
    def effective_n(self) -> float:
        """How many units of equal size these are worth."""
        return kish_n(self.x, self.xx)

    @property
    def squared_residuals(self) -> float:
        """Sum of (numerator - ratio x denominator) squared: what the units do not share."""
        ratio = self.value
        if ratio is None:
            return 0.0
        return max(0.0, self.yy - 2 * ratio * self.xy + ratio**2 * self.xx)


def ratio_t(sums: RatioSums, confidence: float = 0.95, *, floor: float | None = 0.0) -> Interval | None:
    """Range of a ratio, linearised, with Student's t on the effective number of units.

    Args:
        sums: The five sums.
        confidence: Coverage wanted, between 0 and 1.
        floor: The ratio cannot be lower; None where it can be negative.

    Returns:
        The interval; None with fewer than two units or no denominator, when nothing is known about the spread.

    Source:
        Cochran 1977, chapter 6; degrees of freedom on Kish's n, because few large units decide.
    """
    ratio = sums.value
    if ratio is None or sums.n < 2:
        return None
    variance = sums.squared_residuals / sums.x**2 * sums.n / (sums.n - 1)
    reach = t_score(max(sums.effective_n - 1, 1.0), confidence) * math.sqrt(variance)
    return _around(ratio, reach, floor)


def rate(sums: RatioSums, gains: int, confidence: float = 0.95) -> Interval | None:
    """Range of a rate of rare, unequal gains, such as money over the days that deals were open.

    Few units carry all of the numerator, and large ones have not been seen yet: so the range is that of the
    logarithm, which reaches further up than down; gains are taken for lognormal, whose mean is less known than their
    variance seen so far says; and Student's t counts as many gains as equal ones would be worth.

    Args:
        sums: The five sums.
        gains: Units whose numerator is above 0.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        The interval, above 0; None with fewer than two units, and where nothing was gained.

    Source:
        Cox's interval of a lognormal mean, in Land 1972; degrees of freedom on Kish's n of the gains.
    """
    value = sums.value
    if not value or value < 0 or sums.n < 2:
        return None
    worth = kish_n(sums.y, sums.yy)
    variance = sums.squared_residuals / sums.y**2 * sums.n / (sums.n - 1)
    log_variance = math.log(max(1.0, gains / worth))
    unseen = log_variance**2 / (2 * max(gains - 1, 1))
    freedom = max(min(sums.effective_n, worth) - 1, 1.0)
    factor = math.exp(t_score(freedom, confidence) * math.sqrt(variance + unseen))
    return Interval(value / factor, value * factor)


def net_retention(sums: RatioSums, confidence: float = 0.95) -> Interval | None:
    """Range of net revenue retention; honest also where every customer seen so far stayed as it was.

    The variance between customers is shrunk towards a prior, (n s² + 0.18) / (n + 2) with Kish's n: ten
    unchanged customers do not prove that none will ever change. Below, the range reaches at least as far as that
    of a share: customers who leave are few and leave whole, so those seen so far understate what can be lost.

    Returns:
        The interval, not below 0; None without an opening base.
    """
    ratio, n = sums.value, sums.effective_n
    if ratio is None or n <= 0:
        return None
    spread = sums.squared_residuals / sums.xx
    variance = (n * spread + PRIOR_UNITS * PRIOR_VARIANCE) / (n + PRIOR_UNITS)
    reach = t_score(n + PRIOR_UNITS - 1, confidence) * math.sqrt(variance / n)
    kept = min(max(ratio, 0.0), 1.0)
    lost = kept - wilson(kept * n, n, confidence).low
    return Interval(max(0.0, ratio - max(reach, lost)), ratio + reach)


def gross_retention(sums: RatioSums, confidence: float = 0.95) -> Interval | None:
    """Range of gross revenue retention: a share, never above 1, on the effective number of customers."""
    ratio, n = sums.value, sums.effective_n
    if ratio is None or n <= 0:
        return None
    return wilson(min(max(ratio, 0.0), 1.0) * n, n, confidence)


def _around(middle: float, reach: float, floor: float | None) -> Interval:
    low = middle - reach
    return Interval(low if floor is None else min(max(low, floor), middle), middle + reach)
