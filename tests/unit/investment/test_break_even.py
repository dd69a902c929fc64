"""Break-even lifts, worked out by hand.

The company decides 240 deals a year, wins 60, each worth 10,000; gross margin 0.5; a sales cycle of one month and a
ramp of three. A team costs 80,000 a year. Within twelve months eight are left to earn in.
"""

from __future__ import annotations

import pytest
from investing import MONTHS, Paid, basis, case, figures, reading, readings

from revops.investment.break_even import break_even
from revops.investment.levers import LEVERS
from revops.vocabulary import OperatingModel, Team


def test_win_rate_when_paid_at_once_pays_with_points_times_deals_times_worth_times_margin():
    # 240 deals / 11.99 months x 10,000 x 0.5 x 8 months = 800,684 for all of a share; 80,000 are a tenth of it.
    found = break_even(LEVERS["win_rate"], basis(), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (240 / MONTHS * 10_000 * 0.5 * 8))
    assert found.target == pytest.approx(0.25 + 0.0999, abs=1e-4)
    assert found.is_possible


def test_win_rate_when_paid_by_the_month_needs_more_because_deals_pay_in_twelve_parts():
    given = figures(paid=Paid.MONTHLY)
    found = break_even(LEVERS["win_rate"], basis(given=given), 80_000, 12)
    # The triangle of eight months, a twelfth of a year's worth each: 8 x 8 / 2 / 12 instead of 8.
    assert found.lift == pytest.approx(80_000 / (240 / MONTHS * 10_000 * 0.5 * (8 * 8 / 2 / 12)))


def test_selling_time_when_a_tenth_more_wins_a_tenth_more_deals_is_in_proportion():
    own = readings(selling_time_share=reading("selling_time_share", 0.4, n=900, reach=0.02))
    found = break_even(LEVERS["selling_time_share"], basis(own), 80_000, 12)
    assert found.lift == pytest.approx(0.4 * 80_000 / (60 / MONTHS * 10_000 * 0.5 * 8))


def test_quota_attainment_when_it_pays_moves_bookings_in_proportion():
    own = readings(quota_attainment=reading("quota_attainment", 0.8, n=40, reach=0.2))
    found = break_even(LEVERS["quota_attainment"], basis(own), 80_000, 12)
    assert found.lift == pytest.approx(0.8 * 80_000 / (60 / MONTHS * 10_000 * 0.5 * 8))


def test_time_to_close_when_paid_at_once_brings_each_day_of_deals_once():
    found = break_even(LEVERS["time_to_close_days"], basis(), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (60 / 365 * 10_000 * 0.5))
    assert not found.is_possible


def test_churn_when_it_falls_keeps_a_triangle_of_monthly_revenue_without_waiting_for_a_sale():
    own = readings(
        mrr=reading("mrr", 100_000, currency="EUR"),
        customer_churn_rate=reading("customer_churn_rate", 0.02, n=2400, reach=0.005),
    )
    found = break_even(LEVERS["customer_churn_rate"], basis(own), 80_000, 12)
    # Nine months after the ramp: 9 x 9 / 2 = 40.5 months of 100,000 x 0.5 for all of a share.
    assert found.lift == pytest.approx(80_000 / (100_000 * 0.5 * 40.5))
    assert not found.is_possible
    assert found.target == pytest.approx(0.02 - found.lift)


def test_expansion_when_it_rises_waits_for_a_sale():
    own = readings(mrr=reading("mrr", 100_000), upsell_rate=reading("upsell_rate", 0.01, n=2400, reach=0.002))
    found = break_even(LEVERS["upsell_rate"], basis(own), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (100_000 * 0.5 * 32))


def test_mql_to_sql_when_it_rises_makes_deals_that_are_won_as_often_as_today():
    own = readings(
        marketing_qualified_leads=reading("marketing_qualified_leads", 600, n=600),
        sql_rate=reading("sql_rate", 0.4, n=580, reach=0.04),
    )
    found = break_even(LEVERS["sql_rate"], basis(own), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (600 / MONTHS * 0.25 * 10_000 * 0.5 * 8))


def test_acquisition_cost_when_it_falls_is_saved_whole_from_the_ramp_on():
    own = readings(customer_acquisition_cost=reading("customer_acquisition_cost", 5_000, n=12, reach=900))
    found = break_even(LEVERS["customer_acquisition_cost"], basis(own, margin=0.5), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (60 / MONTHS * 9))


def test_known_source_when_all_newly_traced_spend_is_saved_needs_the_least():
    own = readings(
        marketing_cost=reading("marketing_cost", 120_000),
        known_source_share=reading("known_source_share", 0.2, n=240, reach=0.05),
    )
    found = break_even(LEVERS["known_source_share"], basis(own), 80_000, 12)
    assert found.lift == pytest.approx(80_000 / (120_000 / MONTHS * 9))


def test_range_when_the_worth_of_a_deal_is_uncertain_holds_the_lift():
    own = readings(average_deal_size=reading("average_deal_size", 10_000, n=60, reach=3_000, currency="EUR"))
    found = break_even(LEVERS["win_rate"], basis(own), 80_000, 12)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 80_000 / (240 / MONTHS * 12_000 * 0.5 * 8)
    assert found.high > 80_000 / (240 / MONTHS * 8_000 * 0.5 * 8)


def test_lift_when_ramp_and_cycle_take_longer_is_unknown_with_both_named():
    given = figures(assumptions={"ramp_months": 6, "cycle_days": 200})
    found = break_even(LEVERS["win_rate"], basis(given=given), 80_000, 12)
    assert found.lift is None
    assert found.reason == (
        "Nothing comes back within 12 months: 6 months of ramp and a sales cycle of 200 days take longer."
    )


def test_lift_when_a_reading_is_missing_says_what_to_add():
    found = case().levers["sql_rate"].at[12]
    assert found.lift is None
    assert found.reason == "It was not measured."


def test_lift_when_the_margin_is_unknown_asks_for_it_but_not_for_spend_that_is_saved():
    own = readings(customer_acquisition_cost=reading("customer_acquisition_cost", 5_000, n=12, reach=900))
    found = case(own, margin=None)
    assert found.levers["win_rate"].at[12].reason == "It needs your gross margin: give it among your figures."
    assert found.levers["customer_acquisition_cost"].at[12].lift is not None


def test_lift_when_costs_are_in_another_currency_is_unknown():
    found = case(given=figures(currency="USD")).levers["win_rate"].at[12]
    assert found.reason == "Your costs are in USD and this in EUR: give the costs in EUR."


def test_rows_when_a_share_moves_are_those_of_two_shares_and_months_follow_from_the_pace():
    found = break_even(LEVERS["win_rate"], basis(), 80_000, 12)
    assert found.rows == 329
    assert found.months_to_notice == pytest.approx(329 / 240 * MONTHS)


def test_rows_when_the_number_cannot_move_that_far_are_none():
    assert break_even(LEVERS["time_to_close_days"], basis(), 80_000, 12).rows is None


def test_break_even_when_only_the_other_team_has_a_cost_says_what_to_give():
    roles = {"sales_operations_manager": figures().roles["sales_operations_manager"]}
    found = case(readings(mrr=reading("mrr", 1e5)), figures(roles=roles))
    assert found.costs[Team.REVOPS].a_year is None
    assert found.costs[Team.REVOPS].reason == (
        "Give what a role of RevOps would be paid a year, or what its tools cost."
    )


def test_levers_when_one_team_is_assessed_are_its_own():
    found = case(model=OperatingModel.SALESOPS)
    assert list(found.levers) == ["selling_time_share", "win_rate", "time_to_close_days", "quota_attainment"]


def test_hours_when_selling_time_has_to_rise_are_those_of_a_working_week():
    own = readings(selling_time_share=reading("selling_time_share", 0.4, n=900, reach=0.02))
    found = case(own).levers["selling_time_share"]
    assert found.hours == pytest.approx(40 * (found.at[12].lift or 0))
