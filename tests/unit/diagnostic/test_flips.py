from __future__ import annotations

from dataclasses import replace

import pytest
from diagnostic_builders import REVOPS, SALESOPS, answered, share

from revops.diagnostic import diagnose
from revops.diagnostic.answers import STEP_VALUES, Answers, Context, Role, Special, Vote
from revops.diagnostic.evidence import Facts
from revops.diagnostic.result import Flip, Recommendation
from revops.diagnostic.signs import read_signs
from revops.diagnostic.suppose import supposed
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome, Unit

SPREAD = "rep_win_rate_spread"
ONE = Context(hires=1)


def run(answers: Answers, *readings: Reading) -> Recommendation:
    return diagnose(answers, {reading.key: reading for reading in readings}, OperatingModel.BOTH).recommendation


def changed(answers: Answers, flip: Flip) -> Answers:
    """The answers that the flip speaks of."""
    moves = [flip, *([flip.other] if flip.other else [])]
    return replace(answers, signs={**answers.signs, **{move.sign: STEP_VALUES.index(move.end) for move in moves}})


@pytest.mark.parametrize(
    "answers",
    [
        answered(3, 1),
        answered(2, 2),
        answered(1, 2),
        answered(2, 3),
        answered(3, 3, context=ONE),
        answered(4, 3, context=ONE),
        answered(4, 0),
        answered(3, 3),
    ],
)
def test_whoever_answers_as_a_flip_says_gets_its_outcome(answers: Answers):
    before = run(answers)
    assert before.flips

    for flip in before.flips:
        after = run(changed(answers, flip))
        split = after.leading is Outcome.BOTH and answers.context.hires == 1 and after.first
        ends_at = Outcome(after.first) if split else after.leading
        assert ends_at is flip.outcome
        assert flip.outcome not in (before.leading, before.outcome)


def test_flips_come_cheapest_first_and_are_three_at_most():
    flips = run(answered(salesops=1, revops=2, reps_reactive=3)).flips

    steps = [abs(flip.end - flip.start) for flip in flips]
    assert 0 < len(flips) <= 3
    assert steps == sorted(steps)


def test_answer_of_a_flip_is_told_with_both_its_steps():
    [flip, *_] = run(answered(2, 1, reps_reactive=3, unknown_what_works=Special.UNKNOWN)).flips

    assert flip.says.startswith("If the answer to “Reps")
    assert "” were 3 (“They follow up on open deals”) instead of 4, " in flip.says


def test_smaller_step_would_not_have_changed_the_outcome():
    answers = answered(2, 1, reps_buried_in_paperwork=4)
    before = run(answers)
    [flip] = [flip for flip in before.flips if flip.sign == "reps_buried_in_paperwork"]
    assert flip.end < 0.75

    nearer = replace(answers, signs={**answers.signs, flip.sign: STEP_VALUES.index(flip.end) + 1})
    assert run(nearer).leading is before.leading


def test_pairs_are_told_only_where_no_single_sign_does_it():
    single, pair = run(answered(2, 1)), run(answered(4, 0))

    assert single.flips
    assert [flip.other for flip in single.flips] == [None] * len(single.flips)
    assert pair.flips
    assert all(flip.other for flip in pair.flips)
    assert ", and if the answer to “" in pair.flips[0].says


def test_nothing_flips_where_the_gate_decides():
    found = run(answered(4, 4, context=Context(keep_reps=False)))

    assert found.outcome is Outcome.REVOPS
    assert not {flip.sign for flip in found.flips} & set(SALESOPS)


def shown_spread(points: float) -> Reading:
    return replace(share(SPREAD, points / 100, n=400, half=0.02), unit=Unit.POINTS)


def without_training(salesops: int, revops: int) -> Answers:
    signs = answered(salesops, revops).signs
    return Answers(signs={key: step for key, step in signs.items() if key != "reps_need_training"})


def test_sign_that_files_show_is_told_in_their_numbers():
    [flip, *_] = run(without_training(2, 0), shown_spread(12)).flips

    assert flip.sign == "reps_need_training"
    assert flip.says == (
        "If the close rates of your reps lay 7 points apart instead of 12, neither team yet would come out most often, "
        "in 52 of 100 simulated readings, which is too few to settle it."
    )


def test_files_as_a_flip_supposes_them_give_its_outcome():
    answers = without_training(2, 0)
    [flip, *_] = run(answers, shown_spread(12)).flips
    anchors = (0, 7, 15)
    points = anchors[0] + (anchors[1] - anchors[0]) * flip.end / 0.5

    assert run(answers, shown_spread(points)).leading is flip.outcome
    assert run(answers, shown_spread(12)).leading is not flip.outcome


def test_hardly_any_spread_is_told_as_chance():
    clauses = [flip.says for flip in run(without_training(4, 0), shown_spread(9)).flips]

    chance = [says for says in clauses if "close rates differed between reps only by chance (" in says]
    assert chance
    assert " points apart instead of 9)" in chance[0]


def test_numbers_that_round_alike_get_one_digit_more():
    facts = Facts(readings={SPREAD: shown_spread(9)})
    [sign] = [
        sign for sign in read_signs(Answers(), facts, OperatingModel.SALESOPS) if sign.key == "reps_need_training"
    ]

    assert supposed(sign, 0.65, facts) == "the close rates of your reps lay 9.4 points apart instead of 9.0"


def test_answer_and_files_move_together():
    answers = answered(2, 0, reps_reactive=4)
    [flip] = [
        flip for flip in run(answers, share("overdue_deal_share", 0.5, n=300)).flips if flip.sign == "reps_reactive"
    ]

    assert "If the answer to “Reps wait instead of pursuing” were 3 (" in flip.says
    assert "and the files agreed (" in flip.says
    assert "of the open deals were past their expected day instead of 50%" in flip.says


def test_workshop_moves_as_a_whole():
    room = tuple(Vote(role=Role.SALES, signs=dict.fromkeys((*SALESOPS, *REVOPS), step)) for step in (1, 2, 2))

    flips = run(Answers(votes=room)).flips

    assert flips
    assert all(0 <= flip.end <= 1 for flip in flips)


def test_nothing_known_flips_nothing():
    assert run(Answers()).flips == ()
