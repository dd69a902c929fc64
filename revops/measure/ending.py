"""Where a file ends before the days looked at do: what is not in it is not nothing that happened."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.fold import Reads
from revops.measure.source import Source
from revops.measure.windows import spans
from revops.metric import Ingredient, Metric
from revops.tables import TABLES
from revops.vocabulary import Kind, Timing

QUIET = 31
"""Days without anything that no file is doubted for."""


def ended_before(source: Source, metric: Metric | Ingredient, read: Reads) -> str | None:
    """Why a sum of what happened is unknown and not 0: the files it is counted from end before the window begins."""
    window = source.window
    if not _counts_up(metric) or not source.is_covered or window.since is None:
        return None
    found = last_days(source, _dated_by(read))
    if not found or any(day >= window.since for day in found.values()):
        return None
    span = f"from {window.since} to {window.until}"
    return f"{_ends(found)}, so nothing is known of what happened {span}. Add newer files, or choose earlier days."


def ended_within(source: Source, metric: Metric | Ingredient, read: Reads) -> str | None:
    """A word where the window goes on after its files have fallen quiet for longer than they ever use to."""
    window = source.window
    if metric.timing is Timing.MONTH_END or window.until is None or not read.dating:
        return None
    found = last_days(source, _dated_by(read))
    if not found or any(day + timedelta(days=_usual(source, table)) >= window.until for table, day in found.items()):
        return None
    return f"{_ends(found)}: what happened from then to {window.until} is not in this number."


def last_days(source: Source, tables: frozenset[str]) -> dict[str, date]:
    """The last day with an event in each of these tables, up to today; a ledger reaches to the end of its month."""
    found = source.once("last days", lambda: _last_days(source.dataset, source.today))
    return {table: day for table, day in found.items() if table in tables}


def _last_days(dataset: Dataset, today: date) -> dict[str, date]:
    found: dict[str, date] = {}
    for column, _, last in spans(dataset.tables, today):
        table = column.split(".")[0]
        found[table] = max(last, found.get(table, last))
    for sheet in dataset.sheets:
        if sheet.table in found and sheet.until and sheet.shape != "rows":
            found[sheet.table] = max(found[sheet.table], min(sheet.until, today))
    return found


def _counts_up(metric: Metric | Ingredient) -> bool:
    """Whether no row makes 0 of it; every other number is unknown without rows."""
    is_sum = metric.kind in (Kind.TOTAL, Kind.SERIES) and metric.timing is Timing.FLOW
    return is_sum or metric.estimate == "outlook"


def _dated_by(read: Reads) -> frozenset[str]:
    """Tables whose days the rows carry; behind a view the one table that it can be."""
    dating = frozenset(column.split(".")[0] for column in read.dating)
    return dating or (read.tables if len(read.tables) == 1 else frozenset())


def _usual(source: Source, table: str) -> int:
    """Three times the usual distance between two days of the table with an event; a month at least."""
    return source.once(("usual gap", table), lambda: _usual_gap(source.dataset.tables[table], table))


def _usual_gap(rows: pa.Table, table: str) -> int:
    gaps = [QUIET]
    for column in TABLES[table].columns:
        days = rows[column.name]
        if column.is_event and days.null_count < len(days):
            reach = (pc.max(days).as_py() - pc.min(days).as_py()).days + 1
            gaps.append(int(3 * reach // pc.count_distinct(days).as_py()))
    return max(gaps)


def _ends(found: dict[str, date]) -> str:
    ends = [f"the {TABLES[table].label.lower()} end on {day}" for table, day in found.items()]
    said = " and ".join(ends)
    return said[0].upper() + said[1:]
