"""From simulated needs to an outcome, its firmness and the order of the teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from revops.diagnostic.content import SETTINGS
from revops.diagnostic.gates import ONE_HIRE, called_for
from revops.diagnostic.simulation import TeamDraws
from revops.vocabulary import Outcome, Team

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CLEAR, LEANING, UNSETTLED = "clear", "leaning", "unsettled"
CALLED: Mapping[Outcome, tuple[Team, ...]] = {
    Outcome.SALESOPS: (Team.SALESOPS,),
    Outcome.REVOPS: (Team.REVOPS,),
    Outcome.BOTH: tuple(Team),
    Outcome.NEITHER: (),
}
"""The teams that an outcome calls for."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Where the simulated readings end.

    Attributes:
        outcome: The leading outcome, or the team that the one hire goes to where both are called for.
        leading: The outcome with the largest share.
        firmness: Its share.
        order: Where both teams lead: whose need is the larger in more readings, and in what share of them.
    """

    outcome: Outcome
    leading: Outcome
    firmness: float
    order: tuple[Team, float] | None = None

    @property
    def first(self) -> Team | None:
        """The team to begin with, where both are called for and the order is no toss-up."""
        return self.order[0] if self.order is not None and comes_first(self.order[1]) else None


@dataclass(frozen=True, kw_only=True)
class Readings:
    """Simulated readings of all assessed teams, under the gates that act."""

    teams: Mapping[Team, TeamDraws]
    gates: frozenset[str]

    def called(
        self, values: Mapping[str, Floats] | None = None, gates: frozenset[str] | None = None
    ) -> dict[Team, Flags]:
        """In which readings each team is called for.

        Args:
            values: Other strengths of some signs, to see what they would change.
            gates: Other gates; None for those that act.
        """
        acting = self.gates if gates is None else gates
        return {
            team: called_for(team, *(drawn.with_values(values) if values else (drawn.need, drawn.pain)), acting)
            for team, drawn in self.teams.items()
        }

    def shares(
        self, values: Mapping[str, Floats] | None = None, gates: frozenset[str] | None = None
    ) -> dict[Outcome, float]:
        """Share of readings per outcome; arguments as for `called`."""
        return outcome_shares(self.called(values, gates))

    def values_of(self, key: str) -> Floats | None:
        """Simulated strengths of a sign; None where it takes no part."""
        for drawn in self.teams.values():
            if key in drawn.keys:
                return np.asarray(drawn.values[drawn.keys.index(key)])
        return None

    def ending(self, values: Mapping[str, Floats] | None = None) -> Ending:
        """Where the readings end under the gates that act, that of the one hire included.

        Args:
            values: Other strengths of some signs, to see what they would change.
        """
        drawn = {team: draws.with_values(values or {}) for team, draws in self.teams.items()}
        shares = outcome_shares({team: called_for(team, *both, self.gates) for team, both in drawn.items()})
        most = leading(shares)
        order = larger_need({team: need for team, (need, _) in drawn.items()}) if most is Outcome.BOTH else None
        ending = Ending(outcome=most, leading=most, firmness=shares[most], order=order)
        hired = ending.first if ONE_HIRE in self.gates else None
        return ending if hired is None else replace(ending, outcome=Outcome(hired.value))


def larger_need(needs: Mapping[Team, Floats]) -> tuple[Team, float]:
    """The team whose need is the larger in more readings, and in what share of them."""
    salesops = float(np.mean(needs[Team.SALESOPS] > needs[Team.REVOPS]))
    return (Team.SALESOPS, salesops) if salesops >= 0.5 else (Team.REVOPS, 1 - salesops)


def outcome_shares(called: Mapping[Team, Flags]) -> dict[Outcome, float]:
    """Share of readings that end in each outcome which the assessed teams allow."""
    count = {team: int(np.count_nonzero(flags)) for team, flags in called.items()}
    draws = next(iter(called.values())).size
    if len(called) == 1:
        [(team, alone)] = count.items()
        return {Outcome(team.value): alone / draws, Outcome.NEITHER: 1 - alone / draws}
    both = int(np.count_nonzero(called[Team.SALESOPS] & called[Team.REVOPS]))
    counts = {
        Outcome.SALESOPS: count[Team.SALESOPS] - both,
        Outcome.REVOPS: count[Team.REVOPS] - both,
        Outcome.BOTH: both,
        Outcome.NEITHER: draws - count[Team.SALESOPS] - count[Team.REVOPS] + both,
    }
    return {outcome: number / draws for outcome, number in counts.items()}


def readings_at(called: Mapping[Team, Flags]) -> dict[Outcome, Flags]:
    """Which readings end in each outcome that the assessed teams allow."""
    if len(called) == 1:
        [(team, alone)] = called.items()
        return {Outcome(team.value): alone, Outcome.NEITHER: ~alone}
    salesops, revops = called[Team.SALESOPS], called[Team.REVOPS]
    return {
        Outcome.SALESOPS: salesops & ~revops,
        Outcome.REVOPS: revops & ~salesops,
        Outcome.BOTH: salesops & revops,
        Outcome.NEITHER: ~salesops & ~revops,
    }


def leading(shares: Mapping[Outcome, float]) -> Outcome:
    """The outcome with the largest share; of equals the first."""
    return max(shares, key=lambda outcome: shares[outcome])


def firmness_word(share: float, is_enough_known: bool) -> str:
    """How firm an outcome with this share of readings is, in one word."""
    if not is_enough_known or share < SETTINGS.leaning_share:
        return UNSETTLED
    return CLEAR if share >= SETTINGS.clear_share else LEANING


def comes_first(share: float) -> bool:
    """Whether one team's need is the larger often enough to begin with it."""
    return share >= SETTINGS.order_share
