"""What is told about a company reads well and agrees with its numbers, whatever was said and shown."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from revops.diagnostic import diagnose
from revops.diagnostic.answers import STEP_VALUES, Answer, Answers, Context, GtmStage, Special
from revops.diagnostic.content import SIGNS, EvidenceRule
from revops.diagnostic.phrases import likelihood
from revops.diagnostic.result import Diagnosis, Recommendation
from revops.diagnostic.wording import of_hundred, points_of
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome

COMPANIES = 800
DRAWS = 60
RULES = [rule for sign in SIGNS.values() for rule in sign.evidence]


def companies(count: int, seed: int) -> Iterator[tuple[Answers, dict[str, Reading], OperatingModel]]:
    """Companies of all kinds: silent and outspoken, with and without files."""
    draw = random.Random(seed)
    for _ in range(count):
        files = draw.choice([0.0, 0.3, 0.9])
        readings = [_reading(draw, rule) for rule in RULES if draw.random() < files]
        yield _answers(draw), {reading.key: reading for reading in readings}, draw.choice(list(OperatingModel))


def _answers(draw: random.Random) -> Answers:
    silence = draw.choice([0.0, 0.1, 0.5])
    level = draw.choice([(0, 1), (0, 4), (2, 2), (3, 4)])
    signs: dict[str, Answer] = {
        key: draw.choice(list(Special)) if draw.random() < silence else draw.randint(*level) for key in SIGNS
    }
    context = Context(
        sellers=draw.choice([None, 0, 1, 2, 9]),
        planned_sellers=draw.choice([None, 0, 1, 3]),
        gtm_stage=draw.choice([None, *GtmStage]),
        hires=draw.choice([None, 0, 1, 2]),
        keep_reps=draw.choice([None, True, False]),
    )
    weights = {draw.choice(list(SIGNS)): draw.choice([0.0, 5.0])} if draw.random() < 0.2 else {}
    return Answers(context=context, signs=signs, weights=weights)


def _reading(draw: random.Random, rule: EvidenceRule) -> Reading:
    low, high = min(rule.anchors), max(rule.anchors)
    value = draw.uniform(low, high)
    half = (high - low) * draw.choice([0.02, 0.2])
    currency = rule.currencies[0] if rule.currencies else None
    return Reading(
        key=rule.metric,
        unit=METRICS[rule.metric].unit,
        value=value,
        low=value - half,
        high=value + half,
        n=draw.choice([3, 40, 400]),
        currency=currency,
    )


def sentences(told: Recommendation) -> list[str]:
    return [
        told.says,
        *told.story,
        *told.settled,
        *(flip.says for flip in told.flips),
        *(weighing.says for weighing in told.weighings),
        *(form.because for form in told.forms),
        *(item.says for item in told.find_out),
    ]


def without_quotes(sentence: str) -> str:
    """What the product says itself: titles and answers stand in quotes as they are."""
    return re.sub("“[^”]*”", "“…”", sentence)


def wrong_with(sentence: str) -> list[str]:
    """What no sentence may show."""
    own = without_quotes(sentence)
    faults = {
        "doubled word": re.search(r"\b([A-Za-z]+) \1\b", own),
        "missing value": re.search(r"\b(?:None|nan|inf|True|False|unknown)\b|\{|\}", own),
        "double blank": re.search(r"  |^ | $| [,.;:)]|\( ", own),
        "wrong plural": re.search(
            r"(?<![.\d])1 (?:people|points|days|months|sellers|hours)\b|\b(?:[02-9]|\d\d+) person\b", own
        ),
        "no capital": re.search(r"^[a-z]", own),
        "no full stop": None if own.endswith((".", "?")) else True,
        "doubled stop": re.search(r"\.\.|,,|\?\.", own),
    }
    return [f"{name}: {sentence}" for name, found in faults.items() if found]


@pytest.fixture(scope="module")
def diagnosed() -> list[tuple[Answers, Diagnosis]]:
    return [(said, diagnose(said, shown, model, draws=DRAWS)) for said, shown, model in companies(COMPANIES, 5)]


def test_sentences_read_well(diagnosed: list[tuple[Answers, Diagnosis]]):
    faults = [fault for _, found in diagnosed for says in sentences(found.recommendation) for fault in wrong_with(says)]

    assert faults[:3] == []


def test_story_has_three_sentences_that_agree_with_the_numbers(diagnosed: list[tuple[Answers, Diagnosis]]):
    for _, found in diagnosed:
        told = found.recommendation
        assert len(told.story) == 3
        assert all(told.story)
        if told.outcome is not Outcome.UNSETTLED:
            assert of_hundred(told.firmness) in told.story[0]
            assert f"You {likelihood(told.firmness)} need " in told.story[0]


def test_needs_named_in_the_story_are_those_found(diagnosed: list[tuple[Answers, Diagnosis]]):
    for _, found in diagnosed:
        for need in found.needs.values():
            named = re.search(
                rf"need for {need.team.label} stands at (\d+ of 100|unknown)", found.recommendation.story[1]
            )
            assert named is None or named[1] == points_of(need.value)


def test_every_outcome_is_met_by_these_companies(diagnosed: list[tuple[Answers, Diagnosis]]):
    assert {found.recommendation.outcome for _, found in diagnosed} == set(Outcome)


def changed(said: Answers, moves: Mapping[str, float]) -> Answers:
    return replace(said, signs={**said.signs, **{key: STEP_VALUES.index(end) for key, end in moves.items()}})


@pytest.mark.parametrize("seed", range(60))
def test_whoever_answers_as_a_flip_says_gets_its_outcome(seed: int):
    [(said, _, _)] = companies(1, seed)
    before = diagnose(said, {}, OperatingModel.BOTH, draws=500).recommendation

    for flip in before.flips:
        moves = {move.sign: move.end for move in (flip, flip.other) if move is not None}
        after = diagnose(changed(said, moves), {}, OperatingModel.BOTH, draws=500).recommendation
        is_split = after.leading is Outcome.BOTH and said.context.hires == 1 and after.first is not None
        is_lifted = "one_hire" in said.lifted_gates
        ends_at = after.first.value if is_split and not is_lifted and after.first else after.leading.value
        assert ends_at == flip.outcome.value
