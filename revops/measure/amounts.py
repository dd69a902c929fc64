"""Shares, odds, totals, means and medians from a few sums."""

from __future__ import annotations

import math
from collections.abc import Iterable

from revops.fold import Group
from revops.measure.durations import middle_of_days
from revops.measure.estimate import Beside, Estimate, Part, Task
from revops.measure.ratios import share_of_wholes
from revops.statistics.categories import goodman
from revops.statistics.interval import Interval
from revops.statistics.means import PowerSums, hall
from revops.statistics.shares import kish_n, odds, wilson
from revops.statistics.spread import beta_binomial_spread
from revops.vocabulary import Unit

TOP = 5


def share(task: Task) -> Estimate:
    """Part of whole: of rows, of amounts, or of the fields of records."""
    if {"whole", "cluster"} & set(task.read.outputs):
        return share_of_wholes(task)
    n, _, part = _numbers(task.group, 3)
    if not n:
        return Estimate(n=0)
    return Estimate(n=int(n), value=part / n, interval=wilson(part, n), put_in=task.put_in(part, n))


def odds_of(task: Task) -> Estimate:
    """Won for each lost; without a loss there is no number, only a lower end."""
    n, _, won = _numbers(task.group, 3)
    if not n or won == n:
        return Estimate(n=int(n))
    put_in = task.put_in(won, n - won)
    return Estimate(n=int(n), value=won / (n - won), interval=odds(won, n), put_in=put_in)


def total(task: Task) -> Estimate:
    """A sum over everything counted; beside it how much the largest bring."""
    n, rows, value = _numbers(task.group, 3)
    if not n and (rows or not task.is_covered):
        return Estimate(n=0)
    top = [item for item in (task.group.sums[3] if task.group.sums else None) or [] if item is not None]
    is_split = task.is_whole and task.metric.unit.is_money and value > 0
    beside = {
        f"top_{count}_share": Beside(min(1.0, math.fsum(top[:count]) / value), Unit.SHARE, int(n), is_census=True)
        for count in (1, TOP)
        if is_split and n > count
    }
    return Estimate(n=int(n), value=value, beside=beside)


def largest_share(task: Task) -> Estimate:
    """What the largest brings of a sum over everything counted, with the five largest beside it."""
    whole = total(task)
    n, value = whole.n, whole.value or 0
    if value <= 0:
        return Estimate(n=n)
    top = sorted((item or 0 for item in task.group.sums[3]), reverse=True)
    five = Beside(min(1.0, math.fsum(top[:TOP]) / value), Unit.SHARE, n, is_census=True)
    beside = {f"top_{TOP}_share": five} if task.is_whole else {}
    return Estimate(n=n, value=min(1.0, top[0] / value), beside=beside, put_in=task.put_in(top[0], value))


def mean(task: Task) -> Estimate:
    """The mean, with the median and the share of the largest beside it."""
    sums = _power_sums(task.group)
    if sums.mean is None:
        return Estimate(n=0)
    beside: dict[str, Beside] = {}
    if task.middle:
        beside["median"] = Beside(task.middle.value, task.metric.unit, task.middle.n, task.middle.interval)
    if task.is_whole and sums.s1 > 0:
        beside["top_1_share"] = Beside(float(task.group.sums[5]) / sums.s1, Unit.SHARE, sums.n, is_census=True)
    put_in = task.put_in(sums.s1, sums.n)
    return Estimate(n=sums.n, value=sums.mean, interval=_around(sums, task), beside=beside, put_in=put_in)


def middle(task: Task) -> Estimate:
    """The median, with the mean beside it."""
    if task.metric.unit is Unit.DAYS:
        days = {int(key[0]): sums[0] for key, sums in task.group.counts if key[0] is not None and key[0] >= 0}
        return middle_of_days(days)
    sums = _power_sums(task.group)
    if task.middle is None or sums.mean is None:
        return Estimate(n=0)
    beside = {"mean": Beside(sums.mean, task.metric.unit, sums.n, _around(sums, task))}
    return Estimate(n=sums.n, value=task.middle.value, interval=task.middle.interval, beside=beside)


def _around(sums: PowerSums, task: Task) -> Interval | None:
    return hall(sums, floor=task.metric.floor)


def distribution(task: Task) -> Estimate:
    """Share of each category; the headline is the largest."""
    counted = {str(key[0] or ""): _floats(sums) for key, sums in task.group.counts if sums[0]}
    whole = math.fsum(sums[2] for sums in counted.values())
    if whole <= 0:
        return Estimate(n=0)
    effective = kish_n(whole, math.fsum(sums[3] for sums in counted.values()))
    ranges = goodman([sums[2] / whole * effective for sums in counted.values()])
    parts = [
        Part(key, sums[2] / whole, int(sums[0]), interval)
        for (key, sums), interval in zip(counted.items(), ranges, strict=True)
    ]
    parts.sort(key=lambda part: (-part.value, part.key))
    n = sum(part.n for part in parts)
    notes = _stands_for(task, parts[0].key or "blank")
    first, put_in = parts[0], task.put_in(parts[0].value * whole, whole)
    return Estimate(n=n, value=first.value, interval=first.interval, parts=tuple(parts), notes=notes, put_in=put_in)


def spread(task: Task) -> Estimate:
    """How far rates differ between categories, freed from chance."""
    counts = [(int(sums[2] or 0), int(sums[0])) for _, sums in task.group.counts if sums[0]]
    found = beta_binomial_spread([won for won, _ in counts], [tried for _, tried in counts])
    n = sum(tried for _, tried in counts)
    if found is None:
        return Estimate(n=n)
    beside = {"compared": Beside(len(counts), Unit.COUNT, len(counts), is_census=True)}
    return Estimate(n=n, value=found.value, interval=found.interval, beside=beside)


def series(task: Task) -> Estimate:
    """Sums by month and category; the headline is the sum of all of them."""
    lines = sorted((key, _floats(sums)) for key, sums in task.group.counts if key[0] and key[1] is not None)
    parts = tuple(Part(f"{key[0]:%Y-%m} {key[1]}", sums[2], int(sums[0])) for key, sums in lines)
    n, value = sum(part.n for part in parts), math.fsum(part.value for part in parts)
    return Estimate(n=n, value=value, parts=parts, notes=_stands_for(task, ""))


def _stands_for(task: Task, category: str) -> tuple[str, ...]:
    """What the one number is, where several are given."""
    return (task.metric.stands_for.format(category=category),) if task.metric.stands_for else ()


def _power_sums(group: Group) -> PowerSums:
    n, _, s1, s2, s3 = _numbers(group, 5)
    return PowerSums(int(n), s1, s2, s3)


def _numbers(group: Group, count: int) -> tuple[float, ...]:
    return _floats(group.sums[:count]) if group.sums else (0.0,) * count


def _floats(values: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(float(value or 0) for value in values)
