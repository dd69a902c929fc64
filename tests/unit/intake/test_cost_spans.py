"""Costs of several days."""

from __future__ import annotations

from datetime import date

import pytest
from written import dataset, only_sheet, problems

META = "Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions\n"
ADS = 'Campaign report\n"January 1, 2025 - February 9, 2025"\nCampaign,Currency code,Clicks,Cost\nBrand,EUR,10,80\n'


def parts(text: str) -> list[tuple[date, float, bool]]:
    rows = dataset(text).tables["spend"].to_pylist()
    return [(row["spent_on"], pytest.approx(row["amount"]), row["is_monthly"]) for row in rows]


def test_cost_of_several_months_is_parted_by_days():
    assert parts(f"{META}2025-01-15,2025-03-10,Alpha,550,10\n") == [
        (date(2025, 1, 31), 170, False),
        (date(2025, 2, 28), 280, True),
        (date(2025, 3, 10), 100, False),
    ]


def test_cost_of_one_month_or_day_stays_whole():
    text = f"{META}2025-01-01,2025-01-31,Alpha,5,10\n2025-02-03,2025-02-03,Beta,6,10\n"
    assert parts(text) == [(date(2025, 1, 31), 5, True), (date(2025, 2, 3), 6, False)]


def test_spread_costs_are_told_and_add_up_to_what_was_written():
    text = "Start date,End date,Channel,Cost\n2025-01-29,2025-02-04,Search,70\n2025-02-05,2025-02-11,Search,70\n"
    assert [row[:2] for row in parts(text)] == [
        (date(2025, 1, 31), 30),
        (date(2025, 2, 4), 40),
        (date(2025, 2, 11), 70),
    ]
    assert "costs of several days, by day over the months they lie in: 2 rows" in only_sheet(text).notes


def test_last_day_before_the_first_counts_as_blank_and_is_told():
    text = f"{META}2025-03-01,2025-01-31,Alpha,5,10\n2025-02-03,2025-02-03,Beta,6,10\n"
    assert parts(text) == [(date(2025, 3, 1), 5, False), (date(2025, 2, 3), 6, False)]
    assert problems(text) == [("DATES_OUT_OF_ORDER", "spent_on", (2,))]


def test_time_above_the_header_is_that_of_costs_without_a_day():
    assert parts(ADS) == [(date(2025, 1, 31), 62, True), (date(2025, 2, 9), 18, False)]
    assert any("“January 1, 2025 - February 9, 2025”" in note for note in only_sheet(ADS).notes)
