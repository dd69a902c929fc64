from __future__ import annotations

import numpy as np
import pytest
from diagnostic_builders import answered

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers
from revops.diagnostic.case import make_case
from revops.diagnostic.content import SETTINGS
from revops.diagnostic.evidence import Facts
from revops.diagnostic.weighing import weighings
from revops.vocabulary import OperatingModel, Outcome, Team

LOPSIDED = answered(1, 0, reps_buried_in_paperwork=4, early_stage=3, complex_or_costly_product=3)


def told(answers: Answers, model: OperatingModel = OperatingModel.SALESOPS):
    return weighings(make_case(answers, Facts(readings={}), model, 7, 4000))


def test_outcomes_are_ranked_by_their_shares():
    found = told(LOPSIDED, OperatingModel.BOTH)

    assert [item.rank for item in found] == [1, 2, 3, 4]
    shares = [item.share for item in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1.0)


def test_central_weights_are_the_mean_weights_of_the_readings_that_end_there():
    case = make_case(LOPSIDED, Facts(readings={}), OperatingModel.SALESOPS, 7, 4000)
    drawn = case.readings.teams[Team.SALESOPS]
    ends_there = (drawn.need >= SETTINGS.need_threshold) & (drawn.pain >= SETTINGS.pain_threshold)
    by_hand = {
        key: float(np.mean([drawn.weights[at, number] for number in np.flatnonzero(ends_there)]))
        for at, key in enumerate(drawn.keys)
    }

    [salesops] = [item for item in weighings(case) if item.outcome is Outcome.SALESOPS]

    assert salesops.weights == pytest.approx(by_hand)
    assert sum(salesops.weights.values()) == pytest.approx(1.0)


def test_rarer_outcome_is_right_for_who_weighs_its_strong_sign_more():
    [_, rarer] = told(LOPSIDED)

    assert rarer.outcome is Outcome.SALESOPS
    assert rarer.weights["reps_buried_in_paperwork"] > 2 / 9
    assert "would be right for somebody who gives more to “Reps are buried in paperwork” (" in rarer.says
    assert "points of 100 instead of 22.2)" in rarer.says


def test_outcome_that_all_but_never_comes_out_has_no_weights():
    [first, rarer] = told(answered(0))

    assert (first.outcome, rarer.weights) == (Outcome.NEITHER, {})
    assert rarer.says == "SalesOps (none): right for hardly any weights near those in use."


def test_equal_signs_leave_nothing_to_the_weights():
    """Where all signs stand alike, no weighting favours one outcome: what is told is beyond luck."""
    says = [item.says for item in told(answered(2)) if item.rank > 1]

    assert all("hangs on the answers" in sentence for sentence in says)


def test_nothing_is_weighed_where_too_little_is_known():
    assert diagnose(Answers(), {}, OperatingModel.BOTH).recommendation.weighings == ()
