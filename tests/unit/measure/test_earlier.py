"""Which earlier period a window is held against."""

from datetime import date

import pytest

from revops.measure.earlier import earlier, whole_months, why_none
from revops.vocabulary import Comparison
from revops.window import Window

PREVIOUS, YEAR, LAST = Comparison


def window(since: str | None, until: str, as_of: str | None = None) -> Window:
    first = date.fromisoformat(since) if since else None
    last = date.fromisoformat(until)
    return Window(as_of=date.fromisoformat(as_of) if as_of else last, since=first, until=last, all_time=first is None)


@pytest.mark.parametrize(
    ("since", "until", "since_then", "until_then"),
    [
        ("2025-07-01", "2026-06-30", "2024-07-01", "2025-06-30"),
        ("2025-06-29", "2026-06-28", "2024-06-29", "2025-06-28"),
        ("2026-04-01", "2026-06-30", "2026-01-01", "2026-03-31"),
        ("2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"),
        ("2026-06-01", "2026-06-10", "2026-05-22", "2026-05-31"),
        ("2023-02-28", "2024-02-28", "2022-02-28", "2023-02-27"),
        ("2024-03-01", "2025-02-28", "2023-03-01", "2024-02-29"),
    ],
)
def test_previous_period_then_as_long_and_right_before(since: str, until: str, since_then: str, until_then: str):
    assert earlier(window(since, until), PREVIOUS) == window(since_then, until_then)


@pytest.mark.parametrize(
    ("since", "until", "since_then", "until_then"),
    [
        ("2026-04-01", "2026-06-30", "2025-04-01", "2025-06-30"),
        ("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"),
        ("2026-06-01", "2026-06-10", "2025-06-01", "2025-06-10"),
    ],
)
def test_same_period_last_year_then_the_same_days(since: str, until: str, since_then: str, until_then: str):
    assert earlier(window(since, until), YEAR) == window(since_then, until_then)


def test_earlier_window_then_seen_from_as_long_after_its_end():
    found = earlier(window("2026-01-01", "2026-03-31", as_of="2026-06-30"), PREVIOUS)
    assert found == window("2025-10-01", "2025-12-31", as_of="2026-03-31")


def test_window_longer_than_a_year_then_not_held_against_last_year():
    long = window("2024-01-01", "2026-06-30")
    assert earlier(long, YEAR) is None
    assert "share days" in why_none(long, YEAR)


def test_all_time_then_nothing_lies_before():
    assert earlier(window(None, "2026-06-30"), PREVIOUS) is None
    assert "whole file" in why_none(window(None, "2026-06-30"), PREVIOUS)


def test_files_without_dates_then_nothing_to_compare_with():
    undated = Window(as_of=None, since=None, until=None)
    assert earlier(undated, YEAR) is None
    assert "no dates" in why_none(undated, YEAR)


@pytest.mark.parametrize(
    ("since", "until", "count"), [("2026-01-01", "2026-03-31", 3), ("2026-01-01", "2026-03-30", 0)]
)
def test_whole_months_then_counted(since: str, until: str, count: int):
    assert whole_months(date.fromisoformat(since), date.fromisoformat(until)) == count


def test_against_an_assessment_then_no_period_since_it_has_days_of_its_own():
    assert earlier(Window(as_of=date(2026, 6, 30), since=date(2025, 7, 1), until=date(2026, 6, 30)), LAST) is None
