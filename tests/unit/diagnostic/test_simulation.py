from __future__ import annotations

import numpy as np
import pytest
from diagnostic_builders import SALESOPS, answered, share

from revops.diagnostic.answers import Answers, Context, GtmStage
from revops.diagnostic.case import Case, make_case
from revops.diagnostic.content import SETTINGS
from revops.diagnostic.evidence import Facts
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome, Team

DRAWS = 4000


def case(answers: Answers, *readings: Reading, model: OperatingModel = OperatingModel.BOTH, seed: int = 7) -> Case:
    return make_case(answers, Facts(readings={reading.key: reading for reading in readings}), model, seed, DRAWS)


def test_weights_of_each_reading_add_up_and_centre_on_the_published_ones():
    drawn = case(answered()).readings.teams[Team.SALESOPS]

    assert drawn.weights.sum(axis=0) == pytest.approx(np.ones(DRAWS))
    assert drawn.weights.mean(axis=1) == pytest.approx([1 / 12] * 4 + [2 / 9] * 3, abs=0.003)


def test_weights_wander_as_far_as_their_dirichlet():
    drawn = case(answered()).readings.teams[Team.SALESOPS]
    mean = 2 / 9

    assert drawn.weights[-1].std() == pytest.approx(np.sqrt(mean * (1 - mean) / (SETTINGS.weight_total + 1)), rel=0.05)


def test_answer_wanders_by_its_own_and_the_respondents_share():
    drawn = case(answered(salesops=2)).readings.teams[Team.SALESOPS]
    own, shared = SETTINGS.answer_sd, SETTINGS.respondent_sd

    assert drawn.said["early_stage"].std() == pytest.approx(np.hypot(own, shared), rel=0.05)
    assert np.corrcoef(drawn.said["early_stage"], drawn.said["reps_reactive"])[0, 1] == pytest.approx(
        shared**2 / (own**2 + shared**2), abs=0.05
    )


def test_reading_is_drawn_from_its_interval():
    reading = share("overdue_deal_share", 0.3, n=100, half=0.1)

    shown = case(Answers(), reading).readings.teams[Team.SALESOPS].shown["reps_reactive"]

    assert np.quantile(shown, [0.025, 0.5, 0.975]) == pytest.approx([0.25, 0.5, 0.5 + 0.5 / 3], abs=0.02)


def test_files_are_believed_as_often_as_they_are_trusted():
    reading = share("overdue_deal_share", 0.6, n=90, half=0.0)

    drawn = case(answered(reps_reactive=0), reading).readings.teams[Team.SALESOPS]

    assert np.mean(drawn.values[-1] == 1.0) == pytest.approx(0.4 * 90 / 120, abs=0.02)


def test_unknown_signs_of_a_team_share_their_luck():
    values = case(Answers(signs={"early_stage": 3})).readings.teams[Team.SALESOPS].values

    assert (values[1:] == values[1]).all()
    assert values[1].mean() == pytest.approx(0.5, abs=0.02)


def test_luck_of_a_sign_does_not_depend_on_other_answers():
    one = case(answered(salesops=2, revops=1)).readings.teams[Team.SALESOPS].said
    other = case(answered(salesops=2, revops=4, early_stage=0)).readings.teams[Team.SALESOPS].said

    assert all((one[key] == other[key]).all() for key in SALESOPS if key != "early_stage")


def test_team_is_scored_alike_alone_and_with_the_other():
    alone = case(answered(salesops=3), model=OperatingModel.SALESOPS)
    together = case(answered(salesops=3, revops=4))

    assert alone.needs[0] == together.needs[0]


def test_seed_decides():
    assert case(answered(2, 2)).shares == case(answered(2, 2)).shares
    assert case(answered(2, 2)).shares != case(answered(2, 2), seed=8).shares


def test_gate_acts_inside_every_reading():
    free = case(answered(revops=3))
    ideation = case(answered(revops=3, context=Context(gtm_stage=GtmStage.IDEATION)))

    need, pain = free.readings.teams[Team.REVOPS].need, free.readings.teams[Team.REVOPS].pain
    assert free.needs[1].called_for == np.mean((need >= 0.5) & (pain >= 0.35))
    assert ideation.needs[1].called_for == np.mean((need >= 0.75) & (pain >= 0.35))


def test_one_model_knows_two_outcomes():
    assert set(case(answered(), model=OperatingModel.REVOPS).shares) == {Outcome.REVOPS, Outcome.NEITHER}
