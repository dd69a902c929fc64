"""The period that a window is held against: the one before it, or the same a year earlier."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from revops.vocabulary import Comparison
from revops.window import Window

A_DAY = timedelta(days=1)
A_YEAR = 12


def earlier(window: Window, against: Comparison) -> Window | None:
    """The window to compare with, seen from as long after its end as the window itself is.

    A window of whole months, such as the twelve up to any day, moves by whole months; any other by its days.

    Args:
        window: The days looked at.
        against: Which earlier period.

    Returns:
        None where nothing lies before the window, where the two would share days, or against an earlier assessment,
        which has days of its own.
    """
    if window.since is None or window.until is None or window.as_of is None or against is Comparison.LAST:
        return None
    move = _back(A_YEAR) if against is Comparison.YEAR else _by_its_length(window.since, window.until)
    until = _moved_end(window.until, move)
    if until >= window.since:
        return None
    return Window(as_of=_moved_end(window.as_of, move), since=move(window.since), until=until)


def why_none(window: Window, against: Comparison) -> str:
    """Why there is no period to compare with."""
    if window.is_undated:
        return "The files carry no dates, so there is no earlier period to compare with."
    if window.since is None or against is Comparison.PREVIOUS:
        return "The whole file is one period; nothing lies before it. Choose a period to compare."
    return "The period is longer than a year and would share days with the same one a year earlier."


def called(window: Window, against: Comparison) -> str:
    """What people call the earlier period: "the 12 months before"."""
    if against is Comparison.LAST:
        return "your last assessment"
    if against is Comparison.YEAR:
        return "the same period a year before"
    if window.since is None or window.until is None:
        return "the period before"
    months, days = whole_months(window.since, window.until), (window.until - window.since).days + 1
    length, unit = (months, "month") if months else (days, "day")
    return f"the {unit} before" if length == 1 else f"the {length:,} {unit}s before"


def whole_months(since: date, until: date) -> int:
    """How many whole months a window is long; 0 where it is none."""
    after = until + A_DAY
    count = (after.year - since.year) * 12 + after.month - since.month
    return count if count > 0 and months_before(after, count) == since else 0


def months_before(day: date, count: int) -> date:
    """The same day of the month so many months earlier, or the last there is."""
    month = day.year * 12 + day.month - 1 - count
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _by_its_length(since: date, until: date) -> Callable[[date], date]:
    months = whole_months(since, until)
    if months:
        return _back(months)
    days = (until - since) + A_DAY
    return lambda day: day - days


def _back(months: int) -> Callable[[date], date]:
    return lambda day: months_before(day, months)


def _moved_end(day: date, move: Callable[[date], date]) -> date:
    """A last day moves with the day after it, so that month ends stay month ends."""
    return move(day + A_DAY) - A_DAY
