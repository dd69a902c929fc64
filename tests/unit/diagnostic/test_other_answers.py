"""What each answer would mean is what the diagnosis says when that answer is given."""

from __future__ import annotations

from dataclasses import replace

from diagnostic_builders import answered, share

from revops.diagnostic import diagnose
from revops.diagnostic.other_answers import meanings
from revops.vocabulary import OperatingModel


def test_each_answer_leads_where_it_would_lead_if_it_were_given():
    answers = answered(salesops=2, revops=1)
    readings = {"overdue_deal_share": share("overdue_deal_share", 0.5)}

    found = meanings("reps_reactive", answers, readings, OperatingModel.BOTH, draws=500)

    assert [meaning.step for meaning in found] == [0, 1, 2, 3, 4]
    for meaning in found:
        given = replace(answers, signs={**answers.signs, "reps_reactive": meaning.step})
        diagnosis = diagnose(given, readings, OperatingModel.BOTH, draws=500)
        assert meaning.outcome is diagnosis.recommendation.outcome
        assert meaning.share == diagnosis.recommendation.firmness
        assert meaning.value == diagnosis.signs["reps_reactive"].value


def test_answer_further_up_the_scale_never_lowers_the_sign():
    values = [meaning.value for meaning in meanings("early_stage", answered(), {}, OperatingModel.SALESOPS, draws=100)]
    assert values == [0.0, 0.25, 0.5, 0.75, 1.0]
