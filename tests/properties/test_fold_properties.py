"""What holds of every deal metric, whatever the deals look like."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders import dataset
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.measure import measure
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Entity, Kind, Slice, Unit
from revops.window import Window

AS_OF = date(2026, 6, 30)
WINDOWS = (
    Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF),
    Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True),
)
KEYS = [key for key, metric in METRICS.items() if metric.of is Entity.DEAL]
SLICES = (Slice.MONTH, Slice.QUARTER, Slice.SEGMENT, Slice.OWNER)

days = st.integers(0, 700).map(lambda back: AS_OF - timedelta(days=back))
maybe_day = st.none() | days


@st.composite
def deals(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for _ in range(draw(st.integers(0, 14))):
        outcome = draw(st.sampled_from(["won", "lost", "open"]))
        rows.append(
            {
                "outcome": outcome,
                "stage": draw(st.sampled_from(["Demo", "Offer"])) if outcome == "open" else outcome,
                "amount": draw(st.none() | st.integers(0, 900).map(float)),
                "term_months": draw(st.sampled_from([None, 6.0, 24.0])),
                "opened_on": draw(maybe_day),
                "closed_on": draw(maybe_day) if outcome != "open" else None,
                "expected_close_on": draw(maybe_day) if outcome == "open" else None,
                "first_contact_on": draw(maybe_day),
                "last_activity_on": draw(maybe_day),
                "source": draw(st.sampled_from([None, "-", "Outbound", "Website"])),
                "segment": draw(st.sampled_from([None, "SMB", "Mid"])),
                "owner": draw(st.sampled_from([None, "Rep 1", "Rep 2"])),
                "loss_reason": draw(st.sampled_from([None, "Price", "Other"])),
            }
        )
    for number, row in enumerate(rows):
        row["deal_id"] = f"D{number}"
    return rows


def readings(rows: list[dict[str, Any]], window: Window) -> dict[str, Reading]:
    return measure(dataset(deals=rows), keys=KEYS, window=window, slices=SLICES, today=AS_OF)


def numbers(reading: Reading) -> Iterator[Reading | Piece]:
    yield reading
    yield from reading.rivals.values()
    yield from reading.parts or ()
    for pieces in reading.by.values():
        yield from pieces


@settings(max_examples=25)
@given(deals(), st.sampled_from(WINDOWS), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(rows: list[dict[str, Any]], window: Window, chance: random.Random):
    shuffled = chance.sample(rows, len(rows))
    assert close(readings(rows, window), readings(shuffled, window))


def close(one: dict[str, Reading], other: dict[str, Reading]) -> bool:
    """Equal but for the last bits of sums, which depend on the order."""
    return all(rounded(one[key]) == rounded(other[key]) for key in KEYS)


def rounded(reading: Reading) -> list[Any]:
    found = []
    for item in numbers(reading):
        ends = [None if end is None else round(end, 9) for end in (item.value, item.low, item.high)]
        found.append((item.key, item.n, *ends))
    return found


@settings(max_examples=25)
@given(deals(), st.sampled_from(WINDOWS))
def test_shares_and_ranges_stay_where_they_belong(rows: list[dict[str, Any]], window: Window):
    for key, reading in readings(rows, window).items():
        for item in numbers(reading):
            if item.value is None:
                continue
            low = item.value if item.low is None else item.low
            high = item.value if item.high is None else item.high
            assert low <= item.value + 1e-9
            assert item.value <= high + 1e-9
            if METRICS[key].unit is Unit.SHARE:
                assert low >= -1e-9
                assert high <= 1 + 1e-9


@settings(max_examples=25)
@given(deals(), st.sampled_from(WINDOWS))
def test_pieces_fold_back_to_the_whole(rows: list[dict[str, Any]], window: Window):
    for key, reading in readings(rows, window).items():
        for piece in (Slice.SEGMENT, Slice.OWNER):
            pieces = reading.by.get(piece, ())
            if not pieces or reading.value is None:
                continue
            assert sum(one.n for one in pieces) == reading.n
            if METRICS[key].kind in (Kind.SHARE, Kind.MEAN) and key != "record_completeness":
                assert sum((one.value or 0) * one.n for one in pieces) / reading.n == pytest.approx(reading.value)
            if METRICS[key].kind is Kind.TOTAL:
                assert sum(one.value or 0 for one in pieces) == pytest.approx(reading.value)


@settings(max_examples=15)
@given(deals())
def test_tables_are_not_changed(rows: list[dict[str, Any]]):
    data = dataset(deals=rows)
    before = data.tables["deals"].to_pylist()
    measure(data, keys=KEYS, window=WINDOWS[0], slices=SLICES, today=AS_OF)
    assert data.tables["deals"].to_pylist() == before


@settings(max_examples=15)
@given(deals())
def test_deals_without_any_value_never_give_a_zero(rows: list[dict[str, Any]]):
    blank = [{**row, "amount": None, "expected_close_on": None, "source": None} for row in rows]
    found = readings(blank, WINDOWS[1])
    for key in ("average_deal_size", "open_pipeline", "overdue_deal_share", "known_source_share"):
        assert found[key].value is None
