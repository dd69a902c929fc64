from __future__ import annotations

import pytest
from investing import case, figures

from revops.investment.figures import Lift, RoleCost
from revops.vocabulary import OperatingModel, Outcome, Team


def test_options_when_both_teams_are_assessed_are_four_with_neither_last():
    assert [each.option.value for each in case().options] == ["salesops", "revops", "both", "neither"]


def test_options_when_one_team_is_assessed_are_it_and_neither():
    found = case(model=OperatingModel.REVOPS)
    assert [each.option.value for each in found.options] == ["revops", "neither"]


def test_spent_when_costs_run_from_the_first_day_grows_evenly():
    salesops = case().options[0]
    assert (salesops.spent[0], salesops.spent[6], salesops.spent[24]) == (0, 40_000, 160_000)


def test_earned_a_month_when_a_ramp_comes_first_falls_on_the_months_after_it():
    assert case().options[0].a_month == pytest.approx(160_000 / 21)


def test_both_when_each_has_a_cost_costs_their_sum():
    by_option = {each.option: each for each in case().options}
    assert by_option[Outcome.BOTH].spent[24] == 320_000
    assert by_option[Outcome.NEITHER].spent == (0.0,) * 25


def test_cost_when_loading_part_time_and_tools_are_given_is_worked_out():
    roles = {"sales_operations_manager": RoleCost(pay=70_000, people=0.5)}
    given = figures(roles=roles, tools={Team.SALESOPS: 6_000}, assumptions={})
    cost = case(given=given).costs[Team.SALESOPS]
    assert cost.a_year == pytest.approx(70_000 * 0.5 * 1.25 + 6_000)
    assert [part.title for part in cost.parts] == ["Sales operations manager", "Tools"]


def test_both_when_one_cost_is_unknown_is_unknown_and_not_the_other_alone():
    roles = {"sales_operations_manager": RoleCost(pay=70_000)}
    by_option = {each.option: each for each in case(given=figures(roles=roles)).options}
    assert by_option[Outcome.BOTH].spent == ()
    assert by_option[Outcome.BOTH].reason == "Give what a role of RevOps would be paid a year, or what its tools cost."


def test_option_whose_only_range_cannot_be_turned_into_money_says_so_and_asks_for_no_other():
    given = figures(lifts={"quota_attainment": Lift(low=0.0, likely=0.05, high=0.1)})
    by_option = {each.option: each for each in case(given=given).options}
    assert by_option[Outcome.SALESOPS].reason is not None
    assert by_option[Outcome.SALESOPS].reason.startswith(
        "No range that you gave can be turned into money yet. Quota attainment: "
    )
    assert by_option[Outcome.REVOPS].reason == "Give a range for at least one lever of it."
