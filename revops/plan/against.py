"""The strongest argument against a recommendation, so that whoever defends it has heard it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from revops.diagnostic.content import GATES, SIGNS
from revops.diagnostic.needs import weights_in_need
from revops.diagnostic.outcome import CALLED, CLEAR
from revops.diagnostic.result import Diagnosis, SignResult
from revops.diagnostic.signs import is_known
from revops.diagnostic.story import turn
from revops.diagnostic.suppose import nearest_step
from revops.diagnostic.wording import of_hundred, points_of
from revops.investment.content import BESIDE
from revops.plan.result import Against
from revops.vocabulary import Team

MIDDLE: Final = 0.5
MOSTLY_SAID: Final = 0.5
"""A need that rests on answers to this share can be doubted for that alone."""
WORTH_SAYING: Final = 0.01
"""A rival outcome or an unknown weight below this share is no argument."""


@dataclass(frozen=True)
class _Pull:
    """How far one sign pulls away from the recommendation, in points of need."""

    points: float
    says: str


def speaks_against(diagnosis: Diagnosis) -> Against | None:
    """What speaks against the recommendation, the strongest first; None where nothing does or nothing is recommended.

    A rule that overruled the scores comes first, and the rival of an answer that is not clear; then the signs that
    pull the other way, by the points of need that they move, the rival of a clear answer, what no file checks,
    what is unknown, and how seldom such investments last.
    """
    is_clear = diagnosis.recommendation.word == CLEAR
    rival, signs = _rival(diagnosis), _signs(diagnosis)
    arguments = [
        *_rules(diagnosis),
        *(signs + rival if is_clear else rival + signs),
        *_unchecked(diagnosis),
        *_unknown(diagnosis),
        *_base_rate(diagnosis),
    ]
    return Against(strongest=arguments[0], also=tuple(arguments[1:])) if arguments else None


def grounds(sign: SignResult) -> str:
    """What a sign rests on: the first thing that the files show, otherwise the answer; "" where nothing is known."""
    shown = [item.says for item in sign.evidence if item.strength is not None and item.says]
    if shown:
        return shown[0]
    return "" if sign.said is None else f"You said: “{sign.steps[nearest_step(sign.said)]}”"


def _rules(diagnosis: Diagnosis) -> list[str]:
    return [
        f"Without the rule “{GATES[gate.gate].title}” the scores alone would say {gate.before.label}."
        for gate in diagnosis.recommendation.gates
        if not gate.lifted and gate.before is not gate.after
    ]


def _signs(diagnosis: Diagnosis) -> list[str]:
    called = CALLED.get(diagnosis.recommendation.leading, ())
    pulls = [pull for team in diagnosis.needs for pull in _pulls(diagnosis, team, is_called=team in called)]
    return [pull.says for pull in sorted(pulls, key=lambda pull: -pull.points)]


def _pulls(diagnosis: Diagnosis, team: Team, *, is_called: bool) -> list[_Pull]:
    signs = {sign.key: sign for sign in diagnosis.signs.values() if sign.team is team and is_known(sign)}
    weights = weights_in_need(signs.values())
    away = {key: (sign.value or 0.0) - MIDDLE for key, sign in signs.items()}
    return [
        _Pull(points=abs(weights[key] * gap), says=_says(signs[key], is_called=is_called))
        for key, gap in away.items()
        if key in weights and (gap < 0 if is_called else gap > 0)
    ]


def _says(sign: SignResult, *, is_called: bool) -> str:
    title, strength = SIGNS[sign.key].title, points_of(sign.value)
    speaks = f"Against {sign.team.label}" if is_called else f"For {sign.team.label}"
    degree = "holds only" if is_called else "holds"
    return f"{speaks}: “{title}” {degree} {strength}. {grounds(sign)}".rstrip()


def _rival(diagnosis: Diagnosis) -> list[str]:
    found = diagnosis.recommendation
    others = {outcome: share for outcome, share in found.shares.items() if outcome is not found.leading}
    if not others:
        return []
    rival = max(others, key=lambda outcome: others[outcome])
    if others[rival] < WORTH_SAYING:
        return []
    says = f"In {of_hundred(others[rival])} simulated readings the outcome is {rival.label} instead."
    towards = next((flip for flip in found.flips if flip.other is None and flip.outcome is rival), None)
    return [says if towards is None else f"{says} {turn(towards)}{_unbacked(diagnosis.signs[towards.sign])}"]


def _unbacked(sign: SignResult) -> str:
    return " No file checks that sign." if sign.shown is None else ""


def _unchecked(diagnosis: Diagnosis) -> list[str]:
    called = CALLED.get(diagnosis.recommendation.leading, ())
    return [says for team in called if team in diagnosis.needs for says in _said_alone(diagnosis, team)]


def _said_alone(diagnosis: Diagnosis, team: Team) -> list[str]:
    need = diagnosis.needs[team]
    said = sum(part.points * (1 - diagnosis.signs[part.sign].trust) for part in need.contributions)
    if not need.value or said / need.value < MOSTLY_SAID:
        return []
    return [
        f"{100 * said:.0f} of the {100 * need.value:.0f} points of need for {team.label} rest on answers that no file "
        "checks."
    ]


def _unknown(diagnosis: Diagnosis) -> list[str]:
    return [
        f"{100 * (1 - need.known_weight):.0f}% of what speaks about {need.team.label} is not known."
        for need in diagnosis.needs.values()
        if 1 - need.known_weight >= WORTH_SAYING
    ]


def _base_rate(diagnosis: Diagnosis) -> list[str]:
    if not CALLED.get(diagnosis.recommendation.outcome):
        return []
    rate = BESIDE["base_rate"]
    return [f"Most such efforts do not last. {rate.says} ({rate.publisher}, {rate.years})"]
