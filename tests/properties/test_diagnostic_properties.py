"""What holds for every company, whatever was said and shown."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.diagnostic import diagnose
from revops.diagnostic.answers import STEP_VALUES, Answer, Answers, Context, GtmStage, Special
from revops.diagnostic.case import make_case
from revops.diagnostic.content import GATES, SIGNS
from revops.diagnostic.evidence import Facts
from revops.diagnostic.needs import on_paper
from revops.diagnostic.result import Diagnosis
from revops.reading import Reading
from revops.statistics.shares import wilson
from revops.vocabulary import OperatingModel, Outcome, Team, Unit

DRAWS = 300
STEPS = range(len(STEP_VALUES))

steps: st.SearchStrategy[Answer] = st.one_of(st.sampled_from(STEPS), st.sampled_from(Special))
signs = st.dictionaries(st.sampled_from(list(SIGNS)), steps)
whole_signs = st.fixed_dictionaries({key: st.sampled_from(STEPS) for key in SIGNS})
contexts = st.builds(
    Context,
    sellers=st.none() | st.integers(0, 9),
    planned_sellers=st.none() | st.integers(0, 3),
    gtm_stage=st.none() | st.sampled_from(GtmStage),
    hires=st.none() | st.integers(0, 2),
    keep_reps=st.none() | st.booleans(),
    arr=st.none() | st.floats(0, 1e8),
)
answers = st.builds(
    Answers,
    context=contexts,
    signs=signs,
    lifted_gates=st.lists(st.sampled_from(list(GATES)), unique=True).map(tuple),
    weights=st.dictionaries(st.sampled_from(list(SIGNS)), st.floats(0, 10), max_size=3),
)
models = st.sampled_from(OperatingModel)


@st.composite
def share_readings(draw: st.DrawFn) -> dict[str, Reading]:
    """Any counts behind the two shares that bear on a sign."""
    found = {}
    for key in draw(st.sets(st.sampled_from(["overdue_deal_share", "known_source_share"]))):
        n = draw(st.integers(1, 2000))
        part = draw(st.integers(0, n))
        ends = wilson(part, n)
        found[key] = Reading(key=key, unit=Unit.SHARE, value=part / n, low=ends.low, high=ends.high, n=n)
    return found


def run(
    said: Answers, shown: Mapping[str, Reading] | None = None, model: OperatingModel = OperatingModel.BOTH
) -> Diagnosis:
    return diagnose(said, shown or {}, model, draws=DRAWS)


@given(whole_signs, st.sampled_from(list(SIGNS)), share_readings())
def test_raising_a_sign_never_lowers_its_teams_need(said: dict[str, int], key: str, shown: dict[str, Reading]):
    team = SIGNS[key].team
    before = run(Answers(signs=said), shown).needs[team]
    after = run(Answers(signs=said | {key: min(4, said[key] + 1)}), shown).needs[team]

    assert (after.value or 0) >= (before.value or 0) - 1e-12
    assert after.called_for >= before.called_for


@given(answers, share_readings(), models, st.randoms(use_true_random=False))
def test_order_of_answers_and_readings_does_not_matter(
    said: Answers, shown: dict[str, Reading], model: OperatingModel, luck: Any
):
    def shuffled(entries: Mapping[str, Any]) -> dict[str, Any]:
        return dict(luck.sample(list(entries.items()), len(entries)))

    mixed = replace(said, signs=shuffled(said.signs), weights=shuffled(said.weights))

    assert run(mixed, shuffled(shown), model) == run(said, shown, model)


@given(contexts.map(lambda context: replace(context, arr=None)), models)
def test_all_unknown_is_unsettled_unless_gates_decide(context: Context, model: OperatingModel):
    told = run(Answers(context=context, signs=dict.fromkeys(SIGNS, Special.UNKNOWN)), model=model)

    nobody_to_help = context.keep_reps is False or (context.sellers, context.planned_sellers) == (0, 0)
    decided = model is OperatingModel.SALESOPS and nobody_to_help
    assert told.recommendation.outcome is (Outcome.NEITHER if decided else Outcome.UNSETTLED)


@given(answers, share_readings(), models)
def test_contributions_add_up_to_the_need(said: Answers, shown: dict[str, Reading], model: OperatingModel):
    for need in run(said, shown, model).needs.values():
        assert math.isclose(sum(part.points for part in need.contributions), need.value or 0.0, abs_tol=1e-9)
        on_screen = sum(part.points for part in on_paper(need))
        assert math.isclose(on_screen, round(need.value or 0.0, 2), abs_tol=1e-9)


@given(answers, share_readings(), models)
def test_every_number_is_a_share_and_none_is_missing_in_disguise(
    said: Answers, shown: dict[str, Reading], model: OperatingModel
):
    told = run(said, shown, model)

    json.dumps(_plain(asdict(told)), allow_nan=False)
    shares = told.recommendation.shares.values()
    assert math.isclose(sum(shares), 1.0, abs_tol=1e-9)
    for number in (*shares, *_numbers(told)):
        assert 0 <= number <= 1 + 1e-9


def _numbers(told: Diagnosis) -> list[float]:
    needs = [(need.value, need.pain, need.low, need.high, need.known_weight) for need in told.needs.values()]
    read = [(sign.said, sign.shown, sign.trust, sign.value) for sign in told.signs.values()]
    moved = [(flip.start, flip.end) for flip in told.recommendation.flips]
    return [number for row in (*needs, *read, *moved) for number in row if number is not None]


def _plain(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        return {str(key): _plain(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [_plain(item) for item in thing]
    return thing


@given(answers, models)
def test_answers_are_left_as_they_were(said: Answers, model: OperatingModel):
    before = asdict(said)

    run(said, model=model)

    assert asdict(said) == before


def _width(steps_said: dict[str, Answer], shown: dict[str, Reading], team: Team) -> float:
    case = make_case(Answers(signs=steps_said), Facts(readings=shown), OperatingModel.BOTH, 7, 1000)
    [need] = [need for need in case.needs if need.team is team]
    return (need.high or 0.0) - (need.low or 0.0)


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_more_rows_of_the_same_kind_never_widen_the_need_on_average(seed: int):
    draw = np.random.default_rng(seed)
    widths: dict[int, list[float]] = {12: [], 120: [], 1200: []}
    for _ in range(60):
        strength = draw.random()
        said: dict[str, Answer] = {key: int(draw.integers(5)) for key in SIGNS}
        said["unknown_what_works"] = round(4 * float(np.clip(draw.normal(strength, 0.2), 0, 1)))
        truth = float(np.interp(strength, (0, 0.5, 1), (0.95, 0.8, 0.5)))
        for n, found in widths.items():
            part = int(draw.binomial(n, truth))
            ends = wilson(part, n)
            key = "known_source_share"
            shown = {key: Reading(key=key, unit=Unit.SHARE, value=part / n, low=ends.low, high=ends.high, n=n)}
            found.append(_width(said, shown, Team.REVOPS))

    few, some, many = (float(np.mean(found)) for found in widths.values())
    assert many < some < few


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_answers_never_widen_the_need_on_average(seed: int):
    draw = np.random.default_rng(seed)
    keys = [key for key, sign in SIGNS.items() if sign.team is Team.SALESOPS]
    widths: dict[int, list[float]] = {0: [], 2: [], 4: [], 7: []}
    for _ in range(40):
        said: dict[str, Answer] = {key: int(draw.integers(5)) for key in draw.permutation(keys)}
        for known, found in widths.items():
            found.append(_width(dict(list(said.items())[:known]), {}, Team.SALESOPS))

    means = [float(np.mean(found)) for found in widths.values()]
    assert means == sorted(means, reverse=True)
