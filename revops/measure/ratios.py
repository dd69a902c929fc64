"""Sums over sums: shares of amounts and ratios, also of rows that are not independent of each other."""

from __future__ import annotations

from collections.abc import Sequence

from revops.fold import Group
from revops.measure.estimate import Beside, Estimate, Task
from revops.statistics.counts import count_interval
from revops.statistics.interval import Interval
from revops.statistics.means import PowerSums, hall
from revops.statistics.ratios import RatioSums, gross_retention, net_retention, rate, ratio_t
from revops.statistics.shares import share_of_amounts, share_of_clusters, wilson
from revops.vocabulary import Entity, Unit

SUMS = 7
"""Sums of a pair of numbers that leave the engine; behind them the times that a rate counts, and its gains."""


def ratio(task: Task) -> Estimate:
    """Sum over sum, and as often as the rows say it counts; retention of customers has intervals of its own."""
    sums = _whole(task.group)
    if sums.value is None:
        return Estimate(n=sums.n)
    times = _times(task)
    interval = _interval(task, _independent(task.group))
    return Estimate(
        n=sums.n,
        value=sums.value * times,
        interval=interval and Interval(interval.low * times, interval.high * times),
        beside=_mean_of_clusters(task) if task.is_whole else {},
        put_in=task.put_in(sums.y, sums.x, times),
    )


def share_of_wholes(task: Task) -> Estimate:
    """Amounts count as much as they weigh; the fields of one record and the quarters of one rep are no own cases."""
    sums = _whole(task.group)
    if sums.value is None:
        return Estimate(n=sums.n)
    put_in = task.put_in(sums.y, sums.x)
    if task.read.money and "whole" in task.read.outputs:
        interval = share_of_amounts(sums.y, sums.x, sums.xx)
        return Estimate(n=sums.n, value=sums.value, interval=interval, put_in=put_in)
    cases = _independent(task.group)
    effective = share_of_clusters(sums.y, sums.x, cases.n, cases.squared_residuals)
    interval = wilson(min(sums.value, 1.0) * effective, effective)
    return Estimate(n=sums.n, value=sums.value, interval=interval, put_in=put_in)


def _interval(task: Task, sums: RatioSums) -> Interval | None:
    if task.metric.unit is Unit.SHARE and task.metric.of is Entity.CUSTOMER:
        return gross_retention(sums) if task.read.is_capped else net_retention(sums)
    is_rate = "times" in task.read.outputs
    found = rate(sums, _gains(task)) if is_rate else ratio_t(sums, floor=task.metric.floor)
    if found is None and task.metric.divides_by_count:
        return _of_one_row(sums)
    if found is None or task.metric.ceiling is None:
        return found
    value = sums.value or 0.0
    return Interval(found.low, max(min(found.high, task.metric.ceiling), value))


def _of_one_row(sums: RatioSums) -> Interval | None:
    """The range of what one thing costs in a single month, by the luck of how many came."""
    if sums.x < 1 or sums.y <= 0:
        return None
    count = count_interval(round(sums.x))
    return Interval(sums.y / count.high, sums.y / count.low)


def _lines(group: Group) -> list[Sequence[float | None]]:
    """The sums of every cluster; one line where each row stands for itself."""
    return [sums for _, sums in group.counts] or ([group.sums] if group.sums else [])


def _whole(group: Group) -> RatioSums:
    """The sums over all rows."""
    n, _, x, y, xx, xy, yy = (sum(float(line[at] or 0) for line in _lines(group)) for at in range(SUMS))
    return RatioSums(int(n), x, y, xx, xy, yy)


def _independent(group: Group) -> RatioSums:
    """The sums over what is independent: the rows, or their clusters."""
    return RatioSums.of(_clusters(group)) if group.counts else _whole(group)


def _clusters(group: Group) -> list[tuple[float, float]]:
    """Numerator and denominator of every cluster that has any."""
    return [(float(sums[3] or 0), float(sums[2] or 0)) for _, sums in group.counts if sums[0]]


def _times(task: Task) -> float:
    if "times" not in task.read.outputs:
        return 1.0
    return sum(float(line[SUMS] or 0) for line in _lines(task.group))


def _gains(task: Task) -> int:
    """Rows of a rate that brought anything."""
    return sum(int(line[SUMS + 1] or 0) for line in _lines(task.group))


def _mean_of_clusters(task: Task) -> dict[str, Beside]:
    """What the clusters come to on average, each counting the same."""
    own = [y / x for y, x in _clusters(task.group) if x > 0]
    if len(own) < 2:
        return {}
    sums = PowerSums(len(own), *(sum(value**power for value in own) for power in (1, 2, 3)))
    return {"mean_of_reps": Beside(sums.mean or 0.0, task.metric.unit, len(own), hall(sums))}
