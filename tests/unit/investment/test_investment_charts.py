"""Charts of the investment case say the same in the drawing, in the sentence and in the table."""

from __future__ import annotations

import pytest
from investing import DAYS_IN_MONTH, Lift, case, figures, reading, readings

from revops.charts.break_even import break_even, rows_of, unknown_of
from revops.charts.lifts import between, lift, number
from revops.charts.payback import beside, left_over, spent
from revops.charts.theme import Style
from revops.charts.tornado import outcomes, tornado
from revops.vocabulary import Team, Unit

STYLE = Style.of("en-GB", dark=False)
RANGED = figures(lifts={"win_rate": Lift(low=0.0, likely=0.1, high=0.3)})


def levers(found, team: Team):
    return [lever for lever in found.levers.values() if lever.team is team]


def test_break_even_draws_each_lever_that_can_be_worked_out():
    chart = break_even(levers(case(), Team.SALESOPS), STYLE, team="SalesOps", currency="EUR")
    assert chart is not None
    assert chart.alt == (
        "To pay for SalesOps within 12 months, one alone: Win rate from 25.0% (20.0% to 30.0%, n\u00a0=\u00a0240) "
        "to 35.0%; Time to close cannot."
    )
    assert [row["name"] for row in chart.rows] == ["Win rate", "Time to close"]
    assert chart.table["Would have to be"] == ["35.0%", "not possible"]


def test_break_even_draws_today_and_need_in_parts_of_today():
    chart = break_even(levers(case(), Team.SALESOPS), STYLE, team="SalesOps", currency="EUR")
    assert chart is not None
    rate, cycle = chart.rows
    assert (rate["own_low"], rate["own_high"]) == pytest.approx((-0.2, 0.2))
    assert rate["need"] == pytest.approx(0.4, abs=0.001)
    assert rate["kind"] == "possible"
    assert (cycle["need"], cycle["kind"]) == (1.0, "beyond")


def test_break_even_when_lower_is_better_draws_the_better_to_the_right():
    own = readings(
        mrr=reading("mrr", 1_000_000, currency="EUR"),
        customer_churn_rate=reading("customer_churn_rate", 0.02, n=2400, reach=0.005),
    )
    chart = break_even(levers(case(own), Team.REVOPS), STYLE, team="RevOps", currency="EUR")
    assert chart is not None
    (churn,) = chart.rows
    assert 0 < churn["need"] < 1
    assert churn["target"] == "1.6%"


def test_break_even_when_nothing_is_known_is_no_chart_and_says_why():
    found = levers(case(), Team.REVOPS)
    assert break_even(found, STYLE, team="RevOps", currency=None) is None
    assert unknown_of(found)[0] == ("Customer churn", "It was not measured.")


def test_lift_inside_the_own_interval_is_told():
    own = readings(
        average_deal_size=reading("average_deal_size", 100_000, n=60, currency="EUR"),
        time_to_close_days=reading("time_to_close_days", DAYS_IN_MONTH, n=60),
    )
    rate = rows_of(levers(case(own), Team.SALESOPS), STYLE.figures, "EUR")[0]
    assert rate["remark"] == "Lies within what the number may be today already."


def test_rows_to_notice_are_told_with_the_time_they_take():
    rate = rows_of(levers(case(), Team.SALESOPS), STYLE.figures, "EUR")[0]
    assert rate["notice"] == "329 decided deals before, as many after: 16 months each at today's pace"


def test_ways_beside_each_other_say_cost_and_chance():
    columns = beside(case(given=RANGED).options, STYLE.figures, currency="EUR")
    assert columns[""] == ["SalesOps", "RevOps", "Both", "Neither"]
    assert columns["Spent after 12 and 24 months"][0] == "€80,000 and €160,000"
    assert columns["Chance that it has come back"][1] == "no range given"
    assert columns["Cost a year"][3] == "nothing"


def test_spent_names_each_line_at_another_month():
    chart = spent(case().options, STYLE, currency="EUR")
    labels = chart.spec["layer"][-1]["data"]["values"]
    assert [(label["name"], label["month"]) for label in labels] == [
        ("SalesOps", 23),
        ("RevOps", 17),
        ("Both", 11),
        ("Neither", 23),
    ]
    assert "SalesOps €160,000; RevOps €160,000; Both €320,000" in chart.alt


def test_left_over_is_drawn_only_where_ranges_were_given():
    assert left_over(case().options, STYLE, currency="EUR") is None
    chart = left_over(case(given=RANGED).options, STYLE, currency="EUR")
    assert chart is not None
    assert {row["name"] for row in chart.rows} == {"SalesOps", "Both"}
    assert chart.table["Month"] == ["12", "24", "12", "24"]


def test_tornado_and_outcomes_speak_of_the_same_futures():
    scenario = case(given=RANGED).options[0].scenario
    assert scenario is not None
    bars = tornado(scenario, STYLE, option="SalesOps", currency="EUR")
    assert bars.table["What"] == ["Win rate", "Deals decided a month"]
    columns = outcomes(scenario, STYLE, option="SalesOps", currency="EUR")
    assert len(columns.rows) == len(scenario.shares)
    assert columns.alt.endswith(f"in {STYLE.figures.percent(scenario.chance[24])} the money is back.")


@pytest.mark.parametrize(("value", "said"), [(0.275, "27.5%"), (0.00026, "0.026%"), (0.0051, "0.51%"), (0.0, "0.0%")])
def test_small_shares_keep_digits_that_tell_them_apart(value: float, said: str):
    assert number(STYLE.figures, value, Unit.SHARE) == said


def test_lifts_of_shares_are_points():
    assert lift(STYLE.figures, 0.165, Unit.SHARE) == "16.5 points"
    assert lift(STYLE.figures, float("inf"), Unit.DAYS) == "no upper end"
    assert between(STYLE.figures, 0.128, 0.203, Unit.SHARE) == "12.8 to 20.3 points"
    assert between(STYLE.figures, None, 0.2, Unit.SHARE) == ""
