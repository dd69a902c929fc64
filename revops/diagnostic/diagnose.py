"""Answers and readings to a diagnosis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from revops.diagnostic import wording
from revops.diagnostic.answers import Answers, Special
from revops.diagnostic.content import GATES, SETTINGS, SIGNS
from revops.diagnostic.evidence import Facts, with_stated_facts
from revops.diagnostic.find_out import worth_finding_out
from revops.diagnostic.findings import with_findings
from revops.diagnostic.flips import cheapest_flips
from revops.diagnostic.gates import ONE_HIRE, VETOES, acting, holds, is_off
from revops.diagnostic.needs import contributions, known_weight, need_of, pain_of
from revops.diagnostic.outcome import UNSETTLED, Readings, comes_first, firmness_word, leading, outcome_shares
from revops.diagnostic.result import Diagnosis, GateResult, Need, Recommendation, SignResult
from revops.diagnostic.signs import read_signs
from revops.diagnostic.simulation import TeamDraws, draw_team
from revops.errors import ChoiceError
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome, Team

DEFAULT_SEED = 7
DEFAULT_DRAWS = 4000


def diagnose(
    answers: Answers,
    readings: Mapping[str, Reading],
    model: OperatingModel,
    *,
    seed: int = DEFAULT_SEED,
    draws: int = DEFAULT_DRAWS,
    as_of: date | None = None,
) -> Diagnosis:
    """Which operations team the company should invest in, why, and how firm that is.

    Args:
        answers: What was said; may be empty.
        readings: What the files show, by metric; may be empty.
        model: Which teams are assessed.
        seed: Of the simulation; the same seed gives the same diagnosis.
        draws: How many readings are simulated.
        as_of: The day the company is seen from, for its age; None for today.

    Raises:
        ChoiceError: If an edited weight is no number from 0 up.
    """
    _check_weights(answers.weights)
    facts = with_stated_facts(readings, answers.context, as_of or date.today())
    case = _case(answers, facts, model, seed, draws)
    recommendation = _recommend(case, seed)
    if answers.weights:
        published = _case(replace(answers, weights={}), facts, model, seed, draws)
        recommendation = replace(recommendation, published=_outcome(published))
    return Diagnosis(
        signs=case.signs,
        needs=case.needs,
        recommendation=recommendation,
        seed=seed,
        draws=draws,
        notes=_notes(answers),
    )


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One set of answers, simulated."""

    answers: Answers
    facts: Facts
    signs: Mapping[str, SignResult]
    readings: Readings
    needs: Mapping[Team, Need]
    shares: Mapping[Outcome, float]

    @property
    def leading(self) -> Outcome:
        return leading(self.shares)

    @property
    def undecidable(self) -> tuple[Need, ...]:
        """Teams about which too little is known to decide, unless a gate decides."""
        return tuple(
            need
            for team, need in self.needs.items()
            if need.known_weight < SETTINGS.known_weight and not is_off(team, self.readings.gates)
        )

    @property
    def word(self) -> str:
        return firmness_word(self.shares[self.leading], not self.undecidable)


def _case(answers: Answers, facts: Facts, model: OperatingModel, seed: int, draws: int) -> _Case:
    read = read_signs(answers, facts, model)
    by_team = {team: tuple(sign for sign in read.values() if sign.team is team) for team in model.teams}
    teams = {
        team: draw_team(team, signs, facts, answers.votes, seed=seed, draws=draws) for team, signs in by_team.items()
    }
    readings = Readings(teams=teams, gates=acting(answers.context, answers.lifted_gates))
    called = readings.called()
    return _Case(
        answers=answers,
        facts=facts,
        signs=with_findings(read, teams),
        readings=readings,
        needs={team: _need(team, by_team[team], teams[team], float(np.mean(called[team]))) for team in teams},
        shares=outcome_shares(called),
    )


def _need(team: Team, signs: Sequence[SignResult], drawn: TeamDraws, called_for: float) -> Need:
    low, high = np.quantile(drawn.need, (0.05, 0.95)) if drawn.keys else (None, None)
    return Need(
        team=team,
        value=need_of(signs),
        pain=pain_of(signs),
        known_weight=known_weight(signs),
        called_for=called_for,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        contributions=contributions(signs),
    )


def _outcome(case: _Case) -> Outcome:
    if case.word == UNSETTLED:
        return Outcome.UNSETTLED
    first = _one_hire_team(case)
    return case.leading if first is None else Outcome(first.value)


def _one_hire_team(case: _Case) -> Team | None:
    """The team that one hire goes to, where both are called for and the order is known."""
    if case.leading is not Outcome.BOTH or ONE_HIRE not in case.readings.gates:
        return None
    team, share = case.readings.larger_need()
    return team if comes_first(share) else None


def _recommend(case: _Case, seed: int) -> Recommendation:
    outcome = _outcome(case)
    is_both = case.leading is Outcome.BOTH
    team, share = case.readings.larger_need() if is_both else (None, None)
    then = _other(team) if team is not None and outcome is Outcome(team.value) else None
    signs = tuple(case.signs.values())
    recommendation = Recommendation(
        outcome=outcome,
        leading=case.leading,
        firmness=case.shares[case.leading],
        word=case.word,
        shares=case.shares,
        then=then,
        first=team if share is not None and comes_first(share) else None,
        first_share=share,
        settled=wording.settled_teams(_decidable(case)) if outcome is Outcome.UNSETTLED else (),
        gates=_gates_that_acted(case),
        flips=cheapest_flips(case.readings, signs),
        find_out=worth_finding_out(case.readings, signs, case.answers, case.facts, seed),
    )
    return replace(recommendation, says=_says(case, recommendation))


def _decidable(case: _Case) -> tuple[Need, ...]:
    return tuple(need for need in case.needs.values() if need not in case.undecidable)


def _other(team: Team) -> Team:
    return Team.REVOPS if team is Team.SALESOPS else Team.SALESOPS


def _says(case: _Case, recommendation: Recommendation) -> str:
    basis = wording.what_was_read(case.signs.values())
    if case.undecidable:
        return wording.open_because_unknown(case.undecidable)
    if recommendation.outcome is Outcome.UNSETTLED:
        return wording.open_because_close(case.shares, basis)
    says = wording.headline(recommendation.outcome, case.word, case.shares, basis, recommendation.then)
    if case.leading is not Outcome.BOTH:
        return says
    team, share = case.readings.larger_need()
    return f"{says} {wording.order(team, share, case.answers.context.hires)}"


def _gates_that_acted(case: _Case) -> tuple[GateResult, ...]:
    """Gates that changed, or would change, the outcome; each is seen after those before it."""
    found: list[GateResult] = []
    before = frozenset[str]()
    for gate in VETOES:
        if not holds(gate, case.answers.context):
            continue
        lifted = gate in case.answers.lifted_gates
        without, with_it = (leading(case.readings.shares(gates=gates)) for gates in (before, before | {gate}))
        if without is not with_it:
            because = GATES[gate].lifted if lifted else GATES[gate].because
            found.append(GateResult(gate=gate, before=without, after=with_it, because=because, lifted=lifted))
        before = before if lifted else before | {gate}
    return (*found, *_one_hire_gate(case))


def _one_hire_gate(case: _Case) -> tuple[GateResult, ...]:
    context = case.answers.context
    if case.leading is not Outcome.BOTH or case.word == UNSETTLED or not holds(ONE_HIRE, context):
        return ()
    team, share = case.readings.larger_need()
    if not comes_first(share):
        return ()
    lifted = ONE_HIRE in case.answers.lifted_gates
    because = GATES[ONE_HIRE].lifted if lifted else wording.because_one_hire(team, _other(team), share)
    after = Outcome(team.value)
    return (GateResult(gate=ONE_HIRE, before=Outcome.BOTH, after=after, because=because, lifted=lifted),)


def _check_weights(weights: Mapping[str, float]) -> None:
    for key, weight in weights.items():
        if key not in SIGNS:
            raise ChoiceError(f"There is no sign '{key}' to give a weight to.")
        if not 0 <= weight < float("inf"):
            raise ChoiceError(f"The weight of '{key}' is {weight}; it can be any number from 0 up.")


def _notes(answers: Answers) -> tuple[str, ...]:
    unknown = [
        key for key, sign in SIGNS.items() if sign.about_what_works and answers.signs.get(key) is Special.UNKNOWN
    ]
    if len(unknown) < SETTINGS.many_unknown:
        return ()
    title = SIGNS["unknown_what_works"].title
    return (
        f"You answered “don't know” {len(unknown)} times to questions about what works. "
        f"Is that itself a sign that “{title}”?",
    )
