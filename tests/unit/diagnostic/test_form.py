from __future__ import annotations

import pytest
from diagnostic_builders import answered

from revops.diagnostic import diagnose
from revops.diagnostic.answers import Answer, Context
from revops.diagnostic.result import FormOf
from revops.vocabulary import OperatingModel, Team


def forms(salesops: Answer = 3, revops: Answer = 0, **facts: int) -> tuple[FormOf, ...]:
    answers = answered(salesops, revops, context=Context(**facts))
    return diagnose(answers, {}, OperatingModel.BOTH).recommendation.forms


@pytest.mark.parametrize(
    ("sellers", "planned", "form"),
    [(8, 0, "hire"), (5, 3, "hire"), (7, 0, "part_time"), (3, 0, "part_time"), (0, 3, "part_time"), (2, 0, "fifth")],
)
def test_form_follows_the_number_of_sellers(sellers: int, planned: int, form: str):
    assert [one.form for one in forms(sellers=sellers, planned_sellers=planned)] == [form]


def test_small_need_makes_no_hire_whatever_the_size():
    [one] = diagnose(
        answered(2, 0, reps_reactive=3, reps_need_training=3, early_stage=1, context=Context(sellers=40)),
        {},
        OperatingModel.SALESOPS,
    ).recommendation.forms

    assert (one.form, one.because) == ("part_time", "40 people sell today. The need for SalesOps stands at 59 of 100.")


def test_no_budget_means_somebody_who_is_there():
    [one] = forms(sellers=20, hires=0)

    assert (one.label, one.because[:26]) == ("a fifth of somebody already there", "The budget allows no hire,")


def test_unknown_size_leaves_the_form_open_and_tells_the_rule():
    [one] = forms()

    assert (one.form, one.label) == (None, "not known yet")
    assert "a hire from 8 sellers and a need of 60 of 100 on" in one.because


def test_company_without_sellers_goes_by_need():
    [one] = forms(0, 3, sellers=0, planned_sellers=0)

    assert (one.team, one.form) == (Team.REVOPS, "part_time")
    assert one.because == "Nobody sells today. The need for RevOps stands at 75 of 100."


def test_both_teams_each_have_a_form_and_the_one_that_waits_has_none():
    assert [one.team for one in forms(3, 3, sellers=9, hires=2)] == [Team.SALESOPS, Team.REVOPS]
    assert [one.team for one in forms(4, 3, sellers=9, hires=1)] == [Team.SALESOPS]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"sellers": 1}, "1 person sells today."),
        ({"sellers": 1, "planned_sellers": 1}, "1 person sells today, and 1 more is planned."),
        ({"sellers": 0, "planned_sellers": 2}, "Nobody sells today, and 2 more are planned."),
    ],
)
def test_size_is_told_in_good_grammar(facts: dict[str, int], says: str):
    [one] = forms(3, 0, **facts)

    assert one.because.startswith(says)


@pytest.mark.parametrize(("salesops", "revops"), [(0, 0), (2, 2)])
def test_neither_and_unsettled_have_no_form(salesops: int, revops: int):
    assert forms(salesops, revops, sellers=4) == ()
