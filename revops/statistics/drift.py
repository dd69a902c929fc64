"""How far the make-up of a company's deals moves from period to period, beyond what luck alone would show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import special

from revops.statistics.interval import Interval

Numbers: TypeAlias = NDArray[np.float64]

GRID = np.linspace(0.0025, 0.9975, 400)
"""Distance between periods as a share of the largest one possible, of the prior."""
DRAWS = 1000
RARE = 5
"""Cases per period below which categories are taken together."""


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance between two periods, 0 to 1.

    Attributes:
        value: Posterior mean; pulled to 0 as far as luck alone may explain the counts.
        interval: Where it lies, given the counts; begins at 0 where luck alone may explain them.
    """

    value: float
    interval: Interval


@dataclass(frozen=True)
class Mix:
    """Counts of categories (columns) in periods (rows)."""

    counts: Numbers

    @classmethod
    def of(cls, counts: Sequence[Sequence[float]]) -> Mix | None:
        """The counts with rare categories taken together; None where there is nothing to compare."""
        table = np.array(counts, dtype=np.float64)
        if table.ndim != 2 or len(table) < 2:
            return None
        is_rare = table.sum(axis=0) < RARE * len(table)
        rest = table[:, is_rare].sum(axis=1, keepdims=True)
        merged = np.concatenate([table[:, ~is_rare], rest[:, : int(rest.sum() > 0)]], axis=1)
        return cls(merged) if merged.shape[1] > 1 else None

    @cached_property
    def weights(self) -> tuple[Numbers, Numbers, float]:
        """Distances in rising order with their weights, and the weight of no distance at all."""
        pooled = self.counts.sum(axis=0) / self.counts.sum()
        widest = float(np.sqrt((pooled * (1 - pooled)).sum()))
        strength = 1 / GRID**2 - 1
        alpha = strength[:, None] * pooled
        each = self.counts.sum(axis=1)
        differ = (special.gammaln(strength)[:, None] - special.gammaln(strength[:, None] + each)).sum(axis=1)
        differ += (special.gammaln(alpha[:, None, :] + self.counts) - special.gammaln(alpha)[:, None, :]).sum(
            axis=(1, 2)
        )
        differ += self._freedom(GRID[:, None] ** 2)
        equal = float((self.counts.sum(axis=0) * np.log(pooled)).sum() + self._freedom(np.zeros((1, 1)))[0])
        top = max(float(differ.max()), equal)
        return GRID * widest, np.exp(differ - top) / GRID.size, float(np.exp(equal - top))

    def _freedom(self, ratio: Numbers) -> Numbers:
        """What the shares over all periods, estimated from the same counts, take from the distances between these."""
        precision = (1 / (ratio + (1 - ratio) / self.counts.sum(axis=1))).sum(axis=1)
        return np.asarray(-(self.counts.shape[1] - 1) / 2 * np.log(precision))


def distance(mixes: Sequence[Mix], confidence: float = 0.95, seed: int = 20) -> Distance:
    """How far two periods typically lie apart: the root of half the squared differences of all shares, luck set aside.

    Of several features (segments, sources, win rate) it is the root of the mean square. Of a rate it is the plain
    difference. Before any case is seen, one half is given to all periods being alike, as for the spread between
    people; the high end does not rely on it.

    Args:
        mixes: Counts of each feature; at least one.
        confidence: Probability wanted for the interval.
        seed: Of the draws from the posteriors.

    Source:
        Dirichlet-multinomial model on a grid, flat in the share of the largest possible distance.
    """
    draw = np.random.default_rng(seed)
    shaken = np.sqrt(np.mean([_drawn(draw, mix, is_sure=False) ** 2 for mix in mixes], axis=0))
    differing = np.sqrt(np.mean([_drawn(draw, mix, is_sure=True) ** 2 for mix in mixes], axis=0))
    value, tail = float(shaken.mean()), (1 - confidence) / 2
    low, high = float(np.quantile(shaken, tail)), float(np.quantile(differing, 1 - tail))
    return Distance(value, Interval(min(low, value), max(high, value)))


def _drawn(draw: np.random.Generator, mix: Mix, *, is_sure: bool) -> Numbers:
    """Distances drawn from what the counts leave open; `is_sure` leaves out that there may be none."""
    distances, differ, equal = mix.weights
    reached = np.concatenate([[0.0 if is_sure else equal], differ]).cumsum()
    places = np.searchsorted(reached, draw.random(DRAWS) * reached[-1], side="right")
    return np.asarray(np.concatenate([[0.0], distances])[np.minimum(places, len(distances))])
