"""Bands of size and quarters of beginning, made from the company's own data."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from builders import dataset

from revops.measure import measure
from revops.measure.bands import banded, bands
from revops.metrics.deals import FAST_ONES
from revops.reading import Piece
from revops.vocabulary import Slice
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)


def deal(place: int, amount: float | None, opened_on: str, currency: str = "EUR") -> dict[str, object]:
    outcome = "won" if place % 2 else "lost"
    given = {"opened_on": opened_on, "closed_on": "2026-03-31", "amount": amount, "currency": currency}
    return {"deal_id": f"D{place}", "outcome": outcome, **given}


def pieces(key: str, piece: Slice, **tables: list[dict[str, object]]) -> tuple[Piece, ...]:
    return measure(dataset(**tables), keys=[key], window=YEAR, slices=(piece,), today=AS_OF)[key].by[piece]


def test_bands_meet_at_round_numbers_a_third_of_all_amounts_apart():
    amounts = pa.array([1000.0, 1010.0, 2020.0, 4980.0, 9000.0, 12000.0, 0.0, None])
    assert bands(amounts, pa.array(["EUR"] * 8)).to_pylist() == [
        "0 to 1,700",
        "0 to 1,700",
        "1,700 to 6,300",
        "1,700 to 6,300",
        "6,300 and over",
        "6,300 and over",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("amounts", "currencies"),
    [([1.0, 2.0], ["EUR", "USD"]), ([0.0, None], ["EUR", "EUR"]), ([], [])],
    ids=["two currencies", "no amount", "no row"],
)
def test_amounts_without_bands_in_common_have_none(amounts: list[float | None], currencies: list[str]):
    found = bands(pa.array(amounts, pa.float64()), pa.array(currencies, pa.string()))
    assert found.to_pylist() == [None] * len(amounts)


def test_equal_amounts_have_one_band_above_and_none_below():
    assert set(bands(pa.array([50.0] * 4), pa.array(["EUR"] * 4)).to_pylist()) == {"50 and over"}


def test_deals_by_size_stand_in_the_order_of_the_bands():
    rows = [
        deal(place, amount, "2025-09-01") for place, amount in enumerate([100, 100, 100, 100, 500, 500, 9000, 9000])
    ]
    found = pieces("win_rate", Slice.SIZE, deals=rows)
    assert [(piece.key, piece.n) for piece in found] == [("100 to 500", 4), ("500 and over", 4)]


def test_deals_by_cohort_stand_by_the_quarter_they_were_opened_in():
    days = ["2025-12-31", "2025-08-01", "2026-01-01", "2025-07-01"]
    found = pieces("win_rate", Slice.COHORT, deals=[deal(place, 5.0, day) for place, day in enumerate(days)])
    assert [(piece.key, piece.n) for piece in found] == [("2025-Q3", 2), ("2025-Q4", 1), ("2026-Q1", 1)]


def test_customer_has_the_size_and_the_quarter_of_its_first_subscription():
    rows = [
        {"customer": "Grown", "started_on": "2023-02-01", "ended_on": "2024-02-01", "mrr": 10.0, "currency": "EUR"},
        {"customer": "Grown", "started_on": "2024-02-01", "mrr": 900.0, "currency": "EUR"},
        {"customer": "Large", "started_on": "2023-05-01", "mrr": 400.0, "currency": "EUR"},
        {"customer": "Large", "started_on": "2023-05-01", "mrr": 500.0, "currency": "EUR"},
        {"customer": "Middle", "started_on": "2023-05-02", "mrr": 90.0, "currency": "EUR"},
    ]
    sizes = pieces("mrr", Slice.SIZE, subscriptions=rows)
    assert {piece.key: piece.value for piece in sizes} == {
        "0 to 37": pytest.approx(900),
        "37 to 630": pytest.approx(90),
        "630 and over": pytest.approx(900),
    }
    cohorts = pieces("customer_count", Slice.COHORT, subscriptions=rows)
    assert [(piece.key, piece.value) for piece in cohorts] == [("2023-Q1", 1), ("2023-Q2", 2)]


def test_dataset_without_such_a_breakdown_is_left_as_it_is():
    data = dataset(deals=[deal(0, 5.0, "2025-09-01")])
    assert banded(data, (Slice.MONTH, Slice.OWNER)) is data
    assert "size" not in data.tables["deals"].column_names


def test_leads_by_size_then_none():
    assert pieces("marketing_qualified_leads", Slice.SIZE, leads=[{"created_on": "2026-01-01", "is_mql": True}]) == ()


def test_close_rate_by_cohort_then_says_that_the_latest_know_only_fast_deals():
    day = {"opened_on": "2026-01-05", "closed_on": "2026-01-09"}
    data = dataset(deals=[{**day, "outcome": "won"}, {**day, "outcome": "lost"}])

    by_cohort = measure(data, keys=["win_rate"], slices=(Slice.COHORT,))["win_rate"]
    by_month = measure(data, keys=["win_rate"], slices=(Slice.MONTH,))["win_rate"]

    assert (FAST_ONES in by_cohort.notes, FAST_ONES in by_month.notes) == (True, False)
