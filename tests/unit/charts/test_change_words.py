"""Changes in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from revops.charts.changes import between, is_outweighed, moved, told
from revops.charts.figures import Figures
from revops.reading import Change, Piece, Reading
from revops.vocabulary import Comparison, Unit, Verdict
from revops.window import Window

ENGLISH = Figures.of("en-US")
YEAR = Window(as_of=date(2026, 6, 30), since=date(2025, 7, 1), until=date(2026, 6, 30))
RATE = Reading(key="win_rate", unit=Unit.SHARE, value=0.5, low=0.4, high=0.6, n=90)
MRR = Reading(key="mrr", unit=Unit.MONEY_PER_MONTH, value=900.0, currency="EUR", n=9, is_census=True)


@pytest.mark.parametrize(
    ("key", "unit", "change", "expected"),
    [
        ("win_rate", Unit.SHARE, Change(value=0.4, difference=0.031), "+3.1 points"),
        ("win_rate", Unit.SHARE, Change(value=0.4, difference=-0.0004), "no change"),
        ("average_deal_size", Unit.MONEY, Change(value=100.0, difference=-12.4, relative=-0.124), "−12.4%"),
        ("mrr_movements", Unit.MONEY, Change(value=-100.0, difference=150.0), "+150"),
        ("customer_count", Unit.COUNT, Change(value=195.0, difference=40.0, relative=0.205), "+40 (+20.5%)"),
        ("time_to_close_days", Unit.DAYS, Change(value=30.0, difference=-1.0, relative=-1 / 30), "−1 day"),
        ("win_rate", Unit.SHARE, Change(reason="Nothing lies before it."), ""),
    ],
)
def test_change_is_told_in_the_measure_of_its_unit(key: str, unit: Unit, change: Change, expected: str):
    assert moved(ENGLISH, Reading(key=key, unit=unit, value=1.0), change) == expected


def test_change_on_a_card_says_since_when_and_whether_it_is_noise():
    change = Change(value=0.469, difference=0.031, verdict=Verdict.BEYOND_NOISE)
    says = told(ENGLISH, RATE, change, YEAR, Comparison.PREVIOUS)
    assert says == "+3.1 points against the 12 months before, more than noise"


def test_change_against_last_year_of_few_says_no_verdict():
    quarter = Window(as_of=date(2026, 6, 30), since=date(2026, 4, 1), until=date(2026, 6, 30))
    change = Change(value=0.6, difference=-0.1, reason="Few.")
    assert told(ENGLISH, RATE, change, quarter, Comparison.YEAR) == "−10.0 points against the same period a year before"


def test_change_of_a_state_is_against_a_day():
    change = Change(until=date(2025, 6, 30), value=1000.0, difference=-100.0, relative=-0.1)
    assert told(ENGLISH, MRR, change, YEAR, Comparison.PREVIOUS) == "−10.0% against Jun 30, 2025"


def test_change_against_an_assessment_says_what_the_days_since_say():
    fresh = Piece(key="since", value=0.24, low=0.1, high=0.4, n=31)
    change = Change(value=0.48, difference=0.02, verdict=Verdict.WITHIN_NOISE, fresh=fresh)
    says = told(ENGLISH, RATE, change, YEAR, Comparison.LAST)
    fresh = "in the days since: 24.0% (10.0% to 40.0%, n\u00a0=\u00a031), within noise"
    assert says == f"+2.0 points against your last assessment; {fresh}"


def test_interval_of_a_change_is_in_the_measure_of_the_change():
    assert between(ENGLISH, RATE, Change(difference=0.1, low=-0.02, high=0.2)) == "−2.0 to +20.0 points"
    money = Reading(key="average_deal_size", unit=Unit.MONEY, value=1.0)
    assert between(ENGLISH, money, Change(difference=5.0, relative=0.1, low=-0.02, high=0.25)) == "−2.0% to +25.0%"
    assert between(ENGLISH, money, Change(difference=5.0, low=-2.0, high=12.0)) == "−2 to +12"
    assert between(ENGLISH, MRR, Change(difference=5.0)) == ""


def test_interval_of_a_ratio_of_counts_is_in_its_own_unit():
    reading = Reading(key="mqls_per_rep", unit=Unit.COUNT, value=8.18, n=12)
    change = Change(difference=1.5278, relative=0.2296, low=-0.1647, high=3.2202)
    assert (moved(ENGLISH, reading, change), between(ENGLISH, reading, change)) == ("+1.5 (+23.0%)", "−0.2 to +3.2")
    count, found = replace(reading, key="marketing_qualified_leads"), replace(change, difference=40.0)
    assert between(ENGLISH, count, found) == "−16.5% to +322.0%"


def test_change_in_another_script_that_rounds_to_nothing_is_none():
    assert moved(Figures.of("fa"), RATE, Change(value=0.4, difference=0.00001)) == "no change"


@pytest.mark.parametrize(
    ("low", "high", "verdict", "expected"),
    [
        (0.01, 0.09, Verdict.WITHIN_NOISE, True),
        (-0.09, -0.01, Verdict.WITHIN_NOISE, True),
        (-0.01, 0.09, Verdict.WITHIN_NOISE, False),
        (0.01, 0.09, Verdict.BEYOND_NOISE, False),
        (None, None, Verdict.WITHIN_NOISE, False),
    ],
)
def test_noise_whose_own_interval_leaves_out_0_is_outweighed_by_the_many(
    low: float | None, high: float | None, verdict: Verdict, expected: bool
):
    assert is_outweighed(Change(value=0.4, difference=0.05, low=low, high=high, verdict=verdict)) is expected
