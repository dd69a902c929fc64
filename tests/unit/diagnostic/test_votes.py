from __future__ import annotations

import numpy as np
import pytest
from diagnostic_builders import SALESOPS

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answer, Answers, Role, Special, Vote
from revops.diagnostic.votes import is_ruled_out, resampled, said_in_votes
from revops.vocabulary import OperatingModel

KEY = "reps_reactive"


def votes(*cast: tuple[Role, Answer], number: int = 1) -> tuple[Vote, ...]:
    return tuple(Vote(role=role, signs={KEY: answer}, round=number) for role, answer in cast)


def test_large_role_does_not_outvote_a_small_one():
    cast = votes(*[(Role.SALES, 0)] * 9, (Role.MARKETING, 4))

    assert said_in_votes(KEY, cast) == 0.5


def test_last_round_counts():
    first, second = votes((Role.SALES, 0), (Role.MARKETING, 0)), votes((Role.SALES, 4), number=2)

    assert said_in_votes(KEY, first + second) == 1.0


def test_dont_know_is_no_step():
    assert said_in_votes(KEY, votes((Role.SALES, Special.UNKNOWN), (Role.FINANCE, 2))) == 0.5
    assert said_in_votes(KEY, votes((Role.SALES, Special.UNKNOWN))) is None


def test_sign_is_ruled_out_by_more_than_half():
    out = (Role.SALES, Special.NOT_APPLICABLE)

    assert is_ruled_out(KEY, votes(out, out, (Role.SALES, Special.UNKNOWN)))
    assert not is_ruled_out(KEY, votes(out, (Role.SALES, Special.UNKNOWN)))
    assert not is_ruled_out(KEY, ())


def test_resampled_workshops_centre_on_what_was_said():
    cast = votes((Role.SALES, 0), (Role.SALES, 4), (Role.FINANCE, 2))

    assert np.mean(resampled(KEY, cast, seed=1, draws=4000)) == pytest.approx(0.5, abs=0.02)


def test_agreeing_room_is_firmer_than_a_split_one():
    agreeing = tuple(Vote(role=Role.SALES, signs=dict.fromkeys(SALESOPS, 3)) for _ in range(6))
    split = tuple(Vote(role=Role.SALES, signs=dict.fromkeys(SALESOPS, step)) for step in (0, 1, 4, 4, 4, 1))

    firm = diagnose(Answers(votes=agreeing), {}, OperatingModel.SALESOPS).recommendation.firmness
    open_ = diagnose(Answers(votes=split), {}, OperatingModel.SALESOPS).recommendation.firmness

    assert firm > 0.95 > open_


def test_votes_stand_in_place_of_answers():
    answers = Answers(signs={KEY: 0}, votes=votes((Role.SALES, 4)))

    assert diagnose(answers, {}, OperatingModel.SALESOPS, draws=100).signs[KEY].said == 1.0


def test_sign_that_no_workshop_voted_on_keeps_its_answer():
    answers = Answers(signs={"early_stage": 1, KEY: 0}, votes=votes((Role.SALES, 4)))

    found = diagnose(answers, {}, OperatingModel.SALESOPS, draws=100).signs

    assert (found["early_stage"].said, found[KEY].said) == (0.25, 1.0)
