"""One set of answers and readings, simulated: what everything else is told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SETTINGS
from revops.diagnostic.evidence import Facts
from revops.diagnostic.findings import with_findings
from revops.diagnostic.gates import acting, is_off
from revops.diagnostic.needs import contributions, known_weight, need_of, pain_of
from revops.diagnostic.outcome import UNSETTLED, Ending, Readings, firmness_word, outcome_shares
from revops.diagnostic.result import Need, SignResult
from revops.diagnostic.signs import read_signs
from revops.diagnostic.simulation import Luck, TeamDraws, draw_team, luck
from revops.vocabulary import OperatingModel, Outcome, Team


@dataclass(frozen=True, kw_only=True)
class Case:
    """One set of answers and readings, simulated.

    Attributes:
        answers: What was said.
        facts: What the files show, and what was stated in place of files.
        signs: All signs of the assessed teams, in order.
        readings: The simulated readings, under the gates that act.
        needs: Of the assessed teams.
        shares: Share of the simulated readings per outcome.
        ending: Where the simulated readings end.
        luck: The random numbers of the simulation.
    """

    answers: Answers
    facts: Facts
    signs: tuple[SignResult, ...]
    readings: Readings
    needs: tuple[Need, ...]
    shares: dict[Outcome, float]
    ending: Ending
    luck: Luck

    @property
    def leading(self) -> Outcome:
        """The outcome with the largest share."""
        return self.ending.leading

    @property
    def firmness(self) -> float:
        """Share of the leading outcome."""
        return self.ending.firmness

    @property
    def undecidable(self) -> tuple[Need, ...]:
        """Teams about which too little is known, unless a gate decides about them anyhow."""
        return tuple(
            need for need in self.needs if not need.is_decidable and not is_off(need.team, self.readings.gates)
        )

    @property
    def word(self) -> str:
        """How firm the leading outcome is: clear, leaning or unsettled."""
        return firmness_word(self.firmness, not self.undecidable)

    @property
    def outcome(self) -> Outcome:
        """What is recommended."""
        return Outcome.UNSETTLED if self.word == UNSETTLED else self.ending.outcome

    @property
    def order(self) -> tuple[Team, float] | None:
        """Where both teams lead: whose need is the larger in more readings, and in what share of them."""
        return self.ending.order

    @property
    def first(self) -> Team | None:
        """The team to begin with, where both are called for and the order is no toss-up."""
        return self.ending.first


def make_case(answers: Answers, facts: Facts, model: OperatingModel, seed: int, draws: int) -> Case:
    """Simulate what was said and shown.

    Args:
        answers: What was said.
        facts: What the files show.
        model: Which teams are assessed.
        seed: Same seed, same case.
        draws: How many readings are simulated.
    """
    read = read_signs(answers, facts, model)
    by_team = {team: tuple(sign for sign in read if sign.team is team) for team in model.teams}
    votes = answers.counting_votes
    teams = {team: draw_team(team, signs, facts, votes, seed=seed, draws=draws) for team, signs in by_team.items()}
    readings = Readings(teams=teams, gates=acting(answers.context, answers.lifted_gates))
    called = readings.called()
    return Case(
        answers=answers,
        facts=facts,
        signs=with_findings(read, teams),
        readings=readings,
        needs=tuple(_need(team, by_team[team], teams[team], float(np.mean(called[team]))) for team in teams),
        shares=outcome_shares(called),
        ending=readings.ending(),
        luck=luck(seed, draws),
    )


def _need(team: Team, signs: Sequence[SignResult], drawn: TeamDraws, called_for: float) -> Need:
    low, high = np.quantile(drawn.need, (0.05, 0.95)).tolist() if drawn.keys else (None, None)
    known = known_weight(signs)
    return Need(
        team=team,
        value=need_of(signs),
        pain=pain_of(signs),
        known_weight=known,
        called_for=called_for,
        low=low,
        high=high,
        contributions=contributions(signs),
        is_decidable=known >= SETTINGS.known_weight,
    )
