"""How far two numbers lie apart, and whether luck alone would put them there."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

from revops.statistics.interval import Interval
from revops.statistics.normal import z_score


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number with its 95% interval.

    Attributes:
        value: Inside the interval.
        interval: Both ends are finite.
        degrees: Of freedom of its spread; infinite where the number itself gives the spread, as for a share.
    """

    value: float
    interval: Interval
    degrees: float = math.inf


@dataclass(frozen=True, slots=True)
class Difference:
    """One number less another.

    Attributes:
        value: Above 0 where the first is larger.
        interval: 95% range of the difference.
        p_value: How often chance alone puts two equal ones at least this far apart; None where neither can vary.
    """

    value: float
    interval: Interval
    p_value: float | None


def difference(first: Ranged, second: Ranged) -> Difference:
    """The first less the second, with a range made from the two ranges.

    Each end takes the distances of both numbers to the ends on that side, so that lopsided ranges stay so. The
    probability is that of Student's distribution at which the same range, drawn wider, would touch 0.

    Args:
        first: With its 95% interval, independent of the other.
        second: Likewise.

    Source:
        Zou and Donner 2008 (method of variance estimates recovery); for two shares it is Newcombe 1998, method 10.
    """
    value = first.value - second.value
    below = math.hypot(first.value - first.interval.low, second.interval.high - second.value)
    above = math.hypot(first.interval.high - first.value, second.value - second.interval.low)
    interval = Interval(value - below, value + above)
    reach = below if value > 0 else above
    if reach <= 0:
        return Difference(value, interval, 1.0 if value == 0 else None)
    return Difference(value, interval, _two_sided(abs(value) / reach, min(first.degrees, second.degrees)))


def _two_sided(reaches: float, degrees: float) -> float:
    """Chance of lying so many half-widths of a 95% interval from 0, on either side."""
    if math.isinf(degrees):
        return float(2 * special.ndtr(-reaches * z_score()))
    free = max(degrees, 1.0)
    return float(2 * special.stdtr(free, -reaches * float(special.stdtrit(free, 0.975))))


def ratio(first: Ranged, second: Ranged) -> Difference | None:
    """The first as a multiple of the second, less 1: 0.12 is 12% more.

    Returns:
        None where an end of a range is not above 0, so that no multiple can be told.
    """
    if min(first.interval.low, second.interval.low) <= 0:
        return None
    logs = difference(_log(first), _log(second))
    low, high = math.expm1(logs.interval.low), math.expm1(logs.interval.high)
    return Difference(first.value / second.value - 1, Interval(low, high), logs.p_value)


def _log(number: Ranged) -> Ranged:
    ends = Interval(math.log(number.interval.low), math.log(number.interval.high))
    return Ranged(math.log(number.value), ends, number.degrees)


def shares_differ(first: float, first_trials: float, second: float, second_trials: float) -> float:
    """Chance that two equal shares come out at least this far apart.

    Args:
        first: Share, 0 to 1.
        first_trials: Cases behind it, fractional for an effective number.
        second: The other share.
        second_trials: Cases behind it.

    Source:
        Score test with the pooled share (Pearson 1900).
    """
    pooled = (first * first_trials + second * second_trials) / (first_trials + second_trials)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / first_trials + 1 / second_trials))
    if spread <= 0:
        return 1.0
    return float(2 * special.ndtr(-abs(first - second) / spread))


def wilson_trials(share: float, interval: Interval) -> float:
    """How many cases a share with this Wilson interval rests on.

    The product of both ends is the squared share, shrunk by the trials; the larger of share and rest tells it best.
    """
    low, high = interval.low, interval.high
    square, product = (share**2, low * high) if share >= 0.5 else ((1 - share) ** 2, (1 - low) * (1 - high))
    shrunk = square / product - 1 if product > 0 else math.inf
    return z_score() ** 2 / shrunk if shrunk > 0 else math.inf
