"""What the user's ranges come to: thousands of futures, drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from revops.investment.figures import Lift
from revops.investment.levers import LEVERS, Lever
from revops.investment.result import HORIZONS, LAST, Bar, Scenario, Span
from revops.investment.terms import Basis
from revops.investment.worth import worth_of_a_unit
from revops.statistics.joint import DRAWS, Uncertain, drawn
from revops.statistics.pert import pert_quantiles

_BINS = 24
_PLACES = {key: place for place, key in enumerate(LEVERS)}
"""Each lever has its own random numbers, so that one range never changes the luck of another."""

Floats = npt.NDArray[np.float64]
Cost = Callable[[int], float]


@dataclass(frozen=True, kw_only=True)
class Futures:
    """Levers with ranges, and the numbers behind them.

    Attributes:
        levers: Those that count.
        given: The user's range of each, by key.
        basis: The company's own numbers.
        seed: Same seed, same futures.
    """

    levers: Sequence[Lever]
    given: Mapping[str, Lift]
    basis: Basis
    seed: int

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The company's own numbers that the levers calculate with, each once."""
        used = {name for lever in self.levers for name in lever.terms}
        return tuple(name for name in self.basis.terms if name in used)

    @cached_property
    def terms(self) -> dict[str, Floats | float]:
        """Draws of the company's own numbers; a number that several levers use is the same in each future."""
        places = {name: place for place, name in enumerate(self.basis.terms, len(_PLACES))}
        uncertain = {name: self.basis.terms[name].uncertain for name in self.names}
        return {name: _term(part, self.seed, places[name]) for name, part in uncertain.items()}

    @cached_property
    def lifts(self) -> dict[str, Floats]:
        """Draws of each lever, evenly spread over its distribution."""
        return {lever.key: _lift(self.given[lever.key], self.seed, _PLACES[lever.key]) for lever in self.levers}

    @property
    def likely_terms(self) -> dict[str, float]:
        """The company's own numbers as they were measured."""
        return {name: self.basis.terms[name].value or 0.0 for name in self.names}

    @property
    def likely_lifts(self) -> dict[str, float]:
        """Each lever at its likely value."""
        return {lever.key: self.given[lever.key].likely for lever in self.levers}

    def earned(
        self, month: int, terms: Mapping[str, Floats | float], lifts: Mapping[str, Floats | float]
    ) -> Floats | float:
        """What has come back by the end of a month; what several levers bring is added up."""
        return sum(
            (lifts[lever.key] * worth_of_a_unit(lever, self.basis, month, terms) for lever in self.levers), start=0.0
        )


@lru_cache(maxsize=128)
def _term(part: Uncertain, seed: int, place: int) -> Floats | float:
    return drawn(part, np.random.default_rng((seed, place)))


@lru_cache(maxsize=128)
def _lift(given: Lift, seed: int, place: int) -> Floats:
    shares = (np.random.default_rng((seed, place)).permutation(DRAWS) + 0.5) / DRAWS
    return pert_quantiles(given.low, given.likely, given.high, np.asarray(shares, dtype=np.float64))


def simulate(futures: Futures, cost: Cost, unused: Mapping[str, str]) -> Scenario:
    """Chances, ways and ends of the user's ranges.

    Args:
        futures: At least one lever, each with a range and nothing unknown.
        cost: What has been spent by the end of a month.
        unused: Levers with a range that do not count, each with the reason.
    """
    net = [futures.earned(month, futures.terms, futures.lifts) - cost(month) for month in range(LAST + 1)]
    drawn_net = [np.broadcast_to(np.asarray(each, dtype=np.float64), (DRAWS,)) for each in net]
    shares, ends = np.histogram(drawn_net[LAST], bins=_ends(drawn_net[LAST]))
    return Scenario(
        levers=tuple(lever.key for lever in futures.levers),
        unused=dict(unused),
        chance={month: float((drawn_net[month] >= 0).mean()) for month in HORIZONS},
        net=tuple(_span(each) for each in drawn_net),
        likely=_left(futures, cost),
        bars=tuple(sorted(_bars(futures, cost), key=lambda bar: -abs(bar.high - bar.low))),
        bins=tuple(float(end) for end in ends),
        shares=tuple(float(share) / DRAWS for share in shares),
    )


def _ends(values: Floats) -> Floats:
    """Ends of equally wide bins, nothing left over at one of them."""
    low, high = float(values.min()), float(values.max())
    width = (high - low) / _BINS or 1.0
    first, last = np.floor(low / width), np.floor(high / width) + 1
    return np.asarray(np.arange(first, last + 1) * width)


def _span(values: Floats) -> Span:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return Span(low=float(low), middle=float(middle), high=float(high))


def _left(
    futures: Futures,
    cost: Cost,
    terms: Mapping[str, float] | None = None,
    lifts: Mapping[str, float] | None = None,
) -> float:
    """What is left after 24 months with everything as likely but what is changed."""
    changed_terms, changed_lifts = futures.likely_terms | dict(terms or {}), futures.likely_lifts | dict(lifts or {})
    return float(futures.earned(LAST, changed_terms, changed_lifts)) - cost(LAST)


def _bars(futures: Futures, cost: Cost) -> list[Bar]:
    bars = []
    for lever in futures.levers:
        given = futures.given[lever.key]
        low, high = (_left(futures, cost, lifts={lever.key: end}) for end in (given.low, given.high))
        bars.append(Bar(key=lever.key, title=lever.text.title, low=low, high=high, is_lever=True))
    for name in futures.names:
        term = futures.basis.terms[name]
        if term.interval is not None:
            ends = (term.interval.low, term.interval.high)
            low, high = (_left(futures, cost, terms={name: end}) for end in ends)
            bars.append(Bar(key=name, title=term.label, low=low, high=high, is_lever=False))
    return bars
