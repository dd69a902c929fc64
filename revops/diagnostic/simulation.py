"""Thousands of readings of the same answers and files: how firm the outcome is (SMAA-2).

Source:
    Lahdelma and Salminen 2001, "SMAA-2: stochastic multicriteria acceptability analysis for group decision
    making": weights and values are drawn from what they may be, and each outcome gets its share of the draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from revops.diagnostic.answers import Vote
from revops.diagnostic.content import SETTINGS, SIGNS
from revops.diagnostic.evidence import Facts, reach, size, strengths
from revops.diagnostic.needs import weights_in_need
from revops.diagnostic.result import Evidence, SignResult
from revops.diagnostic.signs import is_known
from revops.diagnostic.votes import is_voted_on, last_votes, resampled
from revops.vocabulary import Team

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PLACE: Mapping[str, int] = {key: place for place, key in enumerate(SIGNS)}
"""Each sign has its own random numbers, so that one answer never changes the luck of another."""
MOST_EVIDENCE = max(len(sign.evidence) for sign in SIGNS.values())
ENDS_IN_SDS = 1.959964
"""A 95% interval reaches this many standard deviations to each side."""


@dataclass(frozen=True)
class Luck:
    """Random numbers of one seed; answers decide what they mean.

    Attributes:
        seed: What they were made from.
        respondent: How dark or bright the respondent sees everything, normal, per draw.
        said: Normal, per draw and sign.
        pick: Uniform, per draw and sign: decides between said and shown.
        shown: Normal, per draw, sign and evidence.
        unknown: Uniform, per draw and team: what the unknown signs of a team share.
    """

    seed: int
    respondent: Floats
    said: Floats
    pick: Floats
    shown: Floats
    unknown: Mapping[Team, Floats]


@lru_cache(maxsize=4)
def luck(seed: int, draws: int) -> Luck:
    """The random numbers of a seed, made once."""
    generator = np.random.default_rng(seed)
    signs = len(SIGNS)
    return Luck(
        seed=seed,
        respondent=generator.standard_normal(draws),
        said=generator.standard_normal((signs, draws)),
        pick=generator.random((signs, draws)),
        shown=generator.standard_normal((signs, MOST_EVIDENCE, draws)),
        unknown={team: generator.random(draws) for team in Team},
    )


@lru_cache(maxsize=256)
def _gammas(seed: int, draws: int, place: int, shape: float) -> Floats:
    return np.random.default_rng((seed, place)).standard_gamma(shape, draws)


@dataclass(frozen=True, kw_only=True)
class TeamDraws:
    """Simulated readings of one team.

    Attributes:
        keys: Signs that apply, in their order.
        values: Strength of each sign, sign by draw.
        weights: Weight of each sign in the need, sign by draw; each draw adds up to 1.
        is_pain: Which signs are pain signs.
        said: Simulated answers by sign; absent where nothing was said.
        shown: Simulated evidence by sign; absent where the files show nothing.
    """

    keys: tuple[str, ...]
    values: Floats
    weights: Floats
    is_pain: Flags
    said: Mapping[str, Floats]
    shown: Mapping[str, Floats]

    @cached_property
    def need(self) -> Floats:
        """Need of the team per draw."""
        return np.asarray((self.weights * self.values).sum(axis=0))

    @cached_property
    def pain(self) -> Floats:
        """Weighted mean of the pain signs per draw; 0 where none applies."""
        return np.asarray((self.pain_weights * self.values).sum(axis=0))

    @cached_property
    def pain_weights(self) -> Floats:
        """Weight of each sign in the pain, sign by draw; 0 for context signs."""
        weights = self.weights * self.is_pain[:, np.newaxis]
        total = weights.sum(axis=0)
        return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))

    def with_values(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """Need and pain per draw if these signs had other values.

        Args:
            values: New strengths per draw by sign; signs of the other team are passed over.
        """
        need, pain = self.need, self.pain
        for key in self.keys:
            if key in values:
                at = self.keys.index(key)
                change = values[key] - self.values[at]
                need = need + self.weights[at] * change
                pain = pain + self.pain_weights[at] * change
        return need, pain


def draw_team(
    team: Team, signs: Sequence[SignResult], facts: Facts, votes: Sequence[Vote], seed: int, draws: int
) -> TeamDraws:
    """Simulated readings of one team's signs.

    Args:
        team: Whose signs these are.
        signs: All signs of the team.
        facts: Readings behind the evidence.
        votes: Of a workshop; empty otherwise.
        seed: Same seed, same readings.
        draws: How many readings.
    """
    random = luck(seed, draws)
    weights = weights_in_need([sign for sign in signs if sign.applies])
    taking_part = [sign for sign in signs if sign.key in weights]
    said = {s.key: _said(s, votes, random) for s in taking_part if s.said is not None}
    shown = {s.key: _shown(s, facts, random) for s in taking_part if s.shown is not None}
    values = [_value(sign, said, shown, random) for sign in taking_part]
    return TeamDraws(
        keys=tuple(sign.key for sign in taking_part),
        values=np.array(values).reshape(len(values), draws),
        weights=_draw_weights(weights, seed, draws),
        is_pain=np.array([sign.group == "pain" for sign in taking_part], dtype=np.bool_),
        said=said,
        shown=shown,
    )


def _draw_weights(weights: Mapping[str, float], seed: int, draws: int) -> Floats:
    gammas = [_gammas(seed, draws, PLACE[key], SETTINGS.weight_total * weight) for key, weight in weights.items()]
    drawn = np.array(gammas).reshape(len(gammas), draws)
    return np.asarray(drawn / drawn.sum(axis=0)) if gammas else drawn


def redrawn(sign: SignResult, said: float | None, facts: Facts, votes: Sequence[Vote], random: Luck) -> Floats:
    """Simulated strengths of a sign if something else had been said and shown, with the same luck.

    Args:
        sign: As it stands.
        said: What would have been said; None where nothing was.
        facts: The readings that there would be.
        votes: Of a workshop; they all move as far as `said` does.
        random: The luck of the other readings.
    """
    moved = 0.0 if said is None or sign.said is None else said - sign.said
    new_said = {} if sign.said is None else {sign.key: _said(sign, votes, random, moved)}
    shown = {} if sign.shown is None else {sign.key: _shown(sign, facts, random)}
    return _value(sign, new_said, shown, random)


def _said(sign: SignResult, votes: Sequence[Vote], random: Luck, moved: float = 0.0) -> Floats:
    place = PLACE[sign.key]
    centre: Floats | float = sign.said or 0.0
    people = 1
    if is_voted_on(sign.key, votes):
        people = len(last_votes(sign.key, votes))
        centre = resampled(sign.key, votes, random.seed + place, random.respondent.size)
    noise = SETTINGS.answer_sd * random.said[place] + SETTINGS.respondent_sd * random.respondent
    return np.asarray(np.clip(centre + moved + noise / np.sqrt(people), 0.0, 1.0))


def _shown(sign: SignResult, facts: Facts, random: Luck) -> Floats:
    known = [(at, item) for at, item in enumerate(sign.evidence) if size(item) > 0]
    weights = np.array([size(item) for _, item in known])
    drawn = [_strength(item, facts, random.shown[PLACE[sign.key], at]) for at, item in known]
    return np.asarray(np.average(np.array(drawn), axis=0, weights=weights))


def _strength(evidence: Evidence, facts: Facts, normal: Floats) -> Floats:
    if evidence.value is None:
        return np.full_like(normal, evidence.strength or 0.0)
    reading = facts.readings[evidence.metric]
    low, high = reach(reading, evidence.anchors)
    value = reading.value or 0.0
    spread = np.where(normal < 0, value - low, high - value) / ENDS_IN_SDS
    return strengths(value + normal * spread, evidence.anchors)


def _value(sign: SignResult, said: Mapping[str, Floats], shown: Mapping[str, Floats], random: Luck) -> Floats:
    """A draw believes the files with probability `trust`, otherwise what was said."""
    if not is_known(sign):
        return random.unknown[sign.team]
    if sign.key not in shown:
        return said[sign.key]
    if sign.key not in said:
        return shown[sign.key]
    return np.where(random.pick[PLACE[sign.key]] < sign.trust, shown[sign.key], said[sign.key])
