"""What changed: the way from the number of an earlier period to the one now, in parts that add up exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from revops.dataset import Dataset
from revops.fold import Group, Query, reads
from revops.measure.bands import banded
from revops.measure.earlier import earlier
from revops.measure.readings import metric_of, number
from revops.measure.source import Source, opened
from revops.measure.windows import month_of
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.statistics.splits import Weighed, count_and_size, mix_and_rates
from revops.vocabulary import Comparison, Entity, Kind, Slice, Timing
from revops.window import Window

WAYS = (Slice.SEGMENT, Slice.SOURCE, Slice.OWNER, Slice.CHANNEL, Slice.PRODUCT, Slice.SIZE)
"""By what a rate or mean is split, where nothing is asked for: the first that has two groups.

Cohorts are left out: those of the earlier period are others than those of the later one.
"""
MOST = 7
"""Groups that are a part on their own; the others are one together."""
NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Part:
    """One step of the way.

    Attributes:
        name: What it stands for.
        value: What it adds, in the unit of the number; below 0 where it takes away.
    """

    name: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The way from one number to another.

    Attributes:
        then: The number of the earlier period.
        now: The number now: `then` and all parts added up.
        parts: In the order to show.
        way: By what it is split; None where it is by movements, or by count and size.
        ways: By what it could be split.
    """

    then: float
    now: float
    parts: tuple[Part, ...]
    way: Slice | None = None
    ways: tuple[Slice, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """Both periods, each on the engine."""

    metric: Metric
    then: Source
    now: Source
    definition: str | None

    def numbers(self, slices: tuple[Slice, ...] = ()) -> tuple[Reading, Reading]:
        return tuple(number(one, self.metric, slices, self.definition) for one in (self.then, self.now))  # type: ignore[return-value]


def what_changed(
    dataset: Dataset,
    key: str,
    window: Window,
    against: Comparison = Comparison.PREVIOUS,
    *,
    way: Slice | None = None,
    definition: str | None = None,
    today: date | None = None,
) -> Changed | None:
    """The parts of a change: arithmetic, not causes.

    A share, ratio or mean is split by groups, into what each group's own number did and what their mix did; bookings
    into how many and how large; counts and costs by groups; a state at month ends into the movements since.

    Args:
        dataset: The company's tables.
        key: The metric.
        window: The days looked at.
        against: Which earlier period.
        way: By what to split a rate, mean or count; None for the first that has two groups.
        definition: The rival that counts in place of the published definition.
        today: As for `measure`.

    Returns:
        None where a number of the two is unknown, or does not split into parts that add up, as a median.

    Raises:
        ChoiceError: If the key names no metric.
    """
    metric, span, day = metric_of(key), earlier(window, against), today or date.today()
    if span is None or metric.made_of or not isinstance(metric.rivals.get(definition or "", ""), str):
        return None
    data = banded(dataset, WAYS)
    with ExitStack() as stack:
        then, now = (stack.enter_context(opened(data, each, day)) for each in (span, window))
        return _split(_Pair(metric, then, now, definition), way)


def _split(pair: _Pair, way: Slice | None) -> Changed | None:
    metric = pair.metric
    if metric.moved_by:
        return _by_movements(pair)
    if metric.estimate != "usual" or metric.kind not in (Kind.TOTAL, Kind.SHARE, Kind.RATIO, Kind.MEAN):
        return None
    is_of_things = metric.unit.is_money and metric.of is not Entity.MONTH and metric.timing is Timing.FLOW
    if metric.kind is Kind.TOTAL and is_of_things:
        return _by_count_and_size(pair)
    return _by_groups(pair, way)


def _by_count_and_size(pair: _Pair) -> Changed | None:
    then, now = pair.numbers()
    if then.value is None or now.value is None:
        return None
    count, size = count_and_size(Weighed(then.n, then.value), Weighed(now.n, now.value))
    parts = (Part(name=f"How many: {then.n:,} to {now.n:,}", value=count), Part(name="How large each is", value=size))
    return Changed(then=then.value, now=now.value, parts=parts)


def _by_movements(pair: _Pair) -> Changed | None:
    """Opening, movements of the months between, closing; and what happened in the month that the opening lies in."""
    then, now = pair.numbers((Slice.MONTH,))
    if then.value is None or now.value is None:
        return None
    month = date.fromisoformat(f"{then.by[Slice.MONTH][-1].key}-01")
    since = month_of(month)[1] + timedelta(days=1)
    found: dict[str, float] = {}
    with opened(pair.now.dataset, replace(pair.now.window, since=since), pair.now.today) as source:
        for series, times in pair.metric.moved_by.items():
            for part in number(source, METRICS[series], ()).parts or ():
                name = part.key.partition(" ")[2]
                found[name] = found.get(name, 0.0) + times * (part.value or 0.0)
    rest = now.value - then.value - math.fsum(found.values())
    if abs(rest) > NOTHING * max(abs(now.value), abs(then.value), 1.0):
        found[f"rest of {month:%Y-%m}"] = rest
    parts = (Part(name=name.capitalize(), value=value) for name, value in found.items() if value)
    ordered = sorted(parts, key=lambda part: -part.value)
    return Changed(then=then.value, now=now.value, parts=tuple(ordered))


def _by_groups(pair: _Pair, way: Slice | None) -> Changed | None:
    folded = _weighed(pair, tuple(each for each in WAYS if pair.now.has(each, pair.metric, _sql(pair))))
    usable = [each for each, (then, now) in folded.items() if len({*then, *now} - {""}) > 1]
    chosen = way if way in usable else next(iter(usable), None)
    if chosen is None:
        return None
    then, now = _pooled(*folded[chosen])
    is_total = pair.metric.kind is Kind.TOTAL
    made = _sums(then, now) if is_total else _rates(then, now, chosen)
    if made is None:
        return None
    overall = [_overall(each, is_total=is_total) for each in (then, now)]
    least = NOTHING * max(map(abs, overall))
    parts = tuple(part for part in made if abs(part.value) > least)
    return Changed(then=overall[0], now=overall[1], parts=parts, way=chosen, ways=tuple(usable))


def _sql(pair: _Pair) -> str:
    return str(pair.metric.rivals[pair.definition] if pair.definition else pair.metric.rows)


Groups = Mapping[str, Weighed]


def _weighed(pair: _Pair, ways: tuple[Slice, ...]) -> dict[Slice, tuple[Groups, Groups]]:
    """What each group weighs and holds in both periods, by way; empty where the number is no amount over a weight."""
    query = Query(_sql(pair), pair.metric, ways)
    if "times" in reads(query.rows).outputs:
        return {}
    then, now = (source.fold(query).by for source in (pair.then, pair.now))
    return {
        way: (_groups(query, then.get(way.value, {})), _groups(query, now.get(way.value, {})))
        for way in ways
        if way.value in query.dimensions
    }


def _groups(query: Query, found: Mapping[Any, Group]) -> Groups:
    return {key or "": _group(query, group) for key, group in found.items()}


def _group(query: Query, group: Group) -> Weighed:
    """Cases and events, or the sums of denominator and numerator; clusters of rows taken together."""
    names = query.shape.sums
    weight = names.index("sum(x)") if "sum(x)" in names else 0
    lines: Sequence[Any] = [group.sums] if group.sums else [sums for _, sums in group.counts]
    totals = [math.fsum(line[place] or 0 for line in lines) for place in (weight, names.index("sum(y)"))]
    return Weighed(totals[0], totals[1])


def _pooled(then: Groups, now: Groups) -> tuple[Groups, Groups]:
    """The heaviest groups of both periods, the others as one."""
    weights = {
        key: sum(period[key].weight for period in (then, now) if key in period) for key in dict.fromkeys((*now, *then))
    }
    ordered = sorted((key for key, weight in weights.items() if weight), key=lambda key: -weights[key])
    kept = ordered if len(ordered) <= MOST + 1 else ordered[:MOST]
    name = f"others ({len(ordered) - len(kept)})"
    return _together(then, kept, name), _together(now, kept, name)


def _together(groups: Groups, kept: Sequence[str], name: str) -> Groups:
    rest = [one for key, one in groups.items() if key not in kept]
    found = {key: groups[key] for key in kept if key in groups}
    if any(one.weight for one in rest):
        found[name] = Weighed(math.fsum(one.weight for one in rest), math.fsum(one.amount for one in rest))
    return found


def _rates(then: Groups, now: Groups, way: Slice) -> tuple[Part, ...] | None:
    split = mix_and_rates(then, now)
    if split is None:
        return None
    rates = (Part(name=key or "(blank)", value=value) for key, value in split.rates.items())
    return (*_largest_first(rates), Part(name=f"Another mix by {way.value}", value=split.mix))


def _sums(then: Groups, now: Groups) -> tuple[Part, ...]:
    nothing = Weighed(0, 0)
    keys = dict.fromkeys((*now, *then))
    parts = (
        Part(name=key or "(blank)", value=now.get(key, nothing).amount - then.get(key, nothing).amount) for key in keys
    )
    return tuple(_largest_first(parts))


def _largest_first(parts: Iterator[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: -abs(part.value))


def _overall(groups: Groups, *, is_total: bool) -> float:
    amount = math.fsum(one.amount for one in groups.values())
    return amount if is_total else amount / math.fsum(one.weight for one in groups.values())
