"""Counts of what happened: how far two of them differ where such counts vary from month to month anyway."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy import special

from revops.statistics.differences import Difference
from revops.statistics.interval import Interval
from revops.statistics.normal import t_score

ENOUGH_MONTHS = 6
"""Months from which their own ups and downs can be told."""


def counts_differ(first: float, second: float, months: Sequence[float], share: float = 1.0) -> Difference | None:
    """How much more the first count is, as a multiple of the second less 1.

    Counts of things that come one by one vary like a Poisson count; those that come in bursts, more. How much more is
    told by the months: the mean squared distance from their mean over that mean, never taken below 1.

    Args:
        first: Count of one period.
        second: Count of the other.
        months: Counts of whole months, whose ups and downs show how far luck goes.
        share: Length of the first period over that of the second.

    Returns:
        None where a count is 0, or fewer than six months are known.

    Source:
        Quasi-likelihood for counts: Wedderburn 1974; McCullagh and Nelder 1989, section 6.2.
    """
    if min(first, second) <= 0 or len(months) < ENOUGH_MONTHS or share <= 0:
        return None
    middle = math.log(first / second / share)
    error = math.sqrt(_dispersion(months) * (1 / first + 1 / second))
    free = len(months) - 1
    reach = t_score(free) * error
    p_value = float(2 * special.stdtr(free, -abs(middle) / error))
    return Difference(math.expm1(middle), Interval(math.expm1(middle - reach), math.expm1(middle + reach)), p_value)


def _dispersion(months: Sequence[float]) -> float:
    mean = math.fsum(months) / len(months)
    squares = math.fsum((month - mean) ** 2 for month in months)
    return max(1.0, squares / (len(months) - 1) / mean) if mean > 0 else 1.0


def count_interval(count: int, confidence: float = 0.95) -> Interval:
    """How many there may be on average in a span of time in which so many were counted.

    Args:
        count: What was counted, 0 or more.
        confidence: Coverage wanted, between 0 and 1.

    Source:
        The exact interval of a Poisson count, Garwood 1936.
    """
    tail = (1 - confidence) / 2
    low = float(special.gammaincinv(count, tail)) if count else 0.0
    return Interval(low, float(special.gammaincinv(count + 1, 1 - tail)))
