"""Formulas with one company's numbers put in."""

from __future__ import annotations

import pytest

from revops.charts.figures import Figures
from revops.charts.formula import filled
from revops.metrics import METRICS
from revops.reading import PutIn, Reading
from revops.vocabulary import Unit

EN = Figures.of("en")


def test_share_of_two_outcomes_shows_both_in_the_whole():
    won = Reading(key="win_rate", unit=Unit.SHARE, value=4238 / 6711, n=6711, put_in=PutIn(part=4238, whole=6711))
    assert filled(EN, METRICS["win_rate"], won) == "4,238 / (4,238 + 2,473) = 63.2%"


def test_share_by_another_definition_shows_the_two_sums_alone():
    won = Reading(
        key="win_rate",
        unit=Unit.SHARE,
        value=0.482,
        n=8800,
        definition="of_opened",
        put_in=PutIn(part=4238, whole=8800),
    )
    assert filled(EN, METRICS["win_rate"], won) == "4,238 / 8,800 = 48.2%"


def test_share_of_amounts_shows_the_amounts_in_their_currency():
    sums = PutIn(part=246684, whole=2850744, part_unit=Unit.MONEY, whole_unit=Unit.MONEY, currency="EUR")
    found = Reading(key="in_period_bookings_share", unit=Unit.SHARE, value=0.0866, n=62, put_in=sums)
    assert filled(EN, METRICS["in_period_bookings_share"], found) == "€246,684 / €2,850,744 = 8.7%"


def test_rate_counts_its_quotient_as_often_as_deals_are_open():
    sums = PutIn(part=2850744, whole=35065, times=109, part_unit=Unit.MONEY, currency="EUR")
    found = Reading(key="pipeline_velocity", unit=Unit.MONEY_PER_DAY, value=8861.6, n=245, currency="EUR", put_in=sums)
    assert filled(EN, METRICS["pipeline_velocity"], found) == "109 × €2,850,744 / 35,065 = €8,862 a day"


@pytest.mark.parametrize(
    ("key", "unit", "value", "n", "says"),
    [
        ("mrr", Unit.MONEY_PER_MONTH, 439979.0, 183, "the sum over 183 customers = 439,979 a month"),
        ("customer_count", Unit.COUNT, 183.0, 183, "183 customers = 183"),
        (
            "time_to_close_days",
            Unit.DAYS,
            102.0,
            35,
            "the middle of 35 deals, weighted for those still open = 102 days",
        ),
        ("sales_cycle_days", Unit.DAYS, 80.0, 1, "the middle of 1 deal = 80 days"),
        ("lead_inflow_trend", Unit.COUNT, -2.0, 12, "what 12 counted come to = −2"),
    ],
)
def test_number_without_a_quotient_says_of_how_many_it_is_what(key: str, unit: Unit, value: float, n: int, says: str):
    assert filled(EN, METRICS[key], Reading(key=key, unit=unit, value=value, n=n)) == says
