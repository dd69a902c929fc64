"""The plan: steps of the signs that fired, in order, with roles, numbers to own and a day to look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plan_builders import SIGNS_OF_REVOPS, SIGNS_OF_SALESOPS, assessed, said

from revops.diagnostic.answers import Answers, Context, PlannedStep
from revops.diagnostic.content import SIGNS
from revops.investment.roles import ROLES
from revops.plan import plan_of
from revops.plan.content import LOOK_AGAIN_MONTHS, STEPS
from revops.reading import Reading
from revops.vocabulary import Outcome, Team, Unit
from revops.window import Window


def test_plan_of_one_team_begins_with_its_heaviest_sign_and_adds_one_a_month():
    found = assessed(said(SIGNS_OF_SALESOPS))
    assert found.diagnosis.recommendation.outcome is Outcome.SALESOPS
    heaviest = max(found.diagnosis.needs[Team.SALESOPS].contributions, key=lambda part: part.points).sign

    plan = plan_of(found)

    by_sign = {sign: [step.by for step in plan.steps if step.sign == sign] for sign in SIGNS}
    assert by_sign[heaviest] == [30, 60, 90]
    assert sorted(days for days in by_sign.values() if days) == [[30, 60, 90], [60, 90], [90]]
    texts = [step.what for step in plan.steps if step.sign == heaviest]
    assert texts == [SIGNS[heaviest].first_action, STEPS[heaviest].then, STEPS[heaviest].after]


def test_plan_is_in_the_order_of_days_and_ends_with_reading_the_numbers_again():
    plan = plan_of(assessed(said(SIGNS_OF_REVOPS)))
    assert [step.by for step in plan.steps] == sorted(step.by for step in plan.steps)
    assert plan.steps[-1].what.startswith("Read the same numbers again")


def test_plan_of_both_teams_begins_the_second_a_month_later():
    weaker = {key: 3 for key in SIGNS_OF_REVOPS}
    answers = said(SIGNS_OF_SALESOPS)
    found = assessed(replace(answers, signs={**answers.signs, **weaker}))
    assert found.diagnosis.recommendation.outcome is Outcome.BOTH
    assert found.diagnosis.recommendation.first is Team.SALESOPS

    steps = [step for step in plan_of(found).steps if step.sign]

    begins = {team: min(step.by for step in steps if SIGNS[step.sign].team is team) for team in Team}
    assert begins == {Team.SALESOPS: 30, Team.REVOPS: 60}


def test_plan_without_budget_for_a_hire_gives_the_work_to_somebody_already_there():
    plan = plan_of(assessed(said(SIGNS_OF_SALESOPS, context=Context(sellers=6, planned_sellers=0, hires=0))))
    assert any("fifth of the week" in step.what for step in plan.steps)


def test_plan_for_neither_names_no_role():
    found = assessed(said(()))
    assert found.diagnosis.recommendation.outcome is Outcome.NEITHER
    assert plan_of(found).roles == ()


def test_plan_of_an_open_outcome_begins_with_what_to_find_out():
    found = assessed(Answers())
    assert found.diagnosis.recommendation.outcome is Outcome.UNSETTLED

    plan = plan_of(found)

    questions = [item.says for item in found.diagnosis.recommendation.find_out[:3]]
    assert [step.what for step in plan.steps if step.what in questions] == questions
    assert plan.look_again.on is None


@pytest.mark.parametrize(("sellers", "later"), [(3, 10), (12, None)])
def test_role_is_put_off_until_there_are_enough_sellers(sellers: int, later: int | None):
    plan = plan_of(assessed(said(SIGNS_OF_REVOPS, context=Context(sellers=sellers, planned_sellers=0, hires=2))))
    analyst = next(role for role in plan.roles if role.title == "Revenue analyst")
    assert analyst.from_sellers == later


def test_roles_of_a_team_begin_with_one_that_can_be_filled_at_any_size():
    for team in Team:
        assert next(role for role in ROLES.values() if role.team is team).from_sellers == 0


def test_number_to_own_has_its_reading_its_mark_and_which_side_is_good():
    found = assessed(said(SIGNS_OF_SALESOPS))
    reading = Reading(key="rep_win_rate_spread", unit=Unit.POINTS, n=400, value=0.03, low=0.0, high=0.06)

    plan = plan_of(replace(found, readings={"rep_win_rate_spread": reading}))

    spread = next(metric for metric in plan.metrics if metric.metric == "rep_win_rate_spread")
    assert (spread.today, spread.target, spread.is_lower, spread.is_reached) == (reading, 0.07, True, True)


def test_numbers_to_own_are_those_whose_fading_helps_the_business():
    costly = plan_of(assessed(said(("complex_or_costly_product", "reps_buried_in_paperwork"))))
    proven = plan_of(assessed(said(("direct_sales_works", "direct_sales_industry"))))
    assert [metric.metric for metric in costly.metrics] == ["selling_time_share", "time_to_close_days"]
    assert proven.metrics == ()


def test_number_that_was_not_measured_is_neither_reached_nor_missed():
    plan = plan_of(assessed(said(SIGNS_OF_SALESOPS)))
    assert {metric.is_reached for metric in plan.metrics} == {None}


@pytest.mark.parametrize(
    ("as_of", "outcome_months", "expected"),
    [(date(2026, 8, 31), 6, date(2027, 2, 28)), (date(2026, 1, 31), 6, date(2026, 7, 31))],
)
def test_day_to_look_again_is_the_same_day_of_the_month_or_its_last(as_of: date, outcome_months: int, expected: date):
    found = assessed(said(SIGNS_OF_SALESOPS))
    assert LOOK_AGAIN_MONTHS[found.diagnosis.recommendation.outcome] == outcome_months

    plan = plan_of(replace(found, window=Window(since=None, until=as_of, as_of=as_of)))

    assert plan.look_again.on == expected


def test_tools_are_never_said_to_be_missing_because_no_file_shows_them():
    tools = plan_of(assessed(said(SIGNS_OF_SALESOPS))).tools
    assert {tool.is_shown for tool in tools} == {False}
    assert len(tools) == 6


def test_tool_that_is_said_to_be_in_use_is_no_gap():
    found = assessed(replace(said(SIGNS_OF_SALESOPS), tools=("website_analytics",)))
    assert [tool.key for tool in plan_of(found).tools if tool.is_in_use] == ["website_analytics"]


def test_plan_written_by_hand_stands_in_the_order_of_days_beside_the_proposed_one():
    proposed = plan_of(assessed(said(SIGNS_OF_SALESOPS))).steps
    own = (PlannedStep(by=60, what="Train.", owner="Head"), PlannedStep(by=10, what="Ask the reps."))

    plan = plan_of(assessed(replace(said(SIGNS_OF_SALESOPS), plan=own)))

    assert [(step.by, step.what, step.owner) for step in plan.steps] == [
        (10, "Ask the reps.", ""),
        (60, "Train.", "Head"),
    ]
    assert (plan.proposed, plan.is_edited) == (proposed, True)


def test_plan_emptied_by_hand_stays_empty():
    assert plan_of(assessed(replace(said(SIGNS_OF_SALESOPS), plan=()))).steps == ()
