"""The very rows that a metric counted, with where each stands in the user's own file."""

# ruff: noqa: S608 - the pieces of SQL are names and texts of declarations, never a user's words

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from revops.dataset import Dataset
from revops.fold import Query, reads
from revops.fold.groups import days
from revops.fold.query import INSIDE
from revops.fold.rows import attached
from revops.measure.derived import counted_in
from revops.measure.readings import metric_of
from revops.measure.source import Source, opened
from revops.metric import Metric
from revops.tables.table import SOURCE_COLUMNS
from revops.vocabulary import Entity, Kind, Timing
from revops.window import Window

NAMES = ("name", "account", "customer", *SOURCE_COLUMNS)
"""What tells a person which row is meant: its name, and its place in the file."""
_COUNT = "rows_in_all"
PLANNED: Mapping[Entity, tuple[str, tuple[str, ...]]] = {
    Entity.REP: ("quotas", ("owner", "period_start", "period_end")),
    Entity.PERIOD: ("forecasts", ("period_start", "period_end", "made_on")),
}
"""Where the rows of what was planned stand, and by what they are found again."""


def rows_behind(
    dataset: Dataset, key: str, window: Window, *, limit: int | None = None, definition: str | None = None
) -> pa.Table:
    """The rows that a metric counted in a window, latest first; of a formula, those of its first number.

    Args:
        dataset: The company's tables.
        key: The metric.
        window: The days looked at.
        limit: Rows at most; None for all.
        definition: The rival whose rows are wanted; None for the published definition's.

    Returns:
        The metric's own columns, the entity's name, and `source_file`, `source_sheet`, `source_row`.

    Raises:
        ChoiceError: If the key names no metric.
    """
    with opened(dataset, window, window.as_of or date.today()) as source:
        asked = _asked(source, key, definition)
        sql = asked.sql if limit is None else f"{asked.sql} limit {int(limit)}"
        return source.session.table(sql, asked.parameters)


@dataclass(frozen=True)
class Behind:
    """The rows behind one number.

    Attributes:
        key: The metric.
        rows: The latest of them.
        count: How many there are.
    """

    key: str
    rows: pa.Table
    count: int


def rows_behind_each(
    dataset: Dataset, limits: Mapping[str, int], window: Window, definitions: Mapping[str, str | None]
) -> Iterator[Behind]:
    """The rows that each of several metrics counted, as `rows_behind` has them; the tables are read once.

    Args:
        dataset: The company's tables.
        limits: Rows at most, by metric.
        window: The days looked at.
        definitions: The rival whose rows are wanted, by metric; the published definition's otherwise.
    """
    with opened(dataset, window, window.as_of or date.today()) as source:
        for key, limit in limits.items():
            asked = _asked(source, key, definitions.get(key))
            rows = source.session.table(f"{asked.counted} limit {int(limit)}", asked.parameters)
            count = rows[_COUNT][0].as_py() if rows.num_rows else 0
            yield Behind(key, rows.drop_columns([_COUNT]), int(count))


@dataclass(frozen=True)
class _Asked:
    """The query for the rows behind a number.

    Attributes:
        rows: Selects them.
        order: Puts the latest first.
        parameters: Of both.
    """

    rows: str
    order: str
    parameters: dict[str, date] | None

    @property
    def sql(self) -> str:
        """The rows in their order."""
        return f"select * from ({self.rows}) {self.order}"

    @property
    def counted(self) -> str:
        """The same with how many rows there are in all."""
        return f"select *, count(*) over () as {_COUNT} from ({self.rows}) {self.order}"


def _asked(source: Source, key: str, definition: str | None) -> _Asked:
    declared, window = metric_of(key), source.window
    metric, sql = counted_in(declared, declared.rivals[definition] if definition else None)[0]
    metric = replace(metric, rows=sql, made_of=None)
    source.make(reads(metric.rows).views)
    names = tuple(name for name in NAMES if name not in reads(metric.rows).outputs)
    rows = _placed(attached(metric.rows, metric.of, names, ""), metric)
    sql = f"select * from ({rows}) where {_condition(metric, window)}"
    parameters = days(sql, window.since, window.until)
    if metric.timing is Timing.MONTH_END:
        sql = f"select * from ({sql}) qualify rank() over (order by date_trunc('month', on_date) desc) = 1"
    identity = reads(metric.rows).outputs[0]
    return _Asked(sql, f'order by on_date desc nulls last, "{identity}"', parameters)


def _placed(rows: str, metric: Metric) -> str:
    """The rows of reps and periods with their place in the file of quotas or forecasts; of several, the first."""
    table, keys = PLANNED.get(metric.of, ("", ()))
    if not keys or not set(keys) <= set(reads(metric.rows).outputs):
        return rows
    found = {key: f"lower(trim(coalesce(cast({key} as varchar), '')))" for key in keys}
    places = ", ".join(f"min({name}) as {name}" for name in SOURCE_COLUMNS)
    named = ", ".join(f"{sql} as found_{key}" for key, sql in found.items())
    same = " and ".join(f"plan.found_{key} = {sql.replace(key, f'counted.{key}')}" for key, sql in found.items())
    given = ", ".join(f"plan.{name}" for name in SOURCE_COLUMNS)
    return (
        f"select counted.*, {given} from ({rows}) as counted left join "
        f"(select {named}, {places} from {table} group by all) as plan on {same}"
    )


def _condition(metric: Metric, window: Window) -> str:
    """Inside the window, and with the number that is counted."""
    query = Query(metric.rows, metric)
    counted = [f"({value}) is not null" for value in query.shape.numbers.values()]
    if metric.kind is Kind.TIME_TO_EVENT:
        counted.append("days >= 0")
    if metric.timing is Timing.SNAPSHOT:
        return " and ".join(counted) or "true"
    counts_undated = window.all_time or window.is_undated
    return " and ".join([f"({INSIDE})" if counts_undated else "on_date between $since and $until", *counted])
