"""Numbers as readers of different countries write them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from revops.charts.figures import Figures
from revops.charts.theme import number_axis
from revops.reading import Reading
from revops.vocabulary import Unit


@pytest.mark.parametrize(
    ("language", "number", "unit", "currency", "expected"),
    [
        ("en-GB", 0.6315, Unit.SHARE, None, "63.2%"),
        ("de-DE", 0.6315, Unit.SHARE, None, "63,2\u00a0%"),
        ("en-US", 654516.4, Unit.MONEY, "USD", "$654,516"),
        ("de-DE", 654516.4, Unit.MONEY, "EUR", "654.516\u00a0€"),
        ("en-US", 1_234_567, Unit.MONEY, "USD", "$1.2M"),
        ("en-US", 23.456, Unit.MONEY, "USD", "$23.46"),
        ("en-US", 1234.0, Unit.MONEY, None, "1,234"),
        ("en-US", 1800.0, Unit.MONEY_PER_MONTH, "USD", "$1,800 a month"),
        ("en-US", 85.25, Unit.DAYS, None, "85.2 days"),
        ("en-US", -0.032, Unit.SHARE, None, "−3.2%"),
        ("de-DE", -1200.0, Unit.MONEY, "EUR", "−1.200\u00a0€"),
        ("en-US", -2.5, Unit.COUNT, None, "−2.5"),
        ("en-US", 1.0, Unit.MONTHS, None, "1 month"),
        ("en-US", -0.97, Unit.MONTHS, None, "−1 month"),
        ("en-US", math.inf, Unit.RATIO, None, "no upper end"),
        ("xx-nonsense", 0.5, Unit.SHARE, None, "50.0%"),
    ],
)
def test_number_is_written_as_the_country_does(
    language: str, number: float, unit: Unit, currency: str | None, expected: str
):
    assert Figures.of(language).value(number, unit, currency) == expected


def test_reading_shows_interval_and_n_below_its_value():
    reading = Reading(key="win_rate", unit=Unit.SHARE, value=0.5, low=0.4, high=0.6, n=90)
    assert Figures.of("en").under(reading) == "40.0% to 60.0% · n\u00a0=\u00a090"


def test_money_without_a_currency_says_so():
    reading = Reading(key="arr", unit=Unit.MONEY, value=5.0, n=1, is_census=True)
    assert Figures.of("en").under(reading) == "everything counted · n\u00a0=\u00a01 · no currency given"


@pytest.mark.parametrize(
    ("language", "order"), [("de-DE", "DD/MM/YYYY"), ("en-US", "MM/DD/YYYY"), ("sv-SE", "YYYY/MM/DD")]
)
def test_field_for_dates_has_the_order_of_the_country(language: str, order: str):
    assert Figures.of(language).date_input == order


def test_months_and_days_are_written_in_words():
    assert (Figures.of("en-GB").month("2026-03"), Figures.of("en-GB").day(date(2026, 3, 4))) == (
        "Mar 2026",
        "4 Mar 2026",
    )


@pytest.mark.parametrize(("share", "expected"), [(0.0, "0%"), (0.002, "<1%"), (0.006, "1%"), (0.712, "71%")])
def test_small_share_never_reads_as_nothing(share: float, expected: str):
    assert Figures.of("en").percent(share) == expected


@pytest.mark.parametrize(
    ("key", "n", "expected"),
    [
        ("time_to_close_days", 5, "too few for an interval · n\u00a0=\u00a05"),
        ("horizon_days", 90, "n\u00a0=\u00a090"),
    ],
)
def test_number_without_an_interval_says_why(key: str, n: int, expected: str):
    assert Figures.of("en").under(Reading(key=key, unit=Unit.DAYS, value=59.0, n=n)) == expected


@pytest.mark.parametrize(
    ("unit", "expected"), [(Unit.SHARE, ".1~%"), (Unit.MONEY, ".3~s"), (Unit.COUNT, ".3~s"), (Unit.DAYS, "~r")]
)
def test_axis_writes_each_tick_apart_from_the_next_and_no_digits_beyond(unit: Unit, expected: str):
    assert number_axis(unit)["format"] == expected


def test_distance_between_shares_when_written_is_in_points():
    spread = Reading(key="rep_win_rate_spread", unit=Unit.POINTS, value=0.084, low=0.02, high=0.121, n=400)

    assert Figures.of("en-GB").headline(spread) == "8.4 points"
    assert Figures.of("en-GB").under(spread) == "2.0 to 12.1 points · n\u00a0=\u00a0400"


def test_rate_of_a_month_when_counted_by_a_rival_of_a_year_names_no_month():
    churn = Reading(key="customer_churn_rate", unit=Unit.SHARE, value=0.021, n=400)

    assert Figures.of("en-GB").headline(churn) == "2.1% a month"
    assert Figures.of("en-GB").headline(replace(churn, definition="in_a_year")) == "2.1%"


def test_days_in_a_sentence_are_written_as_everywhere_but_not_those_of_file_names():
    write = Figures.of("en-US")
    said = "The files begin on 2026-03-04, so 2026-01-01 to 2026-02-30 is not in them."
    assert write.dated(said) == "The files begin on Mar 4, 2026, so Jan 1, 2026 to 2026-02-30 is not in them."
    named = "Segments are those in 2026-03-04 list.csv and list-2026-03-04.csv."
    assert write.dated(named) == named
