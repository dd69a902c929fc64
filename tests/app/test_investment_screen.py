"""The investment case on the Recommendation screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from acting import said, show
from streamlit.testing.v1 import AppTest

from revops.diagnostic.answers import Answers, Context
from revops.drafts import Draft
from revops.investment.figures import LEAST_PEOPLE, MOST_COST, Figures, Paid, RoleCost
from revops.vocabulary import Team

Visit = Callable[..., AppTest]
PAY = "investment_pay_sales_operations_manager"


@pytest.fixture
def recommended(visit: Visit) -> AppTest:
    app = visit()
    app.button(key="try_tallybrook").click().run()
    return show(app, "recommendation")


@pytest.fixture
def costed(recommended: AppTest) -> AppTest:
    recommended.number_input(key=PAY).set_value(70_000).run()
    recommended.number_input(key="investment_margin").set_value(0.8).run()
    assert not recommended.exception, recommended.exception
    return recommended


def draft(app: AppTest) -> Draft:
    return app.session_state["revops_state"].draft


def test_screen_without_costs_asks_for_them_and_shows_no_sum(recommended: AppTest):
    assert "Give what a role would be paid, or what tools cost, and the sums follow." in said(recommended)
    assert "To pay for SalesOps within 12 months, one alone" not in said(recommended)
    assert "$92,472 a year is quoted by the source article" in said(recommended)


def test_pay_when_typed_is_kept_and_gives_break_even_lifts(costed: AppTest):
    assert draft(costed).answers.investment.roles == {"sales_operations_manager": RoleCost(pay=70_000, people=1.0)}
    assert draft(costed).answers.context.gross_margin == 0.8
    words = said(costed)
    assert "To pay for SalesOps within 12 months, one alone" in words
    assert "Win rate: a lift of " in words.replace("**", "")
    assert "decided deals before, as many after" in words
    assert "RevOps: Give what a role of RevOps would be paid a year, or what its tools cost." in words
    assert "Of 1,254 public B2B firms, 5% raised" in words
    assert "- Selling hours returned: Add a file of activities" in words.replace("**", "")


def test_cost_that_cannot_be_is_told_beside_its_field_and_counts_for_nothing(costed: AppTest):
    costed.number_input(key=PAY).set_value(-70_000).run()
    assert "This cost is below 0, so it is not counted." in said(costed)
    assert draft(costed).answers.investment.roles == {}

    costed.number_input(key="investment_tools_salesops").set_value(1e13).run()
    assert "This cost is more than 10,000,000,000 a year, so it is not counted." in said(costed)
    assert "To pay for SalesOps within 12 months, one alone" not in said(costed)


def test_break_even_chart_says_in_a_sentence_what_it_shows(costed: AppTest):
    alts = [chart.proto.alt for chart in costed.get("vega_lite_chart")]
    assert [alt for alt in alts if alt.startswith("To pay for SalesOps within 12 months, one alone: Win rate from")]


def test_pay_when_emptied_is_unknown_again_and_not_zero(costed: AppTest):
    costed.number_input(key=PAY).set_value(None).run()
    assert draft(costed).answers.investment.roles == {}
    assert not draft(costed).answers.investment.has_costs


def test_role_when_no_longer_chosen_costs_nothing(costed: AppTest):
    assert draft(costed).answers.investment.roles
    costed.checkbox(key="investment_has_sales_operations_manager").uncheck().run()
    assert not costed.exception, costed.exception
    assert draft(costed).answers.investment.roles == {}


def test_tools_when_typed_are_kept_by_team(costed: AppTest):
    costed.number_input(key="investment_tools_revops").set_value(5_000).run()
    assert draft(costed).answers.investment.tools == {Team.REVOPS: 5_000.0}
    assert "To pay for RevOps within 12 months, one alone" in said(costed)


def ranged(app: AppTest) -> AppTest:
    app.pills(key="investment_levers").set_value(["win_rate"]).run()
    for end, value in (("low", 0.0), ("likely", 3.0), ("high", 8.0)):
        app.number_input(key=f"investment_{end}_win_rate").set_value(value).run()
    assert not app.exception, app.exception
    return app


def test_range_in_points_counts_once_it_has_three_guesses_that_rise(costed: AppTest):
    ranged(costed)
    lift = draft(costed).answers.investment.lifts["win_rate"]
    assert (lift.low, lift.likely, lift.high) == pytest.approx((0.0, 0.03, 0.08))
    words = said(costed)
    assert "What moves it most" in words
    assert "Levers without a range do not move." in words


def test_range_that_does_not_rise_does_not_count_and_is_told(costed: AppTest):
    ranged(costed)
    costed.number_input(key="investment_high_win_rate").set_value(1.0).run()
    assert draft(costed).answers.investment.lifts == {}
    assert "From lowest over likeliest to highest the guesses have to rise." in said(costed)


def test_figures_are_there_again_after_a_reload(costed: AppTest, visit: Visit):
    ranged(costed)
    again = visit("recommendation", draft=costed.query_params["draft"])
    assert again.number_input(key=PAY).value == 70_000
    assert again.number_input(key="investment_likely_win_rate").value == 3.0
    assert "What moves it most" in said(again)


def test_assumption_when_changed_is_the_users_own_and_goes_back_when_emptied(costed: AppTest):
    costed.number_input(key="investment_assumption_ramp_months").set_value(6.0).run()
    assert draft(costed).answers.investment.assumptions == {"ramp_months": 6.0}
    assert "Your own value." in said(costed)
    costed.number_input(key="investment_assumption_ramp_months").set_value(None).run()
    assert draft(costed).answers.investment.assumptions == {}
    assert costed.number_input(key="investment_assumption_ramp_months").value == 3.0


def test_way_of_paying_when_chosen_is_kept(costed: AppTest):
    costed.segmented_control(key="investment_paid").set_value("at_once").run()
    assert draft(costed).answers.investment.paid is Paid.AT_ONCE
    assert "A won deal is paid at once, as you chose." in said(costed)


def test_screen_says_which_numbers_each_team_would_own(recommended: AppTest):
    assert "Which numbers each team would own" in said(recommended)
    tables = [dict(frame.value) for frame in recommended.dataframe]
    assert [table for table in tables if "SalesOps reads from it" in table]
    assert [table for table in tables if "Close rate" in list(table.get("Metric", ()))]


def test_currency_is_asked_for_only_where_the_files_do_not_say(costed: AppTest):
    assert not [field for field in costed.text_input if field.key == "investment_currency"]
    state = costed.session_state["revops_state"]
    state.answer(investment=replace(state.draft.answers.investment, currency="EUR"))
    costed.run()
    assert "Your costs are in EUR and this in USD: give the costs in USD." in said(costed)
    costed.text_input(key="investment_currency").set_value("usd").run()
    assert draft(costed).answers.investment.currency == "USD"
    assert "give the costs in USD" not in said(costed)


def test_what_was_typed_for_another_draft_is_not_shown_for_this_one(costed: AppTest):
    state = costed.session_state["revops_state"]
    state.start_anew(Draft(answers=Answers(signs={"early_stage": 2})))
    state.token = "another"
    costed.run()
    assert costed.number_input(key=PAY).value is None


def test_figures_at_the_ends_that_a_file_may_give_are_shown(visit: Visit):
    app = visit()
    ends = Figures(roles={"revenue_analyst": RoleCost(pay=MOST_COST, people=LEAST_PEOPLE)}, tools={Team.REVOPS: 0.0})
    app.session_state["revops_state"].answer(
        investment=ends, context=Context(gross_margin=-1.0), signs={"early_stage": 2}
    )
    show(app, "recommendation")
    assert not app.exception, app.exception
    assert app.number_input(key="investment_people_revenue_analyst").value == LEAST_PEOPLE
    assert app.number_input(key="investment_margin").value == -1.0
    app.text_input(key="investment_currency").set_value("us").run()
    assert "That is no currency code, so none is taken" in said(app)
