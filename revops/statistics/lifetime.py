"""How long customers stay, each weighed by what it pays, as far as enough of them have been followed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revops.statistics.interval import Interval
from revops.statistics.normal import z_score

AT_RISK = 10
"""Customers who must have been followed to an age for it to count."""

ENDED = 10
"""Customers who must have left before anything is said."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Life:
    """Customers who were last seen at one age.

    Attributes:
        age: In days.
        has_ended: Whether they left at it; else they are still there.
        count: How many they are.
        weight: Sum of what they weigh.
        squared: Sum of the squares of that.
    """

    age: float
    has_ended: bool
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
    """

    value: float
    interval: Interval
    horizon: float


@dataclass(frozen=True, slots=True)
class _Table:
    """Ages in rising order, up to the last that enough customers were followed to.

    Attributes:
        widths: Time from the age before.
        weight: Of those still followed at the age.
        left: Weight of those who leave at it.
        squares: Their squared weights.
    """

    widths: Numbers
    weight: Numbers
    left: Numbers
    squares: Numbers

    @property
    def horizon(self) -> float:
        return float(self.widths.sum())

    @property
    def alive(self) -> Numbers:
        """Share still there after each age."""
        return np.cumprod(1 - self.left / self.weight)

    @property
    def pace(self) -> float:
        """Share that leaves in one unit of time, on average."""
        return float(self.left.sum() / (self.widths * self.weight).sum())


def lifetime(lives: Iterable[Life], until: float | None = None, confidence: float = 0.95) -> Lifetime | None:
    """Mean time that customers stay: the area below their survival curve.

    Args:
        lives: By age and whether they left.
        until: To go on to this age at the mean pace of leaving seen so far; None to stop where fewer than ten
            customers were followed.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        The restricted mean; None with fewer than ten who left within the ages that ten customers were followed to.

    Source:
        Kaplan and Meier 1958 with weights; the variance counts the squared weights of those who left (Greenwood's
        where all weigh the same). Beyond the horizon an exponential tail, its error added to the rest.
    """
    table = _table(sorted(lives, key=lambda life: life.age))
    if table is None:
        return None
    areas = table.widths * np.concatenate(([1.0], table.alive[:-1]))
    stay, bend = _beyond(table.pace, (until or 0.0) - table.horizon)
    tail = float(table.alive[-1])
    mean = float(areas.sum()) + tail * stay
    rest = mean - np.cumsum(areas)
    risk = table.weight * (table.weight - table.left)
    steps = np.divide(table.squares, risk, out=np.zeros_like(risk), where=risk > 0)
    error = math.sqrt(float((rest**2 * steps).sum()))
    pace_error = table.pace * math.sqrt(float(table.squares.sum())) / float(table.left.sum())
    reach = z_score(confidence) * (error + tail * bend * pace_error)
    return Lifetime(mean, Interval(max(0.0, mean - reach), mean + reach), max(until or 0.0, table.horizon))


def _table(lives: Sequence[Life]) -> _Table | None:
    """The ages to which enough customers were followed; None where too few of them left."""
    ages = sorted({life.age for life in lives})
    place = {age: at for at, age in enumerate(ages)}
    counts, all_weight, left, squares, gone = np.zeros((5, len(ages)))
    for life in lives:
        at = place[life.age]
        counts[at] += life.count
        all_weight[at] += life.weight
        if life.has_ended:
            left[at] += life.weight
            squares[at] += life.squared
            gone[at] += life.count
    inside = _behind(counts) >= AT_RISK
    if gone[inside].sum() < ENDED:
        return None
    widths = np.diff(np.array(ages)[inside], prepend=0.0)
    return _Table(widths, _behind(all_weight)[inside], left[inside], squares[inside])


def _behind(numbers: Numbers) -> Numbers:
    """Sum of each number and of all after it."""
    return np.asarray(numbers[::-1].cumsum()[::-1], dtype=np.float64)


def _beyond(pace: float, span: float) -> tuple[float, float]:
    """Mean time stayed in a further span at a steady pace of leaving, and how much of it a unit of that pace takes."""
    if span <= 0:
        return 0.0, 0.0
    over = math.exp(-pace * span)
    return (1 - over) / pace, (1 - over) / pace**2 - span * over / pace
