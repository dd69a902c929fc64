"""Qualified leads and their flow a second time: plain loops over dates, sharing no code with the metrics."""

from __future__ import annotations

import math
import random
import statistics
from datetime import date, timedelta
from itertools import combinations

import pytest
from builders import dataset

from revops.measure import measure
from revops.vocabulary import Slice
from revops.window import Window

FIRST = date(2025, 1, 1)
AS_OF = date(2026, 3, 31)
WINDOW = Window(as_of=AS_OF, since=date(2025, 4, 1), until=AS_OF)
KEYS = (
    "mql_rate",
    "sql_rate",
    "unworked_mql_share",
    "mql_follow_up_hours",
    "lead_inflow_trend",
    "lead_runway_months",
)

Row = dict[str, object]


def draw(seed: int) -> list[Row]:
    """Leads of fifteen months, fewer every month; some are qualified, touched, accepted, each on a later day."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for number in range(600):
        came = FIRST + timedelta(days=int(455 * chance.random() ** 3))
        is_mql = chance.random() < 0.5
        qualified = came + timedelta(days=chance.randrange(10)) if is_mql else None
        touched = (qualified or came) + timedelta(days=chance.choice([0, 0, 1, 3, 120]))
        accepted = touched + timedelta(days=chance.choice([0, 5, 30]))
        rows.append(
            {
                "lead_id": f"L{number}",
                "created_on": came,
                "source": chance.choice(["Search", "Referral"]),
                "is_mql": is_mql,
                "mql_on": qualified,
                "first_touch_on": touched if chance.random() < 0.95 else None,
                "sql_on": accepted if is_mql and chance.random() < 0.4 else None,
            }
        )
    rows[0]["created_on"] = FIRST
    return rows


@pytest.fixture(params=[7, 8, 9], ids="seed {}".format)
def company(request):
    rows = draw(request.param)
    return rows, measure(dataset(leads=rows), keys=KEYS, window=WINDOW, slices=(Slice.MONTH, Slice.SOURCE))


def happened(day: object) -> bool:
    return isinstance(day, date) and day <= AS_OF


def inside(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if isinstance(row[name], date) and WINDOW.since <= row[name] <= AS_OF]


def qualified(rows: list[Row]) -> list[Row]:
    return inside([row for row in rows if row["is_mql"]], "mql_on")


def first_touch(row: Row) -> object:
    day = row["first_touch_on"] or row["sql_on"]
    return day if happened(day) else None


def test_share_of_qualified_leads_equals_the_loop(company):
    rows, readings = company
    mine = inside(rows, "created_on")
    assert readings["mql_rate"].value == pytest.approx(sum(happened(row["mql_on"]) for row in mine) / len(mine))
    assert {piece.key: piece.n for piece in readings["mql_rate"].by[Slice.SOURCE]} == {
        source: sum(row["source"] == source for row in mine) for source in ("Search", "Referral")
    }


def test_share_of_accepted_leads_equals_the_loop(company):
    rows, readings = company
    took = sorted((row["sql_on"] - row["mql_on"]).days for row in rows if row["is_mql"] and happened(row["sql_on"]))
    days = min(90, max(14, took[math.ceil(0.9 * len(took)) - 1]))
    ripe = [row for row in qualified(rows) if (AS_OF - row["mql_on"]).days >= days]
    assert readings["sql_rate"].n == len(ripe) < len(qualified(rows))
    assert readings["sql_rate"].value == pytest.approx(sum(happened(row["sql_on"]) for row in ripe) / len(ripe))


def test_untouched_qualified_leads_equal_the_loop(company):
    rows, readings = company
    old = [row for row in qualified(rows) if (AS_OF - row["mql_on"]).days >= 7]
    assert readings["unworked_mql_share"].value == pytest.approx(
        sum(first_touch(row) is None and not happened(row["sql_on"]) for row in old) / len(old)
    )


def test_hours_to_first_touch_equal_the_loop(company):
    rows, readings = company
    waits = [24 * max(0, (first_touch(row) - row["mql_on"]).days) for row in qualified(rows) if first_touch(row)]
    beside = readings["mql_follow_up_hours"].beside
    assert beside["median_of_touched"].value == statistics.median(waits)
    assert beside["mean_of_touched"].value == pytest.approx(statistics.mean(waits))


def months() -> list[tuple[int, int]]:
    return [(2025 + place // 12, place % 12 + 1) for place in range(3, 15)]


def in_month(rows: list[object], month: tuple[int, int]) -> int:
    return sum(isinstance(day, date) and (day.year, day.month) == month for day in rows)


def test_trend_equals_the_median_of_all_pairs(company):
    rows, readings = company
    came = [in_month([row["created_on"] for row in rows], month) for month in months()]
    slopes = [(b - a) / (y - x) for (x, a), (y, b) in combinations(enumerate(came), 2)]
    reading = readings["lead_inflow_trend"]
    assert reading.value == pytest.approx(statistics.median(slopes))
    assert reading.low < reading.value < reading.high
    assert reading.n == 12


def test_trend_of_leads_is_broken_down_by_source_and_not_by_periods_too_short_to_have_one():
    rows = draw(7)
    slices = (Slice.MONTH, Slice.QUARTER, Slice.COHORT, Slice.SOURCE)
    readings = measure(dataset(leads=rows), keys=["lead_inflow_trend"], window=WINDOW, slices=slices)
    reading = readings["lead_inflow_trend"]
    search = [row["created_on"] for row in rows if row["source"] == "Search"]
    came = [in_month(search, month) for month in months()]
    slopes = [(b - a) / (y - x) for (x, a), (y, b) in combinations(enumerate(came), 2)]
    assert {piece.key: piece.value for piece in reading.by[Slice.SOURCE]}["Search"] == statistics.median(slopes)
    assert not any(reading.by[piece] for piece in (Slice.MONTH, Slice.QUARTER, Slice.COHORT))
    assert len(reading.parts) == 12


def test_months_of_leads_left_equal_the_loop(company):
    rows, readings = company
    came = sum(in_month([row["created_on"] for row in rows], month) for month in months())
    worked = sum(in_month([first_touch(row) for row in rows], month) for month in months())
    left = sum(first_touch(row) is None and not happened(row["sql_on"]) for row in rows)
    assert readings["lead_runway_months"].value == pytest.approx(left / ((worked - came) / 12))
