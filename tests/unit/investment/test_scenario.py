"""Simulated futures, held against closed forms."""

from __future__ import annotations

import pytest
from investing import MONTHS, Lift, Paid, case, figures, reading, readings
from scipy import stats

from revops.vocabulary import Outcome


def option(found, key: Outcome):
    return next(each for each in found.options if each.option is key)


@pytest.mark.parametrize("paid", list(Paid))
def test_chance_when_one_lever_alone_is_uncertain_is_that_of_its_distribution(paid: Paid):
    # So many deals that their number is as good as known, and a cost to match.
    own = readings(win_rate=reading("win_rate", 0.25, n=10**9))
    lifts = {"win_rate": Lift(low=0.0, likely=0.06, high=0.2)}
    found = case(own, figures(paid=paid, lifts=lifts, pay=80_000 * 10**9 / 240))
    scenario = option(found, Outcome.SALESOPS).scenario
    assert scenario is not None
    for months in (12, 24):
        needed = found.levers["win_rate"].at[months].lift
        assert needed is not None
        known = stats.beta.sf(needed / 0.2, 1 + 4 * 0.3, 1 + 4 * 0.7)
        assert scenario.chance[months] == pytest.approx(known, abs=0.001)


def test_net_when_every_range_is_a_single_value_is_arithmetic():
    given = figures(lifts={"win_rate": Lift(low=0.1, likely=0.1, high=0.1)})
    scenario = option(case(given=given), Outcome.SALESOPS).scenario
    assert scenario is not None
    # 24 months less four: 20 x 240 / 11.99 x 0.1 x 10,000 x 0.5, less two years of 80,000.
    assert scenario.likely == pytest.approx(20 * 240 / MONTHS * 0.1 * 10_000 * 0.5 - 160_000)
    assert scenario.net[0].middle == 0
    assert scenario.net[3].middle == pytest.approx(-20_000)


def test_scenario_when_the_seed_is_the_same_is_the_same():
    given = figures(lifts={"win_rate": Lift(low=0.0, likely=0.06, high=0.2)})
    assert case(given=given).options == case(given=given).options


def test_draws_of_one_lever_when_another_gets_a_range_stay_what_they_were():
    own = readings(
        mrr=reading("mrr", 100_000), customer_churn_rate=reading("customer_churn_rate", 0.02, n=2400, reach=0.005)
    )
    win = {"win_rate": Lift(low=0.0, likely=0.06, high=0.2)}
    more = win | {"customer_churn_rate": Lift(low=0.0, likely=0.001, high=0.004)}
    before, after = (option(case(own, figures(lifts=lifts)), Outcome.SALESOPS) for lifts in (win, more))
    assert before == after


def test_no_scenario_when_no_range_was_given_and_the_reason_is_said():
    found = option(case(), Outcome.SALESOPS)
    assert found.scenario is None
    assert found.reason == "Give a range for at least one lever of it."


def test_lever_when_its_money_is_part_of_anothers_is_counted_once():
    own = readings(quota_attainment=reading("quota_attainment", 0.8, n=40, reach=0.2))
    lifts = {"win_rate": Lift(low=0, likely=0.02, high=0.1), "quota_attainment": Lift(low=0, likely=0.1, high=0.3)}
    scenario = option(case(own, figures(lifts=lifts)), Outcome.SALESOPS).scenario
    assert scenario is not None
    assert scenario.levers == ("win_rate",)
    assert scenario.unused == {"quota_attainment": "Its money is part of that of Win rate, and is counted once, there."}


def test_quota_when_leads_of_the_other_team_have_a_range_counts_for_salesops_and_not_for_both():
    own = readings(
        quota_attainment=reading("quota_attainment", 0.8, n=40, reach=0.2),
        marketing_qualified_leads=reading("marketing_qualified_leads", 600, n=600),
        sql_rate=reading("sql_rate", 0.4, n=580, reach=0.04),
    )
    lifts = {"sql_rate": Lift(low=0, likely=0.02, high=0.1), "quota_attainment": Lift(low=0, likely=0.1, high=0.3)}
    found = case(own, figures(lifts=lifts))
    alone, both = option(found, Outcome.SALESOPS).scenario, option(found, Outcome.BOTH).scenario
    assert alone is not None
    assert both is not None
    assert alone.levers == ("quota_attainment",)
    assert both.levers == ("sql_rate",)


def test_lever_when_its_reading_is_missing_is_left_out_with_the_reason():
    lifts = {"win_rate": Lift(low=0, likely=0.02, high=0.1), "quota_attainment": Lift(low=0, likely=0.1, high=0.3)}
    scenario = option(case(given=figures(lifts=lifts)), Outcome.SALESOPS).scenario
    assert scenario is not None
    assert scenario.unused == {"quota_attainment": "It was not measured."}


def test_range_when_it_goes_further_than_the_number_can_is_cut_and_told():
    lifts = {"time_to_close_days": Lift(low=0, likely=40, high=90)}
    found = case(given=figures(lifts=lifts))
    scenario = option(found, Outcome.SALESOPS).scenario
    assert scenario is not None
    assert "Your range of Time to close goes further than the number can, and is cut there." in found.notes
    lever = next(bar for bar in scenario.bars if bar.is_lever)
    assert lever.high == pytest.approx(60 / MONTHS * 10_000 * 0.5 - 160_000)


def test_bars_when_one_thing_moves_at_a_time_are_ordered_by_how_far_it_moves_the_end():
    own = readings(average_deal_size=reading("average_deal_size", 10_000, n=60, reach=3_000, currency="EUR"))
    scenario = option(
        case(own, figures(lifts={"win_rate": Lift(low=0, likely=0.1, high=0.3)})), Outcome.SALESOPS
    ).scenario
    assert scenario is not None
    assert [bar.key for bar in scenario.bars] == ["win_rate", "deal_size", "deals_decided"]
    sizes = [abs(bar.high - bar.low) for bar in scenario.bars]
    assert sizes == sorted(sizes, reverse=True)


def test_bins_when_added_up_hold_all_draws():
    given = figures(lifts={"win_rate": Lift(low=0.0, likely=0.06, high=0.2)})
    scenario = option(case(given=given), Outcome.SALESOPS).scenario
    assert scenario is not None
    assert sum(scenario.shares) == pytest.approx(1)
    assert len(scenario.bins) == len(scenario.shares) + 1


def test_bins_have_an_end_where_nothing_is_left():
    given = figures(lifts={"win_rate": Lift(low=0.0, likely=0.15, high=0.4)})
    scenario = option(case(given=given), Outcome.SALESOPS).scenario
    assert scenario is not None
    assert scenario.bins[0] < 0 < scenario.bins[-1]
    assert min(abs(end) for end in scenario.bins) == pytest.approx(0, abs=1e-6)
