"""The smallest changes, of one sign or else of two, that would end somewhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import STEP_VALUES
from revops.diagnostic.case import Case
from revops.diagnostic.gates import is_off
from revops.diagnostic.outcome import Ending
from revops.diagnostic.result import Flip, Moved, SignResult
from revops.diagnostic.signs import is_known
from revops.diagnostic.simulation import redrawn
from revops.diagnostic.suppose import supposed, supposed_facts, supposed_said
from revops.diagnostic.wording import would_be
from revops.vocabulary import Outcome

Floats = npt.NDArray[np.float64]

MOST_FLIPS = 3
FINE = tuple(step / 20 for step in range(21))
"""Where a sign that files speak about may be moved to; one that was only said moves by whole answers."""


@dataclass(frozen=True)
class Tried:
    """One or two signs moved, and where the readings end then."""

    moves: tuple[Moved, ...]
    ending: Ending

    @property
    def rank(self) -> tuple[float, float]:
        """Cheaper changes first; of equals the one that settles more."""
        return _cost(self.moves), -self.ending.firmness


def cheapest_flips(case: Case) -> tuple[Flip, ...]:
    """The smallest changes after which another outcome leads, smallest first: of single signs, else of pairs.

    A sign is moved by what would be said and shown then: another of the five answers, other numbers in the
    files. Whoever answers so, or brings such files, gets that outcome.

    Args:
        case: The simulated readings as they are; unknown signs are left to what there is to find out.
    """
    search = _Search(case)
    found = sorted(search.singles() or search.pairs(), key=lambda tried: tried.rank)
    return tuple(search.told(tried) for tried in found[:MOST_FLIPS])


class _Search:
    """Tries other places of the signs of one case."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._drawn: dict[Moved, Floats] = {}

    @cached_property
    def _signs(self) -> Mapping[str, SignResult]:
        """The signs that can be moved: known, and of a team that no gate switches off."""
        readings = self._case.readings
        taking_part = {key for drawn in readings.teams.values() for key in drawn.keys}
        return {
            sign.key: sign
            for sign in self._case.signs
            if sign.key in taking_part and is_known(sign) and not is_off(sign.team, readings.gates)
        }

    def singles(self) -> list[Tried]:
        """Each sign's smallest move that ends elsewhere; none for signs that alone change nothing."""
        tried = ([self._nearest(way) for way in _ways(sign, _levels(sign))] for sign in self._signs.values())
        found = ([one for one in both_ways if one is not None] for both_ways in tried)
        return [min(ways, key=lambda one: one.rank) for ways in found if ways]

    def _nearest(self, way: Sequence[Moved]) -> Tried | None:
        """The first place on a way, from near to far, that ends elsewhere: what a sign does, it does ever more."""
        if not way or not self._changes(self._ending(way[-1])):
            return None
        at = bisect_left(way, True, key=lambda move: self._changes(self._ending(move)))
        return Tried((way[at],), self._ending(way[at]))

    def pairs(self) -> list[Tried]:
        """Each pair's smallest move that ends elsewhere, in whole steps of the scale."""
        pairs = combinations(self._signs.values(), 2)
        tried = (self._nearest_of(one, other) for one, other in pairs)
        return [one for one in tried if one is not None]

    def _nearest_of(self, one: SignResult, other: SignResult) -> Tried | None:
        found = [
            tried
            for ways in product(_ways(one, STEP_VALUES), _ways(other, STEP_VALUES))
            for tried in self._both_moved(*ways)
        ]
        return min(found, key=lambda tried: tried.rank, default=None)

    def _both_moved(self, one: Sequence[Moved], other: Sequence[Moved]) -> Iterator[Tried]:
        if not one or not other or not self._changes(self._ending(one[-1], other[-1])):
            return
        enough = float("inf")
        for moves in sorted(product(one, other), key=_cost):
            if _cost(moves) > enough:
                return
            ending = self._ending(*moves)
            if self._changes(ending):
                enough = _cost(moves)
                yield Tried(moves, ending)

    def _ending(self, *moves: Moved) -> Ending:
        return self._case.readings.ending({move.sign: self._at(move) for move in moves})

    def _at(self, move: Moved) -> Floats:
        """Simulated strengths of a sign at another place, drawn once."""
        if move not in self._drawn:
            sign, case = self._signs[move.sign], self._case
            said, facts = supposed_said(sign, move.end), supposed_facts(sign, move.end, case.facts)
            self._drawn[move] = redrawn(sign, said, facts, case.answers.counting_votes, case.luck)
        return self._drawn[move]

    def _changes(self, after: Ending) -> bool:
        """Whether that is another outcome; that of two teams neither is clearly first any more is none."""
        before = self._case.ending
        only_order = before.leading is after.leading is Outcome.BOTH and after.outcome is Outcome.BOTH
        return after.outcome is not before.outcome and not only_order

    def told(self, tried: Tried) -> Flip:
        """The change with its sentence."""
        move, *others = tried.moves
        facts = self._case.facts
        clauses = [supposed(self._signs[each.sign], each.end, facts) for each in tried.moves]
        return Flip(
            sign=move.sign,
            start=move.start,
            end=move.end,
            outcome=tried.ending.outcome,
            says=f"If {', and if '.join(clauses)}, {would_be(self._case.ending, tried.ending)}",
            other=others[0] if others else None,
        )


def _cost(moves: Sequence[Moved]) -> float:
    """How far the signs are moved in all."""
    return round(sum(abs(move.end - move.start) for move in moves), 6)


def _levels(sign: SignResult) -> Sequence[float]:
    return STEP_VALUES if sign.shown is None else FINE


def _ways(sign: SignResult, levels: Sequence[float]) -> tuple[list[Moved], list[Moved]]:
    """Places below and above the sign's own, each from near to far."""
    now = sign.value or 0.0
    moves = [Moved(sign=sign.key, start=now, end=level) for level in levels if abs(level - now) > 1e-9]
    return [move for move in moves if move.end < now][::-1], [move for move in moves if move.end > now]
