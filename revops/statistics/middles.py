"""Medians and their range, from ranks: nothing is assumed about the shape."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scipy import special

from revops.statistics.interval import Interval


@dataclass(frozen=True, slots=True)
class Middle:
    """A median.

    Attributes:
        value: Half of the values lie below it.
        interval: None with fewer values than a range needs (six for 95%).
        n: Number of values.
    """

    value: float
    interval: Interval | None
    n: int


@lru_cache(maxsize=4096)
def median_ranks(n: int, confidence: float = 0.95) -> tuple[int, int] | None:
    """Ranks of the two values between which the median lies, counted from 1.

    Args:
        n: Number of values.
        confidence: Coverage wanted; what is got is at least that much.

    Returns:
        Lower and upper rank, symmetric; None where even the smallest and largest value do not reach the coverage.

    Source:
        The sign test turned around; see David and Nagaraja 2003, section 7.1.
    """
    tail = (1 - confidence) / 2
    below = round(special.bdtrik(tail, n, 0.5))
    while below > 0 and special.bdtr(below - 1, n, 0.5) > tail:
        below -= 1
    while special.bdtr(below, n, 0.5) <= tail:
        below += 1
    if below < 1:
        return None
    return below, n + 1 - below


def median_of(counts: Mapping[float, int], confidence: float = 0.95) -> Middle | None:
    """Median of whole days (or any values) from how often each occurs.

    Args:
        counts: Value to number of occurrences.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        The median with its range; None without values. Between two middle values lies their mean.
    """
    values = sorted(value for value, count in counts.items() if count > 0)
    ends = list(itertools.accumulate(counts[value] for value in values))
    if not ends:
        return None
    n = ends[-1]

    def ranked(rank: int) -> float:
        return next(value for value, end in zip(values, ends, strict=True) if end >= rank)

    ranks = median_ranks(n, confidence)
    interval = Interval(ranked(ranks[0]), ranked(ranks[1])) if ranks else None
    return Middle((ranked((n + 1) // 2) + ranked(n // 2 + 1)) / 2, interval, n)
