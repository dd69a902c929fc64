from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from revops.diagnostic.answers import Answers, Special
from revops.diagnostic.content import SIGNS, signs_of
from revops.diagnostic.evidence import Facts
from revops.diagnostic.needs import contributions, known_weight, need_of, on_paper, pain_of, weights_in_need
from revops.diagnostic.result import Contribution, Need, SignResult
from revops.diagnostic.signs import read_signs
from revops.vocabulary import OperatingModel, Team

NOTHING = Facts(readings={})


def salesops(answers: dict[str, object], **weights: float) -> tuple[SignResult, ...]:
    return read_signs(Answers(signs=answers, weights=weights), NOTHING, OperatingModel.SALESOPS)


def by_hand(answers: dict[str, object]) -> Fraction | None:
    """The same need by a plain loop over fractions: the second method."""
    means = {}
    for group in ("context", "pain"):
        values = [
            Fraction(answers[sign.key], 4)
            for sign in signs_of([Team.SALESOPS])
            if sign.group == group and isinstance(answers.get(sign.key), int)
        ]
        if values:
            means[group] = sum(values) / len(values)
    if len(means) == 2:
        return means["context"] / 3 + means["pain"] * 2 / 3
    return next(iter(means.values()), None)


@pytest.mark.parametrize("seed", range(50))
def test_need_agrees_with_a_plain_loop_over_fractions(seed: int):
    draw = random.Random(seed)
    keys = [sign.key for sign in signs_of([Team.SALESOPS])]
    answers = {key: draw.choice([0, 1, 2, 3, 4, Special.UNKNOWN, Special.NOT_APPLICABLE]) for key in keys}

    need = need_of(salesops(answers))

    expected = by_hand(answers)
    assert need == (None if expected is None else pytest.approx(float(expected)))


def test_context_weighs_a_third_and_pain_two():
    weights = weights_in_need(salesops({}))

    assert sum(weights.values()) == pytest.approx(1.0)
    assert weights["early_stage"] == pytest.approx(1 / 12)
    assert weights["reps_reactive"] == pytest.approx(2 / 9)


def test_group_that_does_not_apply_gives_its_weight_to_the_other():
    pains = [sign.key for sign in signs_of([Team.SALESOPS]) if sign.group == "pain"]
    signs = salesops(dict.fromkeys(pains, Special.NOT_APPLICABLE) | {"early_stage": 4})

    assert need_of(signs) == 1.0
    assert pain_of(signs) is None
    assert known_weight(signs) == pytest.approx(0.25)


def test_edited_weights_count_within_their_group():
    signs = salesops({"reps_reactive": 4, "reps_need_training": 0}, reps_reactive=3.0)

    assert pain_of(signs) == pytest.approx(0.75)


def test_weight_zero_takes_the_sign_out():
    signs = salesops({"reps_reactive": 4, "reps_need_training": 0}, reps_reactive=0.0)

    assert [part.sign for part in contributions(signs)] == ["reps_need_training"]


def test_unknown_lowers_the_known_weight_and_not_the_need():
    known, unknown = salesops({"early_stage": 4}), salesops({"early_stage": 4, "reps_reactive": Special.UNKNOWN})

    assert need_of(known) == need_of(unknown) == 1.0
    assert known_weight(unknown) == pytest.approx(1 / 12)


def test_nothing_known_gives_no_need():
    assert need_of(salesops({})) is None
    assert known_weight(salesops({})) == 0.0


def rounded(points: Sequence[float]) -> list[float]:
    parts = tuple(Contribution(sign=key, points=value) for key, value in zip(SIGNS, points, strict=False))
    need = Need(team=Team.SALESOPS, value=sum(points), pain=None, known_weight=1.0, called_for=0.0, contributions=parts)
    return [part.points for part in on_paper(need)]


def test_rounded_contributions_add_up_to_the_rounded_need():
    assert rounded([0.125, 0.125, 0.125]) == [0.13, 0.13, 0.12]
    assert rounded([1 / 3, 1 / 3]) == [0.34, 0.33]
    assert rounded([]) == []


@pytest.mark.parametrize("seed", range(20))
def test_rounded_contributions_always_add_up(seed: int):
    points = [random.Random(seed * 31 + number).random() / 7 for number in range(7)]

    assert sum(rounded(points)) == pytest.approx(round(sum(points), 2))
    assert max(abs(a - b) for a, b in zip(rounded(points), points, strict=True)) < 0.01
