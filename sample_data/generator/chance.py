"""Seeded chance: the same draws on every machine and every run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Protocol, TypeVar

from generator.days import month_end

T = TypeVar("T")


class Shared(Protocol):
    """Something with a share among its like."""

    @property
    def share(self) -> float:
        """Share of all."""


S = TypeVar("S", bound=Shared)


class Chance(Random):
    """Draws that a history needs; only `random()` feeds them, whose stream Python guarantees."""

    def happens(self, probability: float) -> bool:
        """True with that probability."""
        return self.random() < probability

    def normal(self) -> float:
        """A standard normal number (Box and Muller)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.random()))
        return radius * math.cos(2.0 * math.pi * self.random())

    def around(self, median: float, spread: float) -> float:
        """A lognormal number."""
        return median * math.exp(spread * self.normal())

    def days(self, mean: float) -> int:
        """Whole days of an exponential wait."""
        return int(-mean * math.log(1.0 - self.random()))

    def count(self, mean: float) -> int:
        """A Poisson number: arrivals in one unit of time."""
        arrivals, clock = 0, -math.log(1.0 - self.random())
        while clock < mean:
            arrivals += 1
            clock -= math.log(1.0 - self.random())
        return arrivals

    def one_of(self, items: Sequence[T]) -> T:
        """Each equally likely."""
        return items[int(self.random() * len(items))]

    def by_share(self, items: Sequence[S]) -> S:
        """Each as likely as its share."""
        point = self.random() * sum(item.share for item in items)
        for item in items:
            point -= item.share
            if point < 0:
                return item
        return items[-1]

    def day_of(self, month: date) -> date:
        """A day of the month that starts on `month`."""
        return month + timedelta(days=int(self.random() * month_end(month).day))

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many different ones, in their given order."""
        keyed = sorted((self.random(), index) for index in range(len(items)))
        return [items[index] for index in sorted(index for _, index in keyed[:count])]
