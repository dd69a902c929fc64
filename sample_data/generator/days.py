"""Days and months."""

from __future__ import annotations

from datetime import date, timedelta


def month_start(day: date, plus: int = 0) -> date:
    """First day of the day's month, or of one so many months later."""
    months = day.year * 12 + day.month - 1 + plus
    return date(months // 12, months % 12 + 1, 1)


def month_end(day: date) -> date:
    """Last day of the day's month."""
    return month_start(day, 1) - timedelta(days=1)


def months_between(first: date, last: date) -> list[date]:
    """First days of all months from the one to the other, both included."""
    start = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, end)]
