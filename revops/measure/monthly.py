"""What months in a row say together: how they rise or fall, and how far they scatter."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from statistics import median

from revops.fold import Group
from revops.measure.estimate import Beside, Estimate, Part, Task
from revops.statistics.interval import Interval
from revops.statistics.trend import scatter, theil_sen
from revops.vocabulary import Slice, Unit

TOO_SHORT: Mapping[str, tuple[Slice, ...]] = {
    "slope": (Slice.MONTH, Slice.QUARTER, Slice.COHORT),
    "steadiness": (Slice.MONTH, Slice.QUARTER),
}
"""Breakdowns whose groups hold too few months, by estimate: one month alone neither rises nor scatters."""


def slope(task: Task) -> Estimate:
    """Change from each month to the next; a month without a row between others counts as 0."""
    months = _sums(task)
    values = [sum(value for _, value in counted) for counted in months.values()]
    line = theil_sen(values)
    parts = tuple(_parts(months))
    if line is None:
        return Estimate(n=len(values), parts=parts)
    beside = {"typical_month": Beside(float(median(values)), Unit.COUNT, len(values))}
    notes = (task.metric.stands_for,)
    return Estimate(n=len(values), value=line.slope, interval=line.interval, beside=beside, parts=parts, notes=notes)


def steadiness(task: Task) -> Estimate:
    """1 less the standard deviation of the months around their own line, each as a share of what the line says."""
    amounts = list(_parts(_sums(task)))
    values = [one.value for one in amounts]
    found = scatter([math.log(value) for value in values]) if min(values, default=0) > 0 else None
    if found is None:
        return Estimate(n=len(values))
    parts = tuple(replace(one, value=math.exp(off)) for one, off in zip(amounts, found.off, strict=True))
    interval = Interval(max(0.0, 1 - found.interval.high), max(0.0, 1 - found.interval.low))
    notes = (task.metric.stands_for,)
    return Estimate(n=len(values), value=max(0.0, 1 - found.value), interval=interval, parts=parts, notes=notes)


def months_of(group: Group) -> tuple[date, ...]:
    """First days of all months from the first to the last that has a row."""
    found = sorted({key[0] for key, _ in group.counts if key[0] is not None})
    return tuple(_from_to(found[0], found[-1])) if found else ()


def _from_to(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _sums(task: Task) -> dict[date, list[tuple[int, float]]]:
    """Rows and sum of every category, by month; of all months that the metric's rows span."""
    found: dict[date, list[tuple[int, float]]] = defaultdict(list)
    for key, sums in task.group.counts:
        if key[0] is not None:
            found[key[0]].append((int(sums[0]), float(sums[2] or 0)))
    return {month: found[month] for month in task.months}


def _parts(months: dict[date, list[tuple[int, float]]]) -> Iterator[Part]:
    for month, counted in months.items():
        yield Part(f"{month:%Y-%m}", sum(value for _, value in counted), sum(rows for rows, _ in counted))
