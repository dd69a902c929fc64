"""What changed: parts that add up exactly to the change."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from builders import dataset

from revops.dataset import Dataset
from revops.measure import measure
from revops.measure.changed import Changed, what_changed
from revops.vocabulary import Comparison, Slice
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
BEFORE, NOW = date(2024, 7, 1), date(2025, 7, 1)


def deals(first: date, **won_of: tuple[int, int]) -> list[dict[str, object]]:
    """Deals by segment: how many were won of how many, at 100 each in the first year and 150 in the second."""
    return [
        {
            "segment": segment,
            "owner": f"Rep {place % 3}",
            "outcome": "won" if place < won else "lost",
            "opened_on": first + timedelta(days=place),
            "closed_on": first + timedelta(days=place),
            "amount": 100.0 if first == BEFORE else 150.0,
        }
        for segment, (won, n) in won_of.items()
        for place in range(n)
    ]


def company(*rows: list[dict[str, object]]) -> Dataset:
    listed = [row for each in rows for row in each]
    return dataset(deals=[{"deal_id": f"D{place}", **row} for place, row in enumerate(listed)])


TWO_YEARS = company(deals(BEFORE, SMB=(40, 80), Large=(4, 20)), deals(NOW, SMB=(10, 20), Large=(16, 80)))


def parts(changed: Changed | None) -> dict[str, float]:
    assert changed is not None
    assert math.isclose(changed.then + math.fsum(part.value for part in changed.parts), changed.now, abs_tol=1e-9)
    return {part.name: part.value for part in changed.parts}


def test_rate_that_fell_by_the_mix_alone_then_all_is_mix():
    changed = what_changed(TWO_YEARS, "win_rate", YEAR, today=AS_OF)
    assert (changed.then, changed.now, changed.way) == (pytest.approx(0.44), pytest.approx(0.26), Slice.SEGMENT)
    assert parts(changed) == {"Another mix by segment": pytest.approx(-0.18)}


def test_rate_that_rose_within_a_group_then_that_group():
    data = company(deals(BEFORE, SMB=(10, 50), Large=(10, 50)), deals(NOW, SMB=(30, 50), Large=(10, 50)))
    assert parts(what_changed(data, "win_rate", YEAR, today=AS_OF)) == {"SMB": pytest.approx(0.2)}


def test_rate_split_another_way_then_by_that():
    changed = what_changed(TWO_YEARS, "win_rate", YEAR, way=Slice.OWNER, today=AS_OF)
    assert changed.way is Slice.OWNER
    assert set(changed.ways) == {Slice.SEGMENT, Slice.OWNER, Slice.SIZE}
    assert math.fsum(parts(changed).values()) == pytest.approx(-0.18)


def test_bookings_then_how_many_and_how_large():
    changed = what_changed(TWO_YEARS, "annual_bookings", YEAR, today=AS_OF)
    assert (changed.then, changed.now) == (4400, 3900)
    assert parts(changed) == {"How many: 44 to 26": pytest.approx(-2250), "How large each is": pytest.approx(1750)}


def test_mean_then_by_groups_as_a_rate():
    assert parts(what_changed(TWO_YEARS, "average_deal_size", YEAR, today=AS_OF)) == {
        "SMB": pytest.approx(50 * (40 / 44 + 10 / 26) / 2),
        "Large": pytest.approx(50 * (4 / 44 + 16 / 26) / 2),
    }


def test_many_groups_then_the_lightest_as_one():
    many = {f"S{place:02}": (place, 12 + place) for place in range(11)}
    changed = what_changed(company(deals(BEFORE, **many), deals(NOW, **many)), "win_rate", YEAR, today=AS_OF)
    assert parts(changed) == {}
    other = {key: (0, n) for key, (_, n) in many.items()}
    changed = what_changed(company(deals(BEFORE, **many), deals(NOW, **other)), "win_rate", YEAR, today=AS_OF)
    assert "others (4)" in parts(changed)
    assert len(changed.parts) == 8


def test_rival_that_counts_then_its_parts():
    changed = what_changed(TWO_YEARS, "win_rate", YEAR, definition="new_business", today=AS_OF)
    assert changed is None
    changed = what_changed(TWO_YEARS, "win_rate", YEAR, definition="won_over_created", today=AS_OF)
    assert changed.now == pytest.approx(0.26)


@pytest.mark.parametrize("key", ["time_to_close_days", "win_loss_ratio", "open_pipeline", "revenue_growth"])
def test_number_that_does_not_split_then_none(key: str):
    assert what_changed(TWO_YEARS, key, YEAR, today=AS_OF) is None


def test_whole_file_then_none():
    window = Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True)
    assert what_changed(TWO_YEARS, "win_rate", window, today=AS_OF) is None


SUBSCRIPTIONS = dataset(
    subscriptions=[
        {"customer": "Steady", "started_on": "2024-01-10", "mrr": 100.0},
        {"customer": "Gone", "started_on": "2024-01-10", "ended_on": "2025-09-20", "mrr": 70.0},
        {"customer": "Grown", "started_on": "2024-01-10", "ended_on": "2026-02-01", "mrr": 40.0},
        {"customer": "Grown", "started_on": "2026-02-01", "mrr": 65.0},
        {"customer": "New", "started_on": "2026-03-15", "mrr": 30.0},
        {"customer": "Late June", "started_on": "2025-06-20", "mrr": 11.0},
    ]
)


def test_recurring_revenue_then_by_movements():
    changed = what_changed(SUBSCRIPTIONS, "mrr", YEAR, today=AS_OF)
    assert (changed.then, changed.now) == (221, 206)
    assert parts(changed) == {"New": 30, "Expansion": 25, "Churn": -70}


def test_recurring_revenue_of_a_year_then_twelve_times_the_movements():
    changed = what_changed(SUBSCRIPTIONS, "arr", YEAR, today=AS_OF)
    assert parts(changed) == {"New": 360, "Expansion": 300, "Churn": -840}


def test_period_that_begins_within_a_month_then_the_rest_of_it_is_a_part():
    window = Window(as_of=date(2026, 6, 15), since=date(2025, 6, 16), until=date(2026, 6, 15))
    changed = what_changed(SUBSCRIPTIONS, "mrr", window, today=AS_OF)
    assert (changed.then, changed.now) == (210, 206)
    assert parts(changed) == {"New": 30, "Expansion": 25, "Rest of 2025-06": 11, "Churn": -70}


@pytest.mark.parametrize("against", list(Comparison))
def test_parts_begin_and_end_at_the_numbers_of_the_readings(against: Comparison):
    quarter = Window(as_of=AS_OF, since=date(2026, 4, 1), until=AS_OF)
    for key in ("mrr", "customer_count", "net_revenue_retention"):
        changed = what_changed(SUBSCRIPTIONS, key, quarter, against, today=AS_OF)
        if changed is not None:
            parts(changed)
            assert changed.now == measure(SUBSCRIPTIONS, keys=[key], window=quarter, today=AS_OF)[key].value
