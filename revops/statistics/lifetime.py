"""How long customers stay, each weighed by what it pays, as far as enough of them have been followed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from revops.statistics.interval import Interval
from revops.statistics.normal import z_score

AT_RISK = 10
"""Customers who must have been followed to an age for it to count."""

ENDED = 10
"""Customers who must have left before anything is said."""

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


UNSEEN = 2.0
"""Where more than this would have left before the first who did, at the later pace, the file may begin later."""

Event = Literal["left", "left_first", "came_in", "is_there"]
"""What happens at an age: a customer leaves; leaves on the very first day on which any did; is as old when the first
one leaves; or is still there when last seen."""


@dataclass(frozen=True, slots=True)
class Life:
    """Customers to whom the same happens at the same age.

    Attributes:
        age: In any unit of time.
        event: What happens.
        count: How many they are.
        weight: Sum of what they weigh.
        squared: Sum of the squares of that.
    """

    age: float
    event: Event
    count: int
    weight: float
    squared: float


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Mean time that customers stay, up to a horizon.

    Attributes:
        value: In the unit of the ages.
        interval: Its range.
        horizon: Up to which it was seen, or projected.
        begins_late: Whether customers who left before the first one known are missing from the file.
    """

    value: float
    interval: Interval
    horizon: float
    begins_late: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """Ages in rising order, up to the last that enough customers were followed to.

    Attributes:
        widths: Time from the age before.
        weight: Of those followed at the age.
        left: Weight of those who leave at it.
        squares: Their squared weights.
        is_thin: Whether too few are followed at the age to tell anything about it.
    """

    widths: Numbers
    weight: Numbers
    left: Numbers
    squares: Numbers
    is_thin: Mask

    @property
    def horizon(self) -> float:
        return float(self.widths.sum())

    @property
    def pace(self) -> float:
        """Share that leaves in one unit of time, on average."""
        return float(self.left.sum() / (self.widths * self.weight).sum())

    @property
    def alive(self) -> Numbers:
        """Share still there after each age; thin ages follow the mean pace."""
        seen = 1 - np.divide(self.left, self.weight, out=np.zeros_like(self.left), where=~self.is_thin)
        stays = np.where(self.is_thin, np.exp(-self.pace * self.widths), seen)
        return np.asarray(np.cumprod(stays), dtype=np.float64)


def lifetime(lives: Iterable[Life], until: float | None = None, confidence: float = 0.95) -> Lifetime | None:
    """Mean time that customers stay: the area below their survival curve.

    A file often begins later than the company: then those who left earlier are missing, and the old customers in it
    are those who stayed. Where at least two customers of that time would have left at the later pace and none did,
    everybody counts only from the day on which the first one left.

    Args:
        lives: What happens at which age.
        until: To go on to this age at the mean pace of leaving seen so far; None to stop where fewer than ten
            customers were followed.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        The restricted mean; None with fewer than ten who left within the ages that ten customers were followed to.

    Source:
        Kaplan and Meier 1958 with weights, delayed entry after Tsai, Jewell and Wang 1987; the variance counts the
        squared weights of those who left (Greenwood's where all weigh the same). Beyond the horizon an exponential
        tail, its error added to the rest.
    """
    known = sorted(lives, key=lambda life: life.age)
    after = [life for life in known if life.event != "left_first"]
    begins_late = _missed(after) >= UNSEEN
    table = _table(after if begins_late else known, is_late=begins_late)
    if table is None:
        return None
    mean, error = _area(table, until or 0.0)
    reach = z_score(confidence) * error
    return Lifetime(mean, Interval(max(0.0, mean - reach), mean + reach), max(until or 0.0, table.horizon), begins_late)


def _missed(lives: Sequence[Life]) -> float:
    """How many would have left before the first one did, at the pace of the time after it."""
    before = sum(life.age * life.count for life in lives if life.event == "came_in")
    after = sum(life.age * life.count for life in lives if life.event != "came_in") - before
    left = sum(life.count for life in lives if life.event == "left")
    return left / after * before if after > 0 else 0.0


def _area(table: _Table, until: float) -> tuple[float, float]:
    """Mean time stayed, to the horizon and on to a later age, with its standard error."""
    alive = table.alive
    within = np.where(table.is_thin, -np.expm1(-table.pace * table.widths) / table.pace, table.widths)
    areas = within * np.concatenate(([1.0], alive[:-1]))
    stay, bend = _beyond(table.pace, until - table.horizon)
    tail = float(alive[-1])
    mean = float(areas.sum()) + tail * stay
    rest = mean - np.cumsum(areas)
    risk = np.where(table.is_thin, 0.0, table.weight * (table.weight - table.left))
    steps = np.divide(table.squares, risk, out=np.zeros_like(risk), where=risk > 0)
    pace_error = table.pace * math.sqrt(float(table.squares.sum())) / float(table.left.sum())
    return mean, math.sqrt(float((rest**2 * steps).sum())) + tail * bend * pace_error


def _table(lives: Sequence[Life], *, is_late: bool) -> _Table | None:
    """The ages to which enough customers were followed; None where too few of them left."""
    ages = sorted({life.age for life in lives})
    place = {age: at for at, age in enumerate(ages)}
    counts, weights, left, squares, gone = np.zeros((5, len(ages)))
    for life in lives:
        at, sign = place[life.age], -1 if life.event == "came_in" else 1
        if sign > 0 or is_late:
            counts[at] += sign * life.count
            weights[at] += sign * life.weight
        if life.event in ("left", "left_first"):
            left[at] += life.weight
            squares[at] += life.squared
            gone[at] += life.count
    at_risk, weight = _behind(counts), np.maximum(_behind(weights), 0.0)
    enough = np.flatnonzero(at_risk >= AT_RISK)
    inside = slice(0, int(enough[-1]) + 1 if enough.size else 0)
    is_thin = at_risk[inside] < AT_RISK
    if gone[inside][~is_thin].sum() < ENDED:
        return None
    widths = np.diff(np.array(ages)[inside], prepend=0.0)
    return _Table(widths, weight[inside], left[inside], squares[inside], is_thin)


def _behind(numbers: Numbers) -> Numbers:
    """Sum of each number and of all after it."""
    return np.asarray(numbers[::-1].cumsum()[::-1], dtype=np.float64)


def _beyond(pace: float, span: float) -> tuple[float, float]:
    """Mean time stayed in a further span at a steady pace of leaving, and how much of it a unit of that pace takes."""
    if span <= 0:
        return 0.0, 0.0
    over = math.exp(-pace * span)
    return (1 - over) / pace, (1 - over) / pace**2 - span * over / pace
