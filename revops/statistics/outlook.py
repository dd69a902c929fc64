"""What open deals and those still to come will bring, simulated from what became of earlier ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

DRAWS = 1000
OLDEST = 48
"""Steps of half a month after which all ages count alike."""
MONTHS = 6
STEPS = 2 * MONTHS
FEW = 4
"""Deals of a stage and age up to which each is drawn by itself."""
LEAST = 1e-4
"""Share of deals that stay open over a step at least, however surely all are decided."""
PRIOR = 1.0
"""How many deals the rate over later ages is worth beside what was seen at one age."""
SHOCK = 0.15
"""How far the odds of winning move from one half-year to the next for all deals together, as a standard deviation."""
TREND = 0.5
"""How much of the growth of new deals over the last year is taken to go on."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Number of amounts, their sum and the sum of their squares."""

    n: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.n + other.n, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float:
        """Mean amount; 0 without any."""
        return self.total / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """Mean squared distance from the mean."""
        return max(0.0, self.squares / self.n - self.mean**2) if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Running:
    """Open deals of one stage and age.

    Attributes:
        stage: As the file names it; "" where that is blank.
        age: In steps of half a month.
        deals: How many.
        amounts: Of those that have one.
    """

    stage: str
    age: int
    deals: int
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Past:
    """What became of deals.

    Attributes:
        won: Deals won at each age, in steps of half a month.
        lost: Deals lost at each age.
        running: Deals last seen open at each age.
        sizes: Amounts of the won ones.
        opened: Deals opened in each of the last 24 steps, the latest first.
        by_stage: Deals won and lost among those that entered a stage, by stage.
    """

    won: Mapping[int, float]
    lost: Mapping[int, float]
    running: Mapping[int, float]
    sizes: Amounts
    opened: Sequence[float]
    by_stage: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """Deals won or lost."""
        return int(sum(self.won.values()) + sum(self.lost.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Amounts won in each of the coming months, one line per draw.

    Attributes:
        from_running: Brought by the deals that are open now.
        from_new: Brought by deals that are not opened yet.
    """

    from_running: Numbers
    from_new: Numbers

    @property
    def total(self) -> Numbers:
        """Both together."""
        return self.from_running + self.from_new


def outlook(past: Past, running: Sequence[Running], seed: int = 20) -> Outlook:
    """Simulates the coming months.

    Each draw has rates of its own: the chances of being won and lost at each age and the odds of each stage as far as
    the counts leave them open, a shock that all deals share, and the number of new deals. Open deals without an amount
    bring what won deals bring.

    Args:
        past: What became of earlier deals.
        running: The open ones.
        seed: Of the draws; the same seed gives the same outlook.

    Source:
        Competing risks by age with Dirichlet posteriors; odds of stages from Beta posteriors, against all deals.
    """
    draw = np.random.default_rng(seed)
    won, lost = _hazards(draw, past)
    shock = np.exp(draw.normal(0.0, SHOCK, DRAWS))[:, None]
    sizes = _sizes(draw, past.sizes)
    return Outlook(
        _from_running(draw, past, running, _tilted(won, lost, shock), sizes),
        _from_new(draw, past, _tilted(won, lost, shock), sizes),
    )


Chances: TypeAlias = tuple[Numbers, Numbers]
"""Chance of being won and of being lost within a step, by draw and age."""


def _hazards(draw: np.random.Generator, past: Past) -> Chances:
    """Posterior draws of what happens at each age to a deal that got there; half of those last seen there count.

    Where few got, it is what happened from half that age on; what nobody has lived to see is taken not to happen.
    """
    won, lost, seen = (_by_age(counts) for counts in (past.won, past.lost, past.running))
    at_risk = np.maximum(_from_there_on(won + lost + seen) - seen / 2, won + lost)
    counts = np.stack([won, lost, at_risk - won - lost], axis=1)
    halfway = _from_there_on(counts)[np.arange(OLDEST + 1) // 2]
    usual = halfway / np.maximum(halfway.sum(axis=1, keepdims=True), 1e-9)
    usual[:, 2] = 1 - usual[:, 0] - usual[:, 1]
    counts += PRIOR * np.maximum(usual, 1e-6)
    gammas = draw.gamma(counts, size=(DRAWS, *counts.shape))
    shares = gammas / gammas.sum(axis=2, keepdims=True)
    return shares[:, :, 0], shares[:, :, 1]


def _from_there_on(counts: Numbers) -> Numbers:
    """Sums over each age and all later ones."""
    return np.asarray(counts[::-1].cumsum(axis=0)[::-1])


def _by_age(counts: Mapping[int, float]) -> Numbers:
    found: Numbers = np.zeros(OLDEST + 1)
    for age, count in counts.items():
        found[min(age, OLDEST)] += count
    return found


def _tilted(won: Numbers, lost: Numbers, odds: Numbers) -> Chances:
    """The same chance of being decided, with other odds of being won."""
    decided = won + lost
    tilted = decided * won * odds / np.maximum(won * odds + lost, 1e-12)
    return tilted, decided - tilted


def _from_running(
    draw: np.random.Generator, past: Past, running: Sequence[Running], chances: Chances, sizes: Numbers
) -> Numbers:
    total: Numbers = np.zeros((DRAWS, MONTHS))
    for stage, groups in groupby(_alike(running), key=lambda group: group.stage):
        fates = _Fates.of(*_tilted(*chances, _stage_odds(draw, past, stage)))
        for group in groups:
            wins = _wins(draw, group.deals, fates.months_of_winning(group.age))
            total += _brought(draw, wins, group, sizes)
    return total


def _wins(draw: np.random.Generator, deals: int, chances: Numbers) -> NDArray[np.int64]:
    """How many deals are won in each coming month, by draw; few are followed one by one, which is faster."""
    if deals > FEW:
        return draw.multinomial(deals, chances)[:, :MONTHS]
    won_by = np.cumsum(chances[:, :MONTHS], axis=1)
    reached = np.zeros((DRAWS, MONTHS + 1), dtype=np.int64)
    for _ in range(deals):
        reached[:, 1:] += draw.random((DRAWS, 1)) < won_by
    return np.diff(reached, axis=1)


def _alike(running: Sequence[Running]) -> list[Running]:
    """By stage and age; those beyond the oldest age are one group, since they have the same chances."""
    found: dict[tuple[str, int], Running] = {}
    for one in running:
        place = (one.stage, min(one.age, OLDEST))
        before = found.get(place, Running(*place, 0, Amounts()))
        found[place] = Running(*place, before.deals + one.deals, before.amounts + one.amounts)
    return [found[place] for place in sorted(found)]


def _stage_odds(draw: np.random.Generator, past: Past, stage: str) -> Numbers:
    """How many times better the odds of deals in a stage are than those of all deals."""
    won, lost = past.by_stage.get(stage, (0.0, 0.0))
    if won + lost == 0:
        return np.ones((DRAWS, 1))
    all_won, all_lost = sum(past.won.values()), sum(past.lost.values())
    share = draw.beta(won + 0.5, lost + 0.5, DRAWS)
    return np.asarray(share / (1 - share) * (all_lost + 0.5) / (all_won + 0.5))[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class _Fates:
    """What becomes of the deals of a stage, by draw and age; deals of an age are half through its step on average.

    Attributes:
        open_at: Chance of being open still at each age, of a deal that is new.
        won_by: Chance of being won within two steps from each age on, of a deal that is new.
    """

    open_at: Numbers
    won_by: Numbers

    @classmethod
    def of(cls, won: Numbers, lost: Numbers) -> _Fates:
        """From the chances of each age: each coming step is half of one and half of the next."""
        ages = np.minimum(np.arange(OLDEST + STEPS + 1), OLDEST)
        wins, losses = ((part[:, ages[:-1]] + part[:, ages[1:]]) / 2 for part in (won, lost))
        open_at = _still_open(wins, losses)
        each = open_at * wins
        return cls(open_at, each[:, :-1] + each[:, 1:])

    def months_of_winning(self, age: int) -> Numbers:
        """Chance of being won in each coming month, and last that of not being won in any, by draw.

        Args:
            age: Of the deals, in steps; the oldest at most.
        """
        found = np.empty((DRAWS, MONTHS + 1))
        np.divide(self.won_by[:, age : age + STEPS : 2], self.open_at[:, age : age + 1], out=found[:, :MONTHS])
        found[:, MONTHS] = 1 - found[:, :MONTHS].sum(axis=1)
        return np.asarray(found.clip(0.0, 1.0, out=found))


def _still_open(won: Numbers, lost: Numbers) -> Numbers:
    """Chance of getting to each step; never none at all, so that it can be divided by."""
    stays = np.cumprod(np.maximum(1 - won - lost, LEAST), axis=1)
    return np.concatenate([np.ones((DRAWS, 1)), stays[:, :-1]], axis=1)


def _brought(draw: np.random.Generator, wins: NDArray[np.int64], group: Running, sizes: Numbers) -> Numbers:
    """What the won deals of a group bring: amounts drawn from its own, or of the usual size."""
    known = group.amounts.n / group.deals
    mean = known * group.amounts.mean + (1 - known) * sizes[:, :1]
    spread = known * group.amounts.variance + (1 - known) * sizes[:, 1:]
    drawn_from = np.maximum(1 - (wins - 1) / max(group.deals - 1, 1), 0.0) if known == 1 else 1.0
    return _sums(draw, wins, mean, spread * drawn_from)


def _sizes(draw: np.random.Generator, amounts: Amounts) -> Numbers:
    """Mean and variance of a won amount, by draw: the mean as far as the amounts seen leave it open."""
    if not amounts.n or amounts.mean <= 0:
        return np.zeros((DRAWS, 2))
    error = math.sqrt(amounts.variance / amounts.n) / amounts.mean
    factor = np.exp(draw.normal(0.0, error, DRAWS))
    return np.stack([amounts.mean * factor, amounts.variance * factor**2], axis=1)


def _sums(draw: np.random.Generator, counts: NDArray[np.int64], mean: Numbers, variance: Numbers) -> Numbers:
    """Sums of so many amounts of a mean and variance, never negative."""
    total: Numbers = np.asarray(counts * mean, dtype=np.float64)
    spread = counts * variance
    varies = (spread > 1e-9) & (total > 0)
    if varies.any():
        scale = spread[varies] / total[varies]
        total[varies] = draw.gamma(total[varies] / scale) * scale
    return total


def _from_new(draw: np.random.Generator, past: Past, chances: Chances, sizes: Numbers) -> Numbers:
    """Deals come at the pace of the last half-year and with some of the year's growth; each may be won in time."""
    won, lost = (part[:, :STEPS] for part in chances)
    won_at = _still_open(won, lost) * won
    by_step = np.cumsum(won_at, axis=1) - won_at / 2
    by_month = by_step.reshape(DRAWS, MONTHS, 2).sum(axis=2)
    wins = draw.poisson(_pace(draw, past.opened)[:, None] * by_month)
    return _sums(draw, wins, sizes[:, :1], sizes[:, 1:])


def _pace(draw: np.random.Generator, opened: Sequence[float]) -> Numbers:
    """New deals in half a month, by draw."""
    half = len(opened) // 2
    recent, earlier = sum(opened[:half]), sum(opened[half:])
    level = draw.gamma(recent + 0.5, size=DRAWS) / half
    growth = math.log((recent + 5) / (earlier + 5)) if earlier else 0.0
    doubt = 0.5 * math.sqrt(1 / (recent + 5) + 1 / (earlier + 5)) + SHOCK / 2
    return np.asarray(level * np.exp(draw.normal(TREND * growth, doubt, DRAWS)))
