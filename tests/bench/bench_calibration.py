"""How often a settled answer is right, against how often it claims to be: `python tests/bench/bench_calibration.py`.

Each company has known strengths of all thirteen signs, and so a known right answer under the published weights.
A respondent sees the strengths with an error of their own and answers in five steps; two files show two of the
signs with the error of their size. The claim of an answer is its share of simulated readings.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from revops.diagnostic.answers import STEP_VALUES, Answers
from revops.diagnostic.case import make_case
from revops.diagnostic.content import SETTINGS, SIGNS, signs_of
from revops.diagnostic.evidence import Facts
from revops.diagnostic.needs import need_of, pain_of
from revops.diagnostic.outcome import outcome_shares
from revops.diagnostic.result import SignResult
from revops.reading import Reading
from revops.statistics.shares import wilson
from revops.vocabulary import OperatingModel, Outcome, Team, Unit

Strengths = dict[str, float]
World = Callable[[np.random.Generator], Strengths]

DRAWS = 1000
ROWS_IN_FILES = 120
FILES = ("reps_reactive", "unknown_what_works")
CLAIMS = ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01))


@dataclass(frozen=True)
class Row:
    """One line of the table: kind of companies, answers in a band of claims, mean claim, share that was right."""

    world: str
    band: str
    answers: int
    claimed: float
    right: float


def signs_hang_together(draw: np.random.Generator) -> Strengths:
    """What hurts in one place hurts next to it: a team's signs lie around one level."""
    level = {team: draw.random() for team in Team}
    return {key: float(np.clip(draw.normal(level[sign.team], 0.2), 0, 1)) for key, sign in SIGNS.items()}


def signs_independent(draw: np.random.Generator) -> Strengths:
    """The hard case: signs know nothing of each other, so most companies lie near the threshold."""
    return {key: float(draw.random()) for key in SIGNS}


WORLDS: tuple[World, ...] = (signs_hang_together, signs_independent)


def right_answer(strengths: Strengths) -> Outcome:
    """The outcome of the true strengths under the published weights."""
    called = {}
    for team in Team:
        signs = [_known(key, strengths[key]) for key in (sign.key for sign in signs_of([team]))]
        need, pain = need_of(signs) or 0.0, pain_of(signs) or 0.0
        called[team] = np.array([need >= SETTINGS.need_threshold and pain >= SETTINGS.pain_threshold])
    return max((shares := outcome_shares(called)), key=lambda outcome: shares[outcome])


def _known(key: str, strength: float) -> SignResult:
    sign = SIGNS[key]
    return SignResult(
        key=key,
        team=sign.team,
        group=sign.group,
        evidence_class=sign.evidence_class,
        weight=sign.weight,
        value=strength,
    )


def respondent(draw: np.random.Generator, strengths: Strengths) -> Answers:
    """Answers of one person: errors per sign, a mood shared by all, and five steps to choose from."""
    mood = draw.normal(0, SETTINGS.respondent_sd)
    seen = {key: value + mood + draw.normal(0, SETTINGS.answer_sd) for key, value in strengths.items()}
    steps = {key: int(np.argmin([abs(step - value) for step in STEP_VALUES])) for key, value in seen.items()}
    return Answers(signs=steps)


def files(draw: np.random.Generator, strengths: Strengths) -> Facts:
    """Shares read from files of known size, for the signs that have such a reading."""
    readings = {}
    for key in FILES:
        rule = SIGNS[key].evidence[0]
        truth = float(np.interp(strengths[key], (0, 0.5, 1), rule.anchors))
        counted = int(draw.binomial(ROWS_IN_FILES, truth))
        ends = wilson(counted, ROWS_IN_FILES)
        readings[rule.metric] = Reading(
            key=rule.metric,
            unit=Unit.SHARE,
            value=counted / ROWS_IN_FILES,
            low=ends.low,
            high=ends.high,
            n=ROWS_IN_FILES,
        )
    return Facts(readings=readings, in_files=frozenset(readings))


def claims(world: World, companies: int, seed: int) -> Iterator[tuple[float, bool]]:
    """For each company the claim of its answer and whether that answer is right."""
    draw = np.random.default_rng([seed, *world.__name__.encode()])
    for _ in range(companies):
        strengths = world(draw)
        case = make_case(respondent(draw, strengths), files(draw, strengths), OperatingModel.BOTH, 7, DRAWS)
        yield case.firmness, case.leading is right_answer(strengths)


def rows(companies: int = 2000, *, worlds: tuple[World, ...] = WORLDS, seed: int = 20) -> list[Row]:
    """The whole table, the same for the same seed; unsettled answers claim nothing and are left out."""
    return [row for world in worlds for row in _rows(world, companies, seed)]


def _rows(world: World, companies: int, seed: int) -> Iterator[Row]:
    told = np.array(list(claims(world, companies, seed)), dtype=np.float64)
    for low, high in (*CLAIMS, (SETTINGS.leaning_share, 1.01)):
        inside = told[(told[:, 0] >= low) & (told[:, 0] < high)]
        band = "all settled" if (low, high) not in CLAIMS else f"{low:.2f} to {min(high, 1):.2f}"
        yield Row(world.__name__, band, len(inside), float(inside[:, 0].mean()), float(inside[:, 1].mean()))


def main() -> None:
    """Print claims against truth."""
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(
        f"{'companies whose':<22}{'claim':>14}{'answers':>9}{'claimed':>9}{'right':>8}   ({companies} companies each)"
    )
    for row in rows(companies):
        print(f"{row.world:<22}{row.band:>14}{row.answers:>9}{row.claimed:>9.1%}{row.right:>8.1%}")


if __name__ == "__main__":
    main()
