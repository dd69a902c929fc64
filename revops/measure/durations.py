"""Days until something happens: shares by a horizon, medians freed from what has not ended yet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from revops.fold import Group
from revops.measure.estimate import Beside, Estimate, Task
from revops.statistics.means import PowerSums, hall
from revops.statistics.middles import median_of
from revops.statistics.shares import wilson
from revops.statistics.survival import DayCount, aalen_johansen, kaplan_meier, restricted_mean
from revops.statistics.typical import conditional_median
from revops.vocabulary import Unit

HORIZON = 0.95
"""By the age at which this share of all ended cases had ended, a case counts as decided."""


def time_to_event(task: Task) -> Estimate:
    """The share to which it happened by the horizon, the median of those to which it happens, or the mean."""
    counts = day_counts(task.group)
    n = sum(count for _, _, count in counts)
    if not any(outcome is not None for _, outcome, _ in counts):
        return Estimate(n=0 if task.metric.estimate == "usual" else n)
    if task.metric.estimate == "incidence":
        return _incidence(task, counts, n)
    if task.metric.estimate == "restricted_mean":
        return _restricted_mean(task, counts, n)
    return _median(task, counts, n)


def day_counts(group: Group) -> list[DayCount]:
    """Cases by day and outcome; days below 0 are mistakes of the file and set aside."""
    return [
        (int(days), outcome, int(sums[0])) for (days, outcome), sums in group.counts if days is not None and days >= 0
    ]


def horizon_of(group: Group) -> int | None:
    """The age by which 95 of 100 ended cases had ended; None where none has."""
    ended = sorted((day, count) for day, outcome, count in day_counts(group) if outcome is not None)
    if not ended:
        return None
    days, numbers = np.array([day for day, _ in ended]), np.array([count for _, count in ended])
    return int(days[np.searchsorted(numbers.cumsum(), math.ceil(HORIZON * int(numbers.sum())))])


def _incidence(task: Task, counts: Sequence[DayCount], n: int) -> Estimate:
    horizon = task.horizon or 0
    event = task.metric.event
    curve = aalen_johansen(counts, event)
    if curve.last_day < horizon and any(outcome is None for _, outcome, _ in counts):
        return Estimate(n=n, is_unripe=True)
    share = curve.at(horizon)
    happened = _total(counts, {event})
    ended = n - _total(counts, {None})
    beside = {
        "horizon_days": Beside(horizon, Unit.DAYS, n),
        f"{event}_of_decided": Beside(happened / ended, Unit.SHARE, ended, wilson(happened, ended)),
        f"{event}_of_all": Beside(happened / n, Unit.SHARE, n, wilson(happened, n)),
    }
    return Estimate(
        n=n,
        value=share.value,
        interval=share.interval,
        beside=beside if task.is_whole else {},
        notes=(_why_different(horizon, n - ended),) if n > ended else (),
    )


def _why_different(horizon: int, running: int) -> str:
    return (
        f"Followed until day {horizon}. {running:,} still open, neither won nor lost yet: leaving these out counts "
        "the quick endings of a growing pipeline too often, and counting them as not won judges them too early."
    )


def _restricted_mean(task: Task, counts: Sequence[DayCount], n: int) -> Estimate:
    mean = restricted_mean(kaplan_meier(counts), max(task.horizon or 0, 1))
    return Estimate(n=n, value=mean.value, interval=mean.interval)


def _median(task: Task, counts: Sequence[DayCount], n: int) -> Estimate:
    """Median days of those to which it happens, each weighted for the equally old that were not seen to the end."""
    event = task.metric.event
    found = conditional_median(counts, event)
    if found is None:
        return Estimate(n=0)
    beside = {**_seen(counts, task.metric.unit), "mean_of_all": _lifetime(task, counts)} if task.is_whole else {}
    running = _total(counts, {None})
    note = (
        f"{running:,} still open, followed as far as the data go; without these, long durations are missed and the "
        "number comes out too short."
    )
    return Estimate(
        n=_total(counts, {event}),
        value=found.value,
        interval=found.interval,
        beside=beside,
        notes=(note,) if running else (),
    )


def _lifetime(task: Task, counts: Sequence[DayCount]) -> Beside:
    """Mean until a case ends either way, those still running followed; the longest count up to the horizon."""
    mean = restricted_mean(kaplan_meier(counts), max(task.horizon or 0, 1))
    return Beside(mean.value, task.metric.unit, sum(count for _, _, count in counts), mean.interval)


def _seen(counts: Sequence[DayCount], unit: Unit) -> dict[str, Beside]:
    """Mean and median of the days seen so far, by outcome: "median_of_won"."""
    beside: dict[str, Beside] = {}
    for outcome in sorted({how for _, how, _ in counts if how is not None}, reverse=True):
        days = {day: float(count) for day, how, count in counts if how == outcome}
        whole = middle_of_days(days, unit)
        beside[f"median_of_{outcome}"] = Beside(whole.value or 0.0, unit, whole.n, whole.interval)
        beside[f"mean_of_{outcome}"] = whole.beside["mean"]
    return beside


def _total(counts: Sequence[DayCount], outcomes: set[str | None]) -> int:
    return sum(count for _, outcome, count in counts if outcome in outcomes)


def middle_of_days(counts: Mapping[int, float], unit: Unit = Unit.DAYS) -> Estimate:
    """Median and, beside it, mean of whole days, or other whole units, from how often each occurs."""
    found = median_of({float(day): int(count) for day, count in counts.items()})
    if found is None:
        return Estimate(n=0)
    sums = power_sums(counts)
    mean = Beside((sums.mean or 0.0), unit, sums.n, hall(sums, floor=0.0))
    return Estimate(n=found.n, value=found.value, interval=found.interval, beside={"mean": mean})


def power_sums(counts: Mapping[int, float]) -> PowerSums:
    """Sums of powers of values given by how often each occurs."""
    values = np.array(list(counts), dtype=np.float64)
    numbers = np.array(list(counts.values()), dtype=np.float64)
    return PowerSums(int(numbers.sum()), *(float((numbers * values**power).sum()) for power in (1, 2, 3)))
