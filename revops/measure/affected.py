"""Which metrics a problem touches: those whose SQL reads the column, or the table where whole rows are meant."""

from __future__ import annotations

from functools import cache

from revops.dataset import Dataset, Problem, SheetRead
from revops.fold import VIEWS, reads
from revops.measure.derived import counted_in
from revops.metrics import METRICS
from revops.tables import TABLES

WHOLE_TABLE = ("ENDS_EARLY", "OVERLAPPING_PERIODS", "BELOW_ZERO")
"""Problems at one column that concern all that is counted from the table."""


def touched(dataset: Dataset, sheet: SheetRead, problem: Problem) -> tuple[str, ...]:
    """Keys of the metrics that a problem of a sheet may move, in the order of the scorecard.

    Args:
        dataset: The company's tables; a table may stand in for another that no file gives.
        sheet: Where the problem is.
        problem: What was noticed.
    """
    is_whole = problem.sets_aside or problem.column is None or problem.code in WHOLE_TABLE
    found = _readers(sheet.table, "" if is_whole else str(problem.column))
    other = TABLES[sheet.table].stands_in_for
    if other and other in dataset.tables and all(each.table != other for each in dataset.sheets):
        found |= _readers(other, "")
    return tuple(key for key in METRICS if key in found)


@cache
def _readers(table: str, column: str) -> frozenset[str]:
    """Metrics that read a table, or one of its columns; the currency counts where amounts are added up."""
    return frozenset(
        key for key, metric in METRICS.items() if any(_reads(sql, table, column) for _, sql in counted_in(metric))
    )


def _reads(sql: str, table: str, column: str) -> bool:
    read = reads(sql)
    if not column:
        return table in read.tables
    if column == "currency":
        return table in read.money
    texts = (sql, *(VIEWS[view].sql for view in read.views))
    return any(f"{table}.{column}" in reads(text).columns | reads(text).dates for text in texts)
