"""Times until something happens, where some have not got there yet and some end otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from revops.statistics.interval import Interval
from revops.statistics.means import ENOUGH_EQUAL
from revops.statistics.normal import z_score
from revops.statistics.shares import wilson

DayCount: TypeAlias = tuple[int, str | None, int]
"""Day, outcome on that day (None: still running when last seen), number of cases."""

Numbers: TypeAlias = NDArray[np.float64]

ROUNDING = 1e-9
"""What adding up shares can leave between a share and 1."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its range; the range is None where it cannot be told."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Share of cases to which it has happened by each day; rises from 0.

    Attributes:
        days: Days on which it happened, rising.
        shares: Share by the end of each of these days.
        errors: Standard error of each share.
        at_risk: Cases still running at the start of each of these days.
        last_day: Last day on which any case was seen.
        n: All cases.
    """

    days: Numbers
    shares: Numbers
    errors: Numbers
    at_risk: Numbers
    last_day: int
    n: int

    def at(self, horizon: float, confidence: float = 0.95) -> Estimate:
        """Share by a day, with a complementary log-log interval.

        A horizon beyond the last day seen gives the share of that last day.
        """
        place = int(np.searchsorted(self.days, horizon, side="right")) - 1
        if place < 0:
            return Estimate(0.0, wilson(0, self.n, confidence))
        return Estimate(float(self.shares[place]), self._range(place, confidence))

    def when(self, level: float, confidence: float = 0.95) -> Estimate | None:
        """First day by which the share reaches a level; its high end may be infinite.

        Returns:
            None where the level is never reached in what was seen.
        """
        first = self._first(self.shares, level)
        if first is None:
            return None
        ranges = [self._range(place, confidence) for place in range(len(self.days))]
        earliest = self._first(np.array([item.high for item in ranges]), level)
        latest = self._first(np.array([item.low for item in ranges]), level)
        return Estimate(first, Interval(earliest if earliest is not None else first, latest or math.inf))

    def median(self, confidence: float = 0.95) -> Estimate | None:
        """Day by which it has happened to half of all cases; None where that is not reached."""
        return self.when(0.5, confidence)

    def _range(self, place: int, confidence: float) -> Interval:
        share, error = float(self.shares[place]), float(self.errors[place])
        if error <= 0 or share <= 0 or share >= 1 - ROUNDING:
            return wilson(min(share, 1.0) * self.n, self.n, confidence)
        spread = z_score(confidence) * error / ((1 - share) * abs(math.log1p(-share)))
        low, high = (-math.expm1(math.log1p(-share) * math.exp(sign * spread)) for sign in (-1, 1))
        return Interval(min(low, share), max(high, share))

    def _first(self, shares: Numbers, level: float) -> float | None:
        reached = np.flatnonzero(shares >= level - 1e-12)
        return float(self.days[reached[0]]) if reached.size else None


def aalen_johansen(counts: Iterable[DayCount], event: str) -> Curve:
    """Share to which one outcome has happened by each day, while other outcomes compete with it.

    Args:
        counts: How many cases ended on which day with which outcome; an outcome of None is still running.
        event: The outcome asked about; every other outcome ends a case for good.

    Returns:
        The curve; without cases it has no day.

    Source:
        Aalen and Johansen 1978; standard error by the delta method (Marubini and Valsecchi 1995).
    """
    days, hits, others, running = _by_day(counts, event)
    at_risk = _at_risk(hits + others + running)
    ended = hits + others
    before: Numbers = np.concatenate(([1.0], np.cumprod(1 - ended / at_risk)))[:-1]
    shares: Numbers = np.cumsum(before * hits / at_risk)
    errors = _errors(shares, before, hits, ended, at_risk)
    return _curve(days, hits, shares, errors, at_risk)


def kaplan_meier(counts: Iterable[DayCount]) -> Curve:
    """Share that has ended by each day, whichever way; 1 minus the survival curve.

    Source:
        Kaplan and Meier 1958 with Greenwood's standard error.
    """
    return aalen_johansen([(day, None if how is None else "ended", count) for day, how, count in counts], "ended")


def restricted_mean(curve: Curve, horizon: float, confidence: float = 0.95) -> Estimate:
    """Mean time until it happens, where cases that take longer than the horizon count as the horizon.

    Args:
        curve: Of `kaplan_meier`.
        horizon: In days, more than 0.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        Days, with an interval between 0 and the horizon; None where too few cases end too much alike to tell.
    """
    inside = curve.days < horizon
    edges = np.concatenate(([0.0], curve.days[inside], [horizon]))
    alive = np.concatenate(([1.0], 1 - curve.shares[inside]))
    areas = np.diff(edges) * alive
    mean = float(areas.sum())
    rest = mean - np.cumsum(areas)[:-1]
    before, after = alive[:-1], alive[1:]
    risk = curve.at_risk[inside]
    drop = np.divide(before - after, after * risk, out=np.zeros_like(after), where=after > 0)
    reach = z_score(confidence) * math.sqrt(float((rest**2 * drop).sum()))
    if not reach and curve.at_risk.max(initial=0) < ENOUGH_EQUAL:
        return Estimate(mean, None)
    return Estimate(mean, Interval(max(0.0, mean - reach), min(horizon, mean + reach)))


def _by_day(counts: Iterable[DayCount], event: str) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    sums: dict[int, list[float]] = {}
    for day, outcome, count in counts:
        column = 2 if outcome is None else 0 if outcome == event else 1
        sums.setdefault(day, [0.0, 0.0, 0.0])[column] += count
    days = sorted(sums)
    table = np.array([sums[day] for day in days], dtype=np.float64).reshape(len(days), 3)
    return np.array(days, dtype=np.float64), table[:, 0], table[:, 1], table[:, 2]


def _at_risk(leaving: Numbers) -> Numbers:
    return np.asarray(leaving[::-1].cumsum()[::-1], dtype=np.float64)


def _errors(shares: Numbers, before: Numbers, hits: Numbers, ended: Numbers, at_risk: Numbers) -> Numbers:
    """Delta-method standard errors, from running sums: the double sum over days is expanded."""
    left = at_risk - ended
    hazard = np.divide(ended, at_risk * left, out=np.zeros_like(ended), where=left > 0)
    own = before**2 * (at_risk - hits) * hits / at_risk**3
    cross = before * hits / at_risk**2
    variance = (
        shares**2 * np.cumsum(hazard)
        - 2 * shares * np.cumsum(shares * hazard)
        + np.cumsum(shares**2 * hazard)
        + np.cumsum(own)
        - 2 * (shares * np.cumsum(cross) - np.cumsum(shares * cross))
    )
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)), dtype=np.float64)


def _curve(days: Numbers, hits: Numbers, shares: Numbers, errors: Numbers, at_risk: Numbers) -> Curve:
    happened = hits > 0
    last = int(days[-1]) if days.size else 0
    n = int(at_risk[0]) if at_risk.size else 0
    return Curve(days[happened], shares[happened], errors[happened], at_risk[happened], last, n)
