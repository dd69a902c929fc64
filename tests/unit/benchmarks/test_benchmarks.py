"""Benchmarks: complete or refused, and a verdict only where firmness, age and the company's own interval allow one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from revops.benchmarks import BENCHMARKS, Benchmark, Side, benchmarks_from, firm_one, side
from revops.charts.beside import beside_others
from revops.charts.theme import Style
from revops.errors import ContentError
from revops.reading import Reading
from revops.vocabulary import Unit

ENTRY: dict[str, Any] = {
    "metric": "net_revenue_retention",
    "segment": "B2B software",
    "unit": "share",
    "middle": 1.0,
    "year": 2024,
    "n": 100,
    "counted": "companies",
    "measured": "Median of a survey.",
    "publisher": "Somebody",
    "address": "example.com",
    "firmness": "B",
}


def entry(**changes: Any) -> Benchmark:
    return benchmarks_from({"one": {**ENTRY, **changes}})["one"]


def own(low: float | None = 1.02, high: float | None = 1.1, *, firm: bool = True) -> Reading:
    return Reading(key="net_revenue_retention", unit=Unit.SHARE, n=50, value=1.05, low=low, high=high, firm=firm)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"metric": "happiness"}, "names no metric"),
        ({"unit": "days"}, "measured as 'share'"),
        ({"firmness": "D"}, "'A' or 'B' or 'C'"),
        ({"low": 1.2}, "do not rise"),
        ({"firmness": "A", "n": None, "counted": ""}, "'n'"),
        ({"counted": ""}, "belong together"),
        ({"address": ""}, "'address' is empty"),
        ({"uplift": 0.2}, "uplift"),
    ],
)
def test_entry_that_is_not_complete_then_refused_by_name(changes: dict[str, Any], says: str):
    values = {name: value for name, value in {**ENTRY, **changes}.items() if value is not None}
    with pytest.raises(ContentError, match=says) as error:
        benchmarks_from({"one": values})
    assert "one" in str(error.value)


def test_entry_without_a_publisher_then_refused():
    with pytest.raises(ContentError, match="publisher"):
        benchmarks_from({"one": {name: value for name, value in ENTRY.items() if name != "publisher"}})


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (own(1.02, 1.1), Side.BETTER),
        (own(0.7, 0.98), Side.WORSE),
        (own(0.9, 1.1), Side.UNCLEAR),
        (own(0.9, None), Side.UNCLEAR),
        (own(1.02, 1.1, firm=False), None),
        (own(None, None), None),
    ],
)
def test_own_interval_decides_the_side(reading: Reading, expected: Side | None):
    assert side(reading, entry(), 2026) is expected


@pytest.mark.parametrize(("firmness", "year"), [("C", 2026), ("B", 2013), ("A", 2015)])
def test_second_hand_or_old_then_no_verdict(firmness: str, year: int):
    assert side(own(), entry(firmness=firmness, year=year), 2026) is None


def test_ten_years_are_not_too_old():
    assert side(own(), entry(year=2016), 2026) is Side.BETTER


def test_metric_without_good_or_bad_news_then_only_above_or_below():
    reading = Reading(key="expansion_share_of_growth", unit=Unit.SHARE, n=80, value=0.6, low=0.5, high=0.7, firm=True)
    assert side(reading, entry(metric="expansion_share_of_growth", middle=0.4), 2026) is Side.ABOVE


def test_lower_is_better_where_the_metric_says_so():
    reading = Reading(key="sales_cycle_days", unit=Unit.DAYS, n=80, value=40, low=35, high=45, firm=True)
    assert side(reading, entry(metric="sales_cycle_days", unit="days", middle=60), 2026) is Side.BETTER


def test_shipped_figures_hold_no_opinion_ratio_and_nothing_untraceable():
    assert not {entry.middle for entry in BENCHMARKS.values()} & {0.15, 0.18, 0.28}
    assert {entry.firmness for entry in BENCHMARKS.values()} <= {"A", "B", "C"}


def test_old_win_rate_colours_nothing():
    assert firm_one("win_rate", 2026) is None


def test_chart_draws_own_interval_first_and_greys_what_is_not_firm():
    chart = beside_others(
        own(), (entry(), entry(segment="Small ones", firmness="C", low=0.9, high=1.2)), STYLE, label="NRR", year=2026
    )
    assert [(row["name"], row["kind"]) for row in chart.rows] == [
        ("Your company", "own"),
        ("B2B software", "firm"),
        ("Small ones", "grey"),
    ]
    assert chart.alt == (
        "NRR: Your company 105.0% (102.0% to 110.0%); B2B software 100.0%; Small ones 100.0% (90.0% to 120.0%)."
    )
    assert chart.table["Published"][1] == "Somebody, 2024"


STYLE = Style.of("en-GB", dark=False)


def test_number_by_another_definition_is_held_against_no_benchmark():
    assert side(replace(own(), definition="by_count"), entry(), 2026) is None
