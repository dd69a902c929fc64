"""The way through a funnel, step by step."""

from __future__ import annotations

from revops.measure.estimate import Estimate, Part, Task
from revops.statistics.shares import wilson


def steps(task: Task) -> Estimate:
    """Share that gets on at each step, in their order; the headline is the way from the first step to the last."""
    found = sorted((int(place), str(step), float(n or 0), float(on or 0)) for (place, step), (n, _, on) in _lines(task))
    ways = [line for line in found if line[0] == 0]
    if not ways:
        return Estimate(n=0)
    _, name, n, on = ways[0]
    parts = tuple(Part(step, on / n, int(n), wilson(on, n)) for place, step, n, on in found if place)
    notes = (task.metric.stands_for.format(category=name),) if task.is_whole else ()
    put_in = task.put_in(on, n)
    return Estimate(n=int(n), value=on / n, interval=wilson(on, n), parts=parts, notes=notes, put_in=put_in)


def _lines(task: Task) -> list[tuple[tuple[int, str], tuple[float | None, ...]]]:
    return [((place, step), sums) for (place, step), sums in task.group.counts if sums[0]]
