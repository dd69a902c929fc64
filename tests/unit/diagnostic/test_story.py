from __future__ import annotations

import pytest
from diagnostic_builders import answered

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answers, Context, Special
from revops.diagnostic.phrases import likelihood, scale
from revops.vocabulary import OperatingModel

EVERY_FACT = {"sellers": 4, "planned_sellers": 1, "hires": 2, "keep_reps": True}


def story(answers: Answers, model: OperatingModel = OperatingModel.BOTH) -> tuple[str, ...]:
    return diagnose(answers, {}, model).recommendation.story


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, "almost certainly"),
        (0.95, "almost certainly"),
        (0.949, "very probably"),
        (0.8, "very probably"),
        (0.6, "probably"),
        (0.5, "perhaps"),
        (0.2, "probably not"),
        (0.1, "very probably not"),
        (0.0, "almost certainly not"),
    ],
)
def test_word_for_a_share_is_that_of_the_scale(share: float, word: str):
    assert likelihood(share) == word


def test_scale_is_told_whole():
    assert scale() == (
        "Almost certainly from 95 of 100 on, very probably from 80 of 100 on, probably from 60 of 100 on, perhaps from "
        "40 of 100 on, probably not from 20 of 100 on, very probably not from 5 of 100 on, almost certainly not below "
        "that."
    )


def test_clear_outcome_is_told_with_share_reasons_and_what_to_ask():
    what, why, then = story(answered(3, 1))

    assert what == "You almost certainly need SalesOps: 98 of 100 simulated readings of your answers end there."
    assert why == (
        "The need for SalesOps stands at 75 of 100, the largest parts being “Reps are buried in paperwork” (17) and "
        "“Reps lack skill or preparation” (17)."
    )
    assert then == "What would help most is to find out about “Whether reps are to stay”: ask the founders."


def test_both_teams_are_told_with_their_order():
    what, why, _ = story(answered(4, 3, context=Context(**EVERY_FACT)))

    assert what.startswith("You almost certainly need both SalesOps and RevOps, and almost certainly SalesOps first: ")
    assert why.startswith("The need for SalesOps stands at 100 of 100, ")
    assert ", and the need for RevOps stands at 75 of 100, " in why


def test_neither_says_what_is_missing_for_a_team():
    what, why, _ = story(answered(0, 1))

    assert what.startswith("You almost certainly need no operations team yet: ")
    assert why == (
        "The need for SalesOps stands at 0 of 100, where 50 of 100 calls for it, and the need for RevOps stands at 25 "
        "of 100, where 50 of 100 calls for it."
    )


def test_rule_that_decides_is_named():
    _, why, _ = story(answered(4, 1, context=Context(sellers=0, planned_sellers=0)))

    assert why.startswith("SalesOps is ruled out (“Nobody sells”), and the need for RevOps stands at 25 of 100")


def test_fitting_company_that_does_not_hurt_is_told_so():
    fits = answered(4, 0, reps_buried_in_paperwork=1, reps_need_training=1, reps_reactive=1)

    _, why, _ = story(fits, OperatingModel.SALESOPS)

    assert why == "SalesOps would fit, but what hurts stands at 25 of 100, where 35 of 100 calls for a team."


def test_open_outcome_says_how_likely_each_team_is():
    what, why, _ = story(answered(2, 4))

    assert what.startswith("It is open what you need: ")
    assert "SalesOps is perhaps called for (" in why
    assert "RevOps is almost certainly called for (" in why


def test_nothing_known_claims_nothing():
    what, why, then = story(Answers())

    assert what == "Not settled: nothing is known yet that speaks for or against SalesOps or RevOps."
    assert why == "What is not known counts neither for nor against, so only answers and files can settle it."
    assert then.startswith("What would help most is ")


def test_likelihood_of_a_team_of_which_too_little_is_known_is_not_told():
    _, why, _ = story(answered(Special.UNKNOWN, 4))

    assert why.startswith("RevOps is almost certainly called for (")
    assert "SalesOps" not in why
