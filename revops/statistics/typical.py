"""Typical durations of the cases to which something happens, where others are still running."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from revops.statistics.interval import Interval
from revops.statistics.middles import Middle, median_ranks
from revops.statistics.shares import kish_n
from revops.statistics.survival import DayCount, Numbers, aalen_johansen


def conditional_median(counts: Sequence[DayCount], event: str, confidence: float = 0.95) -> Middle | None:
    """Median days of the cases to which it happens, as far as any case was followed.

    Each case seen to its event is weighted by how many equally old ones were still running when last seen
    (the steps of the cumulative incidence). So a growing pipeline, full of young cases, does not shorten it.

    Args:
        counts: How many cases ended on which day with which outcome; an outcome of None is still running.
        event: The outcome asked about.
        confidence: Coverage wanted for the range, between 0 and 1.

    Returns:
        The median with a range from ranks on Kish's effective number of events; None without an event.
    """
    curve = aalen_johansen(counts, event)
    if not curve.days.size:
        return None
    hits = dict.fromkeys(curve.days.tolist(), 0)
    for day, outcome, count in counts:
        if outcome == event and count:
            hits[day] += count
    steps = np.diff(curve.shares, prepend=0.0)
    reached = np.cumsum(steps) / steps.sum()
    seen = np.array(list(hits.values()), dtype=np.float64)
    effective = round(kish_n(float(steps.sum()), float((steps**2 / seen).sum())))
    ranks = median_ranks(effective, confidence)
    low, high = ((rank - 0.5) / effective for rank in ranks) if ranks else (0.5, 0.5)
    interval = Interval(_day(curve.days, reached, low), _day(curve.days, reached, high)) if ranks else None
    return Middle(_middle(curve.days, reached), interval, int(seen.sum()))


def _day(days: Numbers, reached: Numbers, share: float) -> float:
    """First day by which that share had happened."""
    return float(days[min(int(np.searchsorted(reached, share - 1e-12)), len(days) - 1)])


def _middle(days: Numbers, reached: Numbers) -> float:
    """The day at one half; between two days where exactly one half is reached by the first."""
    place = min(int(np.searchsorted(reached, 0.5 - 1e-12)), len(days) - 1)
    is_between = abs(float(reached[place]) - 0.5) < 1e-12 and place + 1 < len(days)
    return float(days[place] + days[place + 1]) / 2 if is_between else float(days[place])
