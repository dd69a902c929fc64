"""How far the quarters lie apart in what is sold, where it comes from, and how often it is won."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from revops.measure.estimate import Estimate, Part, Task
from revops.statistics.drift import Mix, distance

FEW = 20
"""Cases below which a quarter says nothing about a feature."""

Counts = Mapping[date, Mapping[str, float]]


def drift(task: Task) -> Estimate:
    """Typical distance between quarters over all features that can be compared, and of each of them."""
    counted = {name: counts for name, counts in sorted(_features(task).items()) if len(counts) > 1}
    mixes = {name: mix for name, counts in counted.items() if (mix := Mix.of(_table(counts)))}
    n = max((_cases(counted[name]) for name in mixes), default=0)
    if not mixes:
        return Estimate(n=0)
    found = distance(list(mixes.values()))
    parts = []
    for name, mix in mixes.items():
        own = distance([mix])
        parts.append(Part(name, own.value, _cases(counted[name]), own.interval))
    parts.sort(key=lambda part: (-part.value, part.key))
    return Estimate(
        n=n, value=found.value, interval=found.interval, parts=tuple(parts), notes=(task.metric.stands_for,)
    )


def _features(task: Task) -> dict[str, Counts]:
    """Cases by feature, quarter and category; quarters with too few are left out."""
    found: dict[str, dict[date, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for (feature, quarter, category), sums in task.group.counts:
        found[str(feature)][quarter][str(category)] = float(sums[1])
    return {
        feature: {quarter: counts for quarter, counts in quarters.items() if sum(counts.values()) >= FEW}
        for feature, quarters in found.items()
    }


def _table(counts: Counts) -> list[list[float]]:
    categories = sorted({category for quarter in counts.values() for category in quarter})
    return [[counts[quarter].get(category, 0.0) for category in categories] for quarter in sorted(counts)]


def _cases(counts: Counts) -> int:
    return int(sum(sum(quarter.values()) for quarter in counts.values()))
