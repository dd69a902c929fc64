"""Then and now of a recommendation, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from revops.assessment import Assessment
from revops.charts.changes import told
from revops.charts.figures import Figures
from revops.diagnostic.result import Diagnosis
from revops.metrics import METRICS

NOTHING_MOVED = "No number moved by more than noise since."


def answer_since(figures: Figures, then: Diagnosis, now: Diagnosis, day: date) -> str:
    """What the answer was and what it is, with how often each came out.

    Args:
        figures: Writes the numbers.
        then: Of the earlier assessment.
        now: Of this one.
        day: The day the earlier one was seen from.
    """
    was, found = then.recommendation, now.recommendation
    share, at = figures.percent(was.firmness), figures.percent(found.firmness)
    if was.outcome is found.outcome:
        return (
            f"Seen from {figures.day(day)} the answer was the same, {found.outcome.label}: its likeliest outcome came "
            f"out in {share} of all variations then, in {at} now."
        )
    return (
        f"Seen from {figures.day(day)} the answer was {was.outcome.label} ({share} of all variations at "
        f"{was.leading.label}); now it is {found.outcome.label} ({at} at {found.leading.label})."
    )


def moved_since(figures: Figures, found: Assessment) -> Iterator[str]:
    """Each number that moved by more than noise, with by how much."""
    for key in found.beyond_noise:
        yield number_since(figures, found, key)


def number_since(figures: Figures, found: Assessment, key: str) -> str:
    """A number then and now in a sentence; empty where nothing can be compared."""
    change, reading = found.changes.get(key), found.readings.get(key)
    if change is None or reading is None or change.value is None or found.against is None:
        return ""
    then, now = (figures.value(value, reading.unit, reading.currency) for value in (change.value, reading.value or 0.0))
    says = told(figures, reading, change, found.window, found.against)
    return f"{METRICS[key].label}: {then} then, {now} now; {says}." if says else ""
