"""Shares of several categories at once."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy import special

from revops.statistics.interval import Interval


def goodman(counts: Sequence[float], confidence: float = 0.95) -> tuple[Interval, ...]:
    """Ranges of the shares of all categories that hold together, not only one by one.

    Args:
        counts: Cases per category, not negative; fractional for an effective sample size.
        confidence: Coverage wanted for all categories jointly, between 0 and 1.

    Returns:
        One interval per category, in order; 0 to 1 without any case.

    Raises:
        ValueError: If a count is negative.

    Source:
        Goodman 1965.
    """
    if any(count < 0 for count in counts):
        raise ValueError("counts are not negative")
    total = math.fsum(counts)
    if total == 0:
        return tuple(Interval(0.0, 1.0) for _ in counts)
    reach = float(special.chdtri(1, (1 - confidence) / len(counts)))
    return tuple(_quadratic(count, total, reach) for count in counts)


def _quadratic(count: float, total: float, reach: float) -> Interval:
    root = math.sqrt(reach * (reach + 4 * count * (total - count) / total))
    share = count / total
    low, high = ((reach + 2 * count + sign * root) / (2 * (total + reach)) for sign in (-1, 1))
    return Interval(max(0.0, min(low, share)), min(1.0, max(high, share)))
