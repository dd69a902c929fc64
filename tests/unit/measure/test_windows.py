"""Which days are looked at, and which months are cut off."""

from __future__ import annotations

from datetime import date

import pytest
from builders import dataset

from revops.dataset import EMPTY
from revops.errors import ChoiceError
from revops.measure import default_window, measure
from revops.measure.source import months
from revops.measure.windows import Edges, about_window, year_before
from revops.vocabulary import Slice
from revops.window import Window

TODAY = date(2026, 7, 15)


def deals(*closed_on: str):
    return dataset(deals=[{"outcome": "won", "closed_on": day} for day in closed_on])


def test_window_by_default_then_twelve_months_to_the_last_event():
    window = default_window(deals("2024-01-05", "2026-06-28"), today=TODAY)
    assert window == Window(as_of=date(2026, 6, 28), since=date(2025, 6, 29), until=date(2026, 6, 28))


def test_window_with_events_after_today_then_they_are_not_seen():
    assert default_window(deals("2026-06-28", "2031-01-01"), today=TODAY).as_of == date(2026, 6, 28)


def test_window_with_expected_dates_then_they_are_no_events():
    data = dataset(deals=[{"opened_on": "2026-01-05", "expected_close_on": "2026-07-01"}])
    assert default_window(data, today=TODAY).as_of == date(2026, 1, 5)


def test_window_of_all_time_then_from_the_beginning():
    window = default_window(deals("2024-01-05", "2026-06-28"), today=TODAY, all_time=True)
    assert window == Window(as_of=date(2026, 6, 28), since=None, until=date(2026, 6, 28), all_time=True)


def test_window_without_dates_then_undated():
    assert default_window(EMPTY, today=TODAY).is_undated


def test_window_that_ends_before_it_begins_then_refused():
    with pytest.raises(ChoiceError, match="before it begins"):
        default_window(EMPTY, since=date(2026, 2, 1), until=date(2026, 1, 1))


def test_window_of_days_and_all_time_then_refused():
    with pytest.raises(ChoiceError, match="whole file"):
        default_window(EMPTY, since=date(2026, 2, 1), all_time=True)


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        ("2026-06-30", "2025-07-01"),
        ("2024-02-29", "2023-03-01"),
        ("2025-02-28", "2024-03-01"),
        ("2024-02-28", "2023-02-28"),
    ],
)
def test_year_before_then_twelve_months_to_the_day(end: str, begin: str):
    assert year_before(date.fromisoformat(end)) == date.fromisoformat(begin)


def test_month_cut_by_working_days_then_partial():
    edges = Edges(date(2026, 1, 1), date(2026, 6, 28))
    assert edges.cut(date(2026, 6, 1), date(2026, 6, 30))


def test_month_that_lacks_a_weekend_then_whole():
    friday = date(2026, 5, 29)
    assert not Edges(date(2026, 1, 1), friday).cut(date(2026, 5, 1), date(2026, 5, 31))


def test_partial_months_then_marked_in_the_breakdown():
    days = ("2026-03-16", "2026-04-10", "2026-05-29", "2026-06-10")
    data = dataset(deals=[{"outcome": "lost", "closed_on": day} for day in days] + [{}])
    pieces = measure(data, keys=["win_rate"], today=TODAY)["win_rate"].by[Slice.MONTH]
    assert [piece.partial for piece in pieces] == [True, False, False, True]


def test_months_then_whole_calendar_months_up_to_the_day_of_the_data():
    table = months(date(2026, 1, 10), Window(as_of=date(2026, 3, 5), since=None, until=date(2026, 3, 5)))
    assert table["month_end"].to_pylist() == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert table["is_partial"].to_pylist() == [True, False, True]


def test_date_mistyped_by_centuries_then_months_stay_few():
    table = months(date(1026, 1, 10), Window(as_of=date(2026, 3, 5), since=None, until=date(2026, 3, 5)))
    assert table.num_rows == 360


def test_about_window_without_any_date_then_there_are_no_trends():
    data = dataset(deals=[{"outcome": "won"}])
    said = about_window(data, default_window(data, today=TODAY), TODAY)
    assert said == ("The files carry no dates: everything is one period, and there are no trends.",)


def test_about_window_with_every_date_to_come_then_names_the_first_and_today():
    data = deals("2030-02-03", "2031-01-01")
    said = about_window(data, default_window(data, today=TODAY), TODAY)
    assert said == (
        "Every date in the files is still to come, the first on 2030-02-03, seen from today, 2026-07-15: "
        "everything is one period, and there are no trends. Check the years.",
    )


def test_about_window_without_files_says_nothing():
    assert about_window(EMPTY, default_window(EMPTY, today=TODAY), TODAY) == ()


def test_about_window_that_begins_long_before_the_files_then_it_is_partly_covered():
    data = deals("2026-03-05", "2026-06-28")
    said = about_window(data, default_window(data, today=TODAY), TODAY)
    assert said == ("The files begin on 2026-03-05, so the period is only partly covered.",)
