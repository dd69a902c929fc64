"""The very rows that a metric counted, with where each stands in the user's own file."""

# ruff: noqa: S608 - the pieces of SQL are names and texts of declarations, never a user's words

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pyarrow as pa

from revops.dataset import Dataset
from revops.fold import Query, reads
from revops.fold.groups import days
from revops.fold.query import INSIDE
from revops.fold.rows import attached
from revops.measure.derived import counted_in
from revops.measure.readings import metric_of
from revops.measure.source import opened
from revops.metric import Metric
from revops.tables.table import SOURCE_COLUMNS
from revops.vocabulary import Entity, Kind, Timing
from revops.window import Window

NAMES = ("name", "account", "customer", *SOURCE_COLUMNS)
"""What tells a person which row is meant: its name, and its place in the file."""
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
    declared = metric_of(key)
    metric, sql = next(counted_in(declared, declared.rivals[definition] if definition else None))
    metric = replace(metric, rows=sql, made_of=None)
    names = tuple(name for name in NAMES if name not in reads(metric.rows).outputs)
    rows = _placed(attached(metric.rows, metric.of, names, ""), metric)
    with opened(dataset, window, window.as_of or date.today()) as source:
        source.make(reads(metric.rows).views)
        sql = f"select * from ({rows}) where {_condition(metric, window)}"
        parameters = days(sql, window.since, window.until)
        if metric.timing is Timing.MONTH_END:
            sql = f"select * from ({sql}) qualify rank() over (order by date_trunc('month', on_date) desc) = 1"
        identity = reads(metric.rows).outputs[0]
        sql = f'select * from ({sql}) order by on_date desc nulls last, "{identity}"'
        return source.session.table(sql if limit is None else f"{sql} limit {int(limit)}", parameters)


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
