"""The strongest argument against a recommendation, and the page for the board."""

from __future__ import annotations

from dataclasses import replace

from plan_builders import REVOPS_SIGNS, SALES_SIGNS, assessed, said

from revops.diagnostic.answers import Context, PlannedStep
from revops.diagnostic.content import SIGNS
from revops.plan import memo_of
from revops.plan.against import grounds, speaks_against
from revops.vocabulary import OperatingModel, Outcome

TITLES = [
    "Recommendation",
    "How firm it is",
    "Why",
    "The strongest argument against it",
    "What would change it",
    "The next ninety days",
    "When to look again",
]


def test_sign_that_pulls_furthest_the_other_way_is_the_strongest_argument():
    answers = said(tuple(key for key in SALES_SIGNS if key not in ("reps_reactive", "early_stage")))
    found = assessed(answers).diagnosis
    assert found.recommendation.outcome is Outcome.SALESOPS

    against = speaks_against(found)

    # A pain sign weighs 2/3 / 3, a context sign 1/3 / 4: half of that is pulled away at an answer of "not at all".
    assert against is not None
    assert against.strongest.startswith(f"Against SalesOps: “{SIGNS['reps_reactive'].title}” holds only 0 of 100.")
    assert against.also[0].startswith(f"Against SalesOps: “{SIGNS['early_stage'].title}”")


def test_sign_of_the_team_that_is_not_recommended_speaks_for_it():
    answers = said((*SALES_SIGNS, "no_long_term_strategy"))
    against = speaks_against(assessed(answers).diagnosis)
    assert against is not None
    assert against.strongest.startswith("For RevOps: “No growth plan, or nobody who watches it” holds 100 of 100.")
    assert SIGNS["no_long_term_strategy"].steps[4] in against.strongest


def test_rule_that_overruled_the_scores_comes_first():
    context = Context(sellers=0, planned_sellers=0, hires=2)
    signs = {key: 4 for key in SIGNS}
    against = speaks_against(assessed(replace(said((), context=context), signs=signs)).diagnosis)
    assert against is not None
    assert against.strongest.startswith("Without the rule “")
    assert against.strongest.endswith("the scores alone would say Both.")


def test_need_that_rests_on_answers_alone_is_an_argument():
    against = speaks_against(assessed(said((*SALES_SIGNS, *REVOPS_SIGNS))).diagnosis)
    assert against is not None
    said_alone = [says for says in (against.strongest, *against.also) if says.endswith("that no file checks.")]
    assert said_alone == [
        "100 of the 100 points of need for SalesOps rest on answers that no file checks.",
        "100 of the 100 points of need for RevOps rest on answers that no file checks.",
    ]


def test_grounds_of_a_sign_without_files_are_the_answer_in_its_own_words():
    found = assessed(said(SALES_SIGNS)).diagnosis
    assert grounds(found.signs["reps_reactive"]) == f"You said: “{SIGNS['reps_reactive'].steps[4]}”"


def test_memo_has_its_parts_in_order_each_with_something_to_say():
    for answers in (said(SALES_SIGNS), said(REVOPS_SIGNS), said(()), said(tuple(SIGNS))):
        memo = memo_of(assessed(answers))
        assert [part.title for part in memo.parts] == TITLES
        assert all(part.sentences and all(part.sentences) for part in memo.parts)


def test_memo_of_an_open_outcome_says_what_to_find_out_instead_of_what_would_change_it():
    answers = said(())
    found = assessed(replace(answers, signs={}))
    memo = {part.title: part.sentences for part in memo_of(found).parts}
    assert memo["What would change it"] == tuple(item.says for item in found.diagnosis.recommendation.find_out[:3])


def test_memo_of_one_model_asks_about_that_team():
    assert memo_of(assessed(said(REVOPS_SIGNS), OperatingModel.REVOPS)).title == "Whether to invest in RevOps now"


def test_memo_tells_the_first_step_of_each_month_of_a_plan_written_by_hand():
    own = (PlannedStep(by=10, what="Ask."), PlannedStep(by=20, what="Look."), PlannedStep(by=75, what="Train."))
    memo = {part.title: part.sentences for part in memo_of(assessed(replace(said(SALES_SIGNS), plan=own))).parts}
    assert memo["The next ninety days"] == ("By day 10: Ask.", "By day 75: Train.")
