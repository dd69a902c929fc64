"""A file that ends before the days looked at says nothing of them, not 0."""

from __future__ import annotations

from builders import dataset

from revops.measure import measure
from revops.reading import Reading

RUNNING = [{"customer": "Ada", "started_on": "2019-06-05", "mrr": 10.0}]


def bookings(*days: str, **others: list[dict[str, object]]) -> Reading:
    deals = [
        {"deal_id": f"D{place}", "outcome": "won", "closed_on": day, "amount": 5.0} for place, day in enumerate(days)
    ]
    return measure(dataset(deals=deals, **others), keys=["annual_bookings"])["annual_bookings"]


def test_deals_end_before_the_window_begins_then_bookings_are_unknown():
    found = bookings("2017-12-30", "2017-12-31", subscriptions=RUNNING)
    assert found.value is None
    assert found.reason == (
        "The deals end on 2017-12-31, so nothing is known of what happened from 2018-06-06 to 2019-06-05. "
        "Add newer files, or choose earlier days."
    )


def test_deals_end_well_inside_the_window_then_it_is_told():
    found = bookings("2018-12-30", "2018-12-31", subscriptions=RUNNING)
    assert found.value == 10.0
    assert "The deals end on 2018-12-31: what happened from then to 2019-06-05 is not in this number." in found.notes


def test_deals_reach_to_the_end_then_nothing_is_told():
    found = bookings("2019-05-20", "2019-05-27", subscriptions=RUNNING)
    assert not any("end on" in note for note in found.notes)


def test_deals_opened_in_the_window_and_none_won_then_bookings_are_0():
    deals = [
        {"deal_id": "D1", "outcome": "won", "opened_on": "2016-01-01", "closed_on": "2016-02-01", "amount": 5.0},
        {"deal_id": "D2", "outcome": "open", "opened_on": "2019-06-01", "amount": 5.0},
    ]
    found = measure(dataset(deals=deals), keys=["annual_bookings"])["annual_bookings"]
    assert found.value == 0.0
