"""The SQL around a metric's rows: which of them count, how they are grouped, which sums come out."""

# ruff: noqa: S608 - the pieces of SQL are names and texts of declarations, never a user's words

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from revops.fold.reads import reads
from revops.fold.rows import attached, home_column
from revops.metric import Metric
from revops.vocabulary import Kind, Slice, Timing, Unit

PERIODS = (Slice.MONTH, Slice.QUARTER)
PERIOD_NAMES = tuple(piece.value for piece in PERIODS)
INSIDE = "on_date between $since and $until or on_date is null"
TOP = 5
MONTH = "cast(date_trunc('month', on_date) as date)"

SHARE_SUMS = ("count(y)", "count(*)", "sum(x)", "sum(y)", "sum(x * x)", "sum(x * y)", "sum(y * y)")
TIMES_SUMS = ("sum(z)", "sum(case when y > 0 then 1 else 0 end)")
COUNT_SUMS = ("count(y)", "count(*)", "sum(y)")
POWER_SUMS = ("count(y)", "count(*)", "sum(y)", "sum(y * y)", "sum(y * y * y)", "max(y)")
TOTAL_SUMS = ("count(y)", "count(*)", "sum(y)", f"max(y, {TOP})")
CASE_SUMS = ("count(*)",)
WEIGHT_SUMS = ("count(y)", "count(*)", "sum(y)", "sum(y * y)")

OWN_KEYS = ("role", "stage", "age", "ended", "since", "seen_on", "feature", "quarter", "category")
"""Columns by which the rows of a simulated metric are counted."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a kind are summed up.

    Attributes:
        numbers: Inner columns `x` and `y`, by name, made from the metric's own.
        keys: Inner columns by which each group is counted, before the dimensions.
        sums: Aggregates of each group.
    """

    numbers: Mapping[str, str]
    keys: Mapping[str, str]
    sums: tuple[str, ...]


def shape(kind: Kind, unit: Unit, outputs: tuple[str, ...]) -> Shape:
    """What leaves the engine for a kind: sums, or counts by day, category and month."""
    if kind is Kind.RATIO or (kind is Kind.SHARE and {"whole", "cluster"} & set(outputs)):
        return _ratio_shape(kind, outputs)
    if kind is Kind.MIDDLE and unit is Unit.DAYS:
        return Shape({}, {"days": "value"}, CASE_SUMS)
    if "place" in outputs:
        return Shape({"y": "cast(part as double)"}, {"place": "place", "step": "step"}, COUNT_SUMS)
    value = {"y": "cast(value as double)" if "value" in outputs else "1e0"}
    if kind is Kind.DERIVED and not {"part"} & set(outputs):
        return Shape(value, {name: name for name in OWN_KEYS if name in outputs}, WEIGHT_SUMS)
    return {
        Kind.TIME_TO_EVENT: _age_shape(value, outputs),
        Kind.DISTRIBUTION: Shape(value, {"category": "category"}, WEIGHT_SUMS),
        Kind.SERIES: Shape(value, {"on_month": MONTH, "category": "category"}, WEIGHT_SUMS),
        Kind.DERIVED: Shape({"y": "cast(part as double)"}, {"category": "category"}, COUNT_SUMS),
        Kind.TOTAL: Shape(value, {}, TOTAL_SUMS),
        Kind.MEAN: Shape(value, {}, POWER_SUMS),
        Kind.MIDDLE: Shape(value, {}, POWER_SUMS),
    }.get(kind, Shape({"y": "cast(part as double)"}, {}, COUNT_SUMS))


def _ratio_shape(kind: Kind, outputs: tuple[str, ...]) -> Shape:
    """Sums of both numbers and of their products: of every cluster of rows, where rows are not independent."""
    whole = "whole" if "whole" in outputs else "1"
    numbers = _pair("numerator", "denominator") if kind is Kind.RATIO else _pair("part", whole)
    clusters = {"cluster": "cluster"} if "cluster" in outputs else {}
    if "times" in outputs:
        return Shape({**numbers, "z": "cast(times as double)"}, clusters, (*SHARE_SUMS, *TIMES_SUMS))
    return Shape(numbers, clusters, SHARE_SUMS)


def _age_shape(value: Mapping[str, str], outputs: tuple[str, ...]) -> Shape:
    """Cases by age and outcome; with what they weigh, where they do not all weigh the same."""
    keys = {"days": "days", "ended": "outcome"}
    return Shape(value, keys, WEIGHT_SUMS) if "value" in outputs else Shape({}, keys, CASE_SUMS)


def _pair(numerator: str, denominator: str) -> dict[str, str]:
    """Both numbers of a ratio, blank where either is."""
    return {
        "y": f"case when {denominator} is not null then cast({numerator} as double) end",
        "x": f"case when {numerator} is not null then cast({denominator} as double) end",
    }


@dataclass(frozen=True)
class Query:
    """One folded metric as SQL text with the parameters `$since` and `$until`.

    Attributes:
        rows: The metric's SQL, or a rival's.
        metric: Its declaration.
        slices: Breakdowns; those the entity does not have give no group.
        counts_undated: Whether rows without a date count like any other.
    """

    rows: str
    metric: Metric
    slices: tuple[Slice, ...] = ()
    counts_undated: bool = False

    @cached_property
    def shape(self) -> Shape:
        """Keys and sums of the metric's kind."""
        return shape(self.metric.kind, self.metric.unit, reads(self.rows).outputs)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Names by which the rows are grouped, one at a time."""
        return tuple(piece.value for piece in self.slices if self._has(piece))

    def _has(self, piece: Slice) -> bool:
        """Whether the rows are grouped by this; a state's months come with `state_month`."""
        if self.metric.kind is Kind.DERIVED:
            return False
        if piece in PERIODS:
            return self.metric.timing in (Timing.FLOW, Timing.COHORT)
        return piece.value in reads(self.rows).outputs or home_column(self.metric.of, piece.value) is not None

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What every group is counted by: whether undated, the month of a state, the keys of the kind."""
        ignores_dates = self.counts_undated or self.metric.timing is Timing.SNAPSHOT
        state = (
            {"state_month": "cast(date_trunc('month', on_date) as date)"}
            if self.metric.timing is Timing.MONTH_END
            else {}
        )
        return {"undated": "false" if ignores_dates else "on_date is null", **state, **self.shape.keys}

    @cached_property
    def windowed(self) -> str:
        """The rows that count, with their numbers, keys and dimensions."""
        plain = tuple(name for name in self.dimensions if name not in PERIOD_NAMES)
        columns = {
            f"by_{name}": f"cast(date_trunc('{name}', on_date) as date)"
            for name in self.dimensions
            if name in PERIOD_NAMES
        }
        columns |= {f"by_{name}": f"by_{name}" for name in plain} | {**self.keys, **self.shape.numbers}
        text = ", ".join(f"{value} as {name}" for name, value in columns.items())
        inside = "" if self.metric.timing is Timing.SNAPSHOT else f" where {INSIDE}"
        return f"select {text} from ({attached(self.rows, self.metric.of, plain)}){inside}"

    @cached_property
    def sql(self) -> str:
        """One scan; comes out: level of grouping, dimensions, keys, sums."""
        levels = [f"by_{name}" for name in self.dimensions]
        sets = [list(self.keys), *([*self.keys, level] for level in levels)]
        grouped = ", ".join(f"({', '.join(names)})" for names in sets)
        level = f"grouping({', '.join(levels)})" if levels else "0"
        chosen = ", ".join([level, *levels, *self.keys, *self.shape.sums])
        return f"select {chosen} from ({self.windowed}) group by grouping sets ({grouped})"
