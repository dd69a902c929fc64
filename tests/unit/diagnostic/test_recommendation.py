from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from diagnostic_builders import REVOPS, SALESOPS, answered, share

from revops.diagnostic import diagnose
from revops.diagnostic.answers import STEP_VALUES, Answers, Context, GtmStage, Special
from revops.diagnostic.content import SIGNS
from revops.diagnostic.evidence import evidence_metrics
from revops.diagnostic.find_out import gain
from revops.diagnostic.result import Diagnosis
from revops.errors import ChoiceError
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome, Team

BOTH = OperatingModel.BOTH
EVERY_FACT = Context(sellers=4, planned_sellers=1, gtm_stage=GtmStage.EXECUTION, hires=2, keep_reps=True)


def run(answers: Answers, *readings: Reading, model: OperatingModel = BOTH) -> Diagnosis:
    return diagnose(answers, {reading.key: reading for reading in readings}, model)


def test_clear_outcome_is_told_with_its_share():
    told = run(answered(salesops=3, revops=1)).recommendation

    assert (told.outcome, told.word) == (Outcome.SALESOPS, "clear")
    assert told.says == (
        f"SalesOps, and that is clear: {100 * told.firmness:.0f} of 100 simulated readings of your answers end there."
    )


def test_leaning_outcome_names_the_runner_up():
    told = run(answered(salesops=1, revops=2, audience_too_small=3, fast_moving_market=3)).recommendation

    assert told.word == "leaning"
    assert told.says.startswith("It leans to RevOps: ")
    assert "next comes Neither yet with" in told.says


def test_files_are_named_where_they_spoke():
    told = run(answered(3, 1), share("overdue_deal_share", 0.5)).recommendation

    assert "readings of your answers and files" in told.says


def test_both_gives_the_order_and_its_share():
    told = run(answered(salesops=4, revops=3)).recommendation

    assert (told.outcome, told.first) == (Outcome.BOTH, Team.SALESOPS)
    assert told.first_share is not None
    assert told.first_share > 0.9
    assert "Begin with SalesOps: the need for SalesOps is the larger in " in told.says


def test_no_hire_says_how_to_begin():
    told = run(answered(salesops=4, revops=3, context=Context(hires=0))).recommendation

    assert told.says.endswith("No hire is in the budget, so begin as part of somebody's week.")


def test_one_hire_names_the_team_that_follows():
    told = run(answered(salesops=4, revops=3, context=Context(hires=1))).recommendation

    assert (told.outcome, told.then, told.leading) == (Outcome.SALESOPS, Team.REVOPS, Outcome.BOTH)
    assert told.says == (
        f"SalesOps first, then RevOps: {100 * told.firmness:.0f} of 100 simulated readings of your answers call for "
        f"both teams, the budget allows one hire, and the need for SalesOps is the larger in "
        f"{100 * told.first_share:.0f} of 100."
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (Answers(), "Not settled: nothing is known yet that speaks for or against SalesOps or RevOps."),
        (
            Answers(signs=dict.fromkeys((*SALESOPS, *REVOPS), Special.NOT_APPLICABLE)),
            "Not settled: none of the signs of SalesOps or RevOps applies, so nothing speaks for or against.",
        ),
        (
            answered(3, Special.UNKNOWN, fast_moving_market=2, beyond_sales_optimisation=1),
            "Not settled: only 33% of what speaks about RevOps is known; 60% is needed to decide.",
        ),
    ],
)
def test_unsettled_says_what_is_missing(answers: Answers, says: str):
    assert run(answers).recommendation.says == says


def test_unsettled_by_closeness_names_the_two_nearest():
    told = run(answered(2, 2)).recommendation

    assert told.outcome is Outcome.UNSETTLED
    assert told.says.startswith("Not settled: of 100 simulated readings of your answers ")


def test_team_that_is_off_need_not_be_known():
    told = run(answered(Special.UNKNOWN, 3, context=Context(sellers=0, planned_sellers=0))).recommendation

    assert told.outcome is Outcome.REVOPS


def test_unsettled_tells_which_team_is_settled():
    told = run(answered(Special.UNKNOWN, 4)).recommendation

    assert told.outcome is Outcome.UNSETTLED
    assert told.settled == ("RevOps is called for in all simulated readings.",)


def test_no_seller_skips_the_signs_about_reps():
    signs = run(answered(3, 3, context=Context(sellers=0)), share("overdue_deal_share", 0.9)).signs
    unanswered = run(Answers(context=Context(sellers=0))).signs

    assert signs["reps_reactive"].applies
    assert not unanswered["reps_reactive"].applies


def test_skipped_signs_are_told():
    [note] = run(Answers(context=Context(sellers=0), signs={"reps_reactive": 3})).notes

    assert note.startswith(
        "Nobody sells today, so “Reps are buried in paperwork”, “Reps lack skill or preparation” did"
    )


def test_unknown_sign_is_no_flip_but_something_to_find_out():
    told = run(answered(2, 1, reps_reactive=Special.UNKNOWN)).recommendation

    assert "reps_reactive" not in [flip.sign for flip in told.flips]
    assert "reps_reactive" in [item.what for item in told.find_out if item.kind == "sign"]


def test_find_out_names_every_unknown_context_fact_that_bears():
    found = {item.what for item in run(answered(3, 3)).recommendation.find_out if item.kind == "context"}

    assert found == {"sellers", "planned_sellers", "gtm_stage", "hires", "keep_reps", "founded_on", "arr"}


def test_find_out_names_a_fact_that_is_chosen_by_its_title_and_asks_the_others_as_a_question():
    says = {item.what: item.says for item in run(answered(3, 3)).recommendation.find_out}

    assert says["gtm_stage"] == "Stage of your way to market. Ask the founders."
    assert says["sellers"] == "How many people sell today? Ask yourself."


def test_find_out_leaves_out_what_is_known():
    found = [item.what for item in run(answered(3, 3, context=EVERY_FACT)).recommendation.find_out]

    assert not {"sellers", "planned_sellers", "gtm_stage", "hires", "keep_reps"} & set(found)


def test_find_out_puts_the_most_worthwhile_first_and_says_whom_to_ask():
    found = run(answered(2, 1, reps_reactive=Special.UNKNOWN)).recommendation.find_out

    gains = [item.narrows for item in found]
    assert gains == sorted(gains, reverse=True)
    assert all(item.narrows >= 0 and " Ask " in item.says for item in found)


def test_file_that_is_there_is_not_asked_for():
    of_subscriptions = ("arr", "lost_revenue_share", "crm_billing_mismatch")
    shown = [share(metric, 0.3) for metric in evidence_metrics() if metric not in of_subscriptions]

    missing = {item.what for item in run(answered(2, 2)).recommendation.find_out if item.kind == "table"}
    there = {item.what for item in run(answered(2, 2), *shown).recommendation.find_out if item.kind == "table"}

    every = {"deals", "spend", "activities", "quotas", "subscriptions", "leads"}
    assert (missing, there) == (every, {"subscriptions"})


def test_gain_is_zero_where_every_answer_ends_alike():
    same = {Outcome.SALESOPS: 0.9, Outcome.NEITHER: 0.1}

    assert gain([same, same]) == 0.0
    assert gain([{Outcome.SALESOPS: 1.0, Outcome.NEITHER: 0.0}, {Outcome.SALESOPS: 0.0, Outcome.NEITHER: 1.0}]) == 0.5


def test_finding_where_files_contradict_the_answer():
    signs = run(answered(1, 1, unknown_what_works=0), share("known_source_share", 0.4, n=400)).signs

    assert signs["unknown_what_works"].finding == (
        "“Nobody knows what works”: the files show more of it (100 of 100) than was said (0 of 100). "
        "40% of the records say where they came from (n = 400). "
        "Mind: a filled source field may be filled with the first entry of the list."
    )


def test_no_finding_where_the_file_is_too_small_to_tell():
    signs = run(answered(1, 1, unknown_what_works=1), share("known_source_share", 0.65, n=6, half=0.3)).signs

    assert signs["unknown_what_works"].finding is None


def test_edited_weights_keep_the_published_outcome_beside():
    answers = replace(
        answered(0, 0, reps_buried_in_paperwork=4, complex_or_costly_product=4, early_stage=4),
        weights={"reps_buried_in_paperwork": 20.0},
    )

    told = run(answers).recommendation

    assert (told.outcome, told.published) == (Outcome.SALESOPS, Outcome.NEITHER)
    assert run(answered()).recommendation.published is None


def test_edited_anchors_keep_the_published_outcome_beside():
    shown = share("known_source_share", 0.9, n=4000, half=0.01)
    files_only = Answers(signs={key: 1 for key in (*SALESOPS, *REVOPS) if key != "unknown_what_works"})
    strict = {"unknown_what_works": {"known_source_share": (0.999, 0.95, 0.92)}}

    published = run(files_only, shown)
    edited = run(replace(files_only, anchors=strict), shown)

    assert published.signs["unknown_what_works"].value == pytest.approx(1 / 6)
    assert edited.signs["unknown_what_works"].value == 1.0
    assert edited.recommendation.published is published.recommendation.outcome
    assert edited.recommendation.published_firmness == published.recommendation.firmness


def test_many_dont_knows_are_offered_as_a_question():
    answers = answered(
        1, 1, direct_sales_works=Special.UNKNOWN, audience_too_small=Special.UNKNOWN, reps_need_training=Special.UNKNOWN
    )

    assert run(answers).notes == (
        "You answered “don't know” 3 times to questions about what works. "
        "Is that itself a sign of “Nobody knows what works”?",
    )


@pytest.mark.parametrize(
    "answers",
    [
        Answers(signs={"nonsense": 1}),
        Answers(signs={"early_stage": 5}),
        Answers(weights={"early_stage": -1.0}),
        Answers(weights={"early_stage": float("nan")}),
        Answers(weights={"nonsense": 1.0}),
        Answers(anchors={"nonsense": {}}),
        Answers(anchors={"early_stage": {"win_rate": (0.1, 0.2, 0.3)}}),
        Answers(anchors={"early_stage": {"arr": (1.0, 2.0, 3.0)}}),
        Answers(anchors={"early_stage": {"arr": (float("nan"), 2.0, 1.0)}}),
    ],
)
def test_answers_that_cannot_be_are_refused(answers: Answers):
    with pytest.raises(ChoiceError):
        run(answers)


@pytest.mark.parametrize("step", range(len(STEP_VALUES)))
def test_diagnosis_is_fast_enough_for_a_live_screen(step: int):
    run(answered(2, 2))
    answers = answered(step, 2, reps_reactive=Special.UNKNOWN)

    spent = []
    for _ in range(5):
        start = process_time()
        run(answers, share("known_source_share", 0.7))
        spent.append(process_time() - start)

    assert min(spent) < 0.1


def test_need_of_which_little_is_known_is_not_decidable():
    found = diagnose(Answers(signs={"reps_reactive": 4}), {}, OperatingModel.BOTH)
    needs = found.needs
    assert (needs[Team.SALESOPS].value, needs[Team.SALESOPS].is_decidable) == (1.0, False)
    full = diagnose(answered(4, 0), {}, OperatingModel.BOTH).needs
    assert full[Team.SALESOPS].is_decidable


def test_team_of_which_nothing_is_known_is_told_as_such():
    says = diagnose(Answers(signs={"reps_reactive": 4}), {}, OperatingModel.BOTH).recommendation.says
    assert "nothing of what speaks about RevOps is known; 60% is needed to decide." in says


def test_signs_describe_the_answers_of_a_company_whose_customers_pay_nothing_that_recurs():
    other = {key: sign for key, sign in SIGNS.items() if sign.steps_other}
    answers = replace(answered(salesops=2, revops=2), context=Context(recurring=False))

    signs = diagnose(answers, {}, OperatingModel.BOTH, draws=200).signs

    assert {key: signs[key].steps for key in other} == {key: sign.steps_other for key, sign in other.items()}
    assert signs["reps_reactive"].steps == SIGNS["reps_reactive"].steps
