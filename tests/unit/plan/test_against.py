"""The strongest argument against a recommendation."""

from __future__ import annotations

from dataclasses import replace

from plan_builders import SIGNS_OF_REVOPS, SIGNS_OF_SALESOPS, assessed, said

from revops.assessment import Assessment
from revops.diagnostic.answers import Context
from revops.diagnostic.content import SIGNS
from revops.plan.against import grounds, speaks_against
from revops.plan.result import Against
from revops.vocabulary import Outcome


def against_of(found: Assessment) -> Against | None:
    return speaks_against(found.diagnosis)


def test_sign_that_pulls_furthest_the_other_way_is_the_strongest_argument():
    answers = said(tuple(key for key in SIGNS_OF_SALESOPS if key not in ("reps_reactive", "early_stage")))
    found = assessed(answers)
    assert found.diagnosis.recommendation.outcome is Outcome.SALESOPS

    against = against_of(found)

    # A pain sign weighs 2/3 / 3, a context sign 1/3 / 4: half of that is pulled away at an answer of "not at all".
    assert against is not None
    assert against.strongest.startswith(f"Against SalesOps: “{SIGNS['reps_reactive'].title}” holds only 0 of 100.")
    assert against.also[0].startswith(f"Against SalesOps: “{SIGNS['early_stage'].title}”")


def test_sign_of_the_team_that_is_not_recommended_speaks_for_it():
    answers = said((*SIGNS_OF_SALESOPS, "no_long_term_strategy"))
    against = against_of(assessed(answers))
    assert against is not None
    assert against.strongest.startswith("For RevOps: “No growth plan, or nobody who watches it” holds 100 of 100.")
    assert SIGNS["no_long_term_strategy"].steps[4] in against.strongest


def test_rule_that_overruled_the_scores_comes_first():
    context = Context(sellers=0, planned_sellers=0, hires=2)
    signs = {key: 4 for key in SIGNS}
    against = against_of(assessed(replace(said((), context=context), signs=signs)))
    assert against is not None
    assert against.strongest.startswith("Without the rule “")
    assert against.strongest.endswith("the scores alone would say Both.")


def test_need_that_rests_on_answers_alone_is_an_argument():
    against = against_of(assessed(said((*SIGNS_OF_SALESOPS, *SIGNS_OF_REVOPS))))
    assert against is not None
    said_alone = [says for says in (against.strongest, *against.also) if says.endswith("that no file checks.")]
    assert said_alone == [
        "100 of the 100 points of need for SalesOps rest on answers that no file checks.",
        "100 of the 100 points of need for RevOps rest on answers that no file checks.",
    ]


def test_grounds_of_a_sign_without_files_are_the_answer_in_its_own_words():
    found = assessed(said(SIGNS_OF_SALESOPS)).diagnosis
    assert grounds(found.signs["reps_reactive"]) == f"You said: “{SIGNS['reps_reactive'].steps[4]}”"


def test_how_seldom_such_investments_last_is_said_last_where_one_is_recommended():
    invests, waits = (against_of(assessed(said(signs))) for signs in (SIGNS_OF_SALESOPS, ()))
    assert invests is not None
    assert invests.also[-1].startswith("Most such efforts do not last. Of 1,254 public B2B firms, 5%")
    assert waits is None or "1,254" not in " ".join((waits.strongest, *waits.also))


def test_answer_is_told_as_it_looks_where_nothing_recurs():
    key = next(key for key, sign in SIGNS.items() if sign.steps_other)
    found = assessed(said((key,), context=Context(sellers=6, recurring=False)))
    assert grounds(found.diagnosis.signs[key]) == f"You said: “{SIGNS[key].steps_other[4]}”"


def test_rival_of_an_answer_that_is_not_clear_is_the_strongest_argument_with_what_leads_to_it():
    found = assessed(said(("reps_buried_in_paperwork", "reps_reactive", "early_stage")))
    assert found.diagnosis.recommendation.word == "leaning"

    against = against_of(found)

    assert against is not None
    assert against.strongest.startswith("In ")
    assert "simulated readings the outcome is Neither yet instead. It would turn towards neither" in against.strongest
    assert against.strongest.endswith(" No file checks that sign.")
