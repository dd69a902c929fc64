"""Numbers of earlier assessments, each with the days it looked at, so that later ones can be held against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from revops.reading import Reading
from revops.vocabulary import Comparison

MOST_KEPT: Final = 260
"""Assessments that a history holds: five years of weeks; the oldest go first."""
NO_EARLIER: Final = "There is no earlier assessment to compare with: save this one, and open it with the next files."
NOT_EARLIER: Final = (
    "The saved assessment is seen from {saved} and these files from {day}, which is no later: it lies not before them, "
    "so it cannot be what they are held against."
)


@dataclass(frozen=True, kw_only=True)
class DatedReadings:
    """What was known of a company on a day.

    Attributes:
        as_of: The day the data were seen from.
        since: First day looked at; None for all up to `until`.
        until: Last day looked at.
        readings: The numbers that had a value, by key, without their breakdowns.
        ways: How each was counted, as a fingerprint; numbers counted in two ways are not compared.
    """

    as_of: date
    since: date | None
    until: date
    readings: Mapping[str, Reading] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)


def last_before(history: Sequence[DatedReadings], day: date | None) -> DatedReadings | None:
    """The latest assessment seen from an earlier day; None where there is none."""
    earlier = [entry for entry in history if day is not None and entry.as_of < day]
    return max(earlier, key=lambda entry: entry.as_of, default=None)


def why_none_before(history: Sequence[DatedReadings], day: date | None) -> str:
    """Why no earlier assessment is there to hold numbers against.

    Args:
        history: Assessments that are known of the company.
        day: The day its numbers are seen from now.
    """
    if not history or day is None:
        return NO_EARLIER
    return NOT_EARLIER.format(saved=max(entry.as_of for entry in history), day=day)


def held_against(asked: Comparison, last: DatedReadings | None) -> Comparison:
    """What numbers are held against: the period before them where no earlier assessment is there to be it."""
    return Comparison.PREVIOUS if asked is Comparison.LAST and last is None else asked


def numbers_before(
    history: Sequence[DatedReadings], day: date | None, now: Reading, way: str
) -> tuple[tuple[date, Reading], ...]:
    """What a number was in earlier assessments, the oldest first; only where it was counted as it is now.

    Args:
        history: Earlier assessments.
        day: The day the number is seen from.
        now: The number.
        way: How it is counted, as in `DatedReadings.ways`.
    """
    earlier = [entry for entry in history if day is not None and entry.as_of < day and now.key in entry.readings]
    alike = [(entry.as_of, entry.readings[now.key]) for entry in earlier if entry.ways.get(now.key) == way]
    return tuple((seen, then) for seen, then in alike if (then.unit, then.currency) == (now.unit, now.currency))


def with_newer(history: Sequence[DatedReadings], entry: DatedReadings | None) -> tuple[DatedReadings, ...]:
    """The history with one assessment more, in the order of their days; one of the same day gives way."""
    if entry is None:
        return tuple(history)
    others = [each for each in history if each.as_of != entry.as_of]
    return tuple(sorted([*others, entry], key=lambda each: each.as_of)[-MOST_KEPT:])
