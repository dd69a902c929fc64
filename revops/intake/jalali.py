"""The Persian (Jalali) calendar, by the arithmetic of its 33-year cycle."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 1340, 1425
"""Years that are read as Jalali, 1961 to 2047; later ones are as likely those of the Islamic lunar calendar."""
_KNOWN_YEAR, _KNOWN_DAY = 1340, date(1961, 3, 21)
_LONG_MONTHS = 6


def is_jalali_year(year: int) -> bool:
    """Whether a year says that its date is of the Persian calendar."""
    return FIRST_YEAR <= year <= LAST_YEAR


def is_leap(year: int) -> bool:
    """Whether the last month of a Jalali year has 30 days."""
    return (25 * year + 11) % 33 < 8


def gregorian(year: int, month: int, day: int) -> date | None:
    """The same day in the calendar that the rest of the world uses; None where there is no such day.

    Args:
        year: Jalali year, `FIRST_YEAR` to `LAST_YEAR`.
        month: 1 (Farvardin) to 12 (Esfand).
        day: Day of the month.
    """
    if not (is_jalali_year(year) and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    days_before = 31 * min(month - 1, _LONG_MONTHS) + 30 * max(0, month - 1 - _LONG_MONTHS)
    return _new_year(year) + timedelta(days=days_before + day - 1)


def _length(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


@cache
def _new_year(year: int) -> date:
    """The day of the first of Farvardin."""
    passed = range(_KNOWN_YEAR, year)
    return _KNOWN_DAY + timedelta(days=365 * len(passed) + sum(map(is_leap, passed)))
