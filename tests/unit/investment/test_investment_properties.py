"""What holds for every company and every cost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from investing import Lift, Paid, basis, case, figures, reading, readings

from revops.investment.break_even import break_even
from revops.investment.levers import LEVERS
from revops.vocabulary import Outcome

COSTS = st.floats(1_000, 500_000)
EVERY = readings(
    mrr=reading("mrr", 100_000),
    customer_churn_rate=reading("customer_churn_rate", 0.02, n=2400, reach=0.005),
    upsell_rate=reading("upsell_rate", 0.01, n=2400, reach=0.002),
    marketing_qualified_leads=reading("marketing_qualified_leads", 600, n=600),
    sql_rate=reading("sql_rate", 0.4, n=580, reach=0.04),
    selling_time_share=reading("selling_time_share", 0.4, n=900, reach=0.02),
    quota_attainment=reading("quota_attainment", 0.8, n=40, reach=0.2),
    customer_acquisition_cost=reading("customer_acquisition_cost", 5_000, n=12, reach=900),
    marketing_cost=reading("marketing_cost", 120_000),
    known_source_share=reading("known_source_share", 0.2, n=240, reach=0.05),
)


def lift(key: str, cost: float, months: int = 12, **given) -> float:
    found = break_even(LEVERS[key], basis(EVERY, **given), cost, months).lift
    assert found is not None
    return found


@pytest.mark.parametrize("key", LEVERS)
@settings(max_examples=15, deadline=None)
@given(cost=COSTS, times=st.floats(1.0, 10.0))
def test_a_higher_cost_needs_a_lift_that_is_higher_in_proportion(key: str, cost: float, times: float):
    assert lift(key, cost * times) == pytest.approx(lift(key, cost) * times)


@pytest.mark.parametrize("key", LEVERS)
def test_a_longer_ramp_never_needs_less(key: str):
    lifts = [lift(key, 80_000, given=figures(assumptions={"ramp_months": ramp})) for ramp in (0, 2, 4, 6)]
    assert lifts == sorted(lifts)


@pytest.mark.parametrize("key", LEVERS)
def test_a_smaller_margin_never_needs_less(key: str):
    lifts = [lift(key, 80_000, margin=margin) for margin in (0.9, 0.5, 0.1)]
    assert lifts == sorted(lifts)


@pytest.mark.parametrize("key", LEVERS)
@pytest.mark.parametrize("paid", list(Paid))
def test_the_lift_holds_its_own_range(key: str, paid: Paid):
    found = break_even(LEVERS[key], basis(EVERY, figures(paid=paid)), 80_000, 24)
    assert found.lift is not None
    if found.low is not None and found.high is not None:
        assert found.low <= found.lift <= found.high


@settings(max_examples=10, deadline=None)
@given(pay=st.floats(10_000, 400_000))
def test_a_higher_pay_never_raises_the_chance_that_it_comes_back(pay: float):
    lifts = {"win_rate": Lift(low=0.0, likely=0.1, high=0.3)}
    chances = []
    for each in (pay, pay * 1.5):
        salesops = next(o for o in case(EVERY, figures(pay=each, lifts=lifts)).options if o.option is Outcome.SALESOPS)
        assert salesops.scenario is not None
        chances.append(salesops.scenario.chance[24])
    assert chances[0] >= chances[1]


def test_reading_and_figures_are_not_changed_by_the_case():
    given_figures = figures(lifts={"win_rate": Lift(low=0.0, likely=0.1, high=0.3)})
    before = repr((EVERY, given_figures))
    case(EVERY, given_figures)
    assert repr((EVERY, given_figures)) == before
