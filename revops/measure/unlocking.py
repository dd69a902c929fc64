"""Whether a further file would make a metric known, as far as the files that are there can tell."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from revops.dataset import Dataset
from revops.fold.reads import reads
from revops.measure.derived import counted_in
from revops.metric import Metric
from revops.tables import TABLES
from revops.vocabulary import ColumnKind

_LAST_FILTER: Final = re.compile(r"\bwhere\b(?!.*\bwhere\b)(.*)", re.DOTALL | re.IGNORECASE)
_ACCOUNT: Final = "deals.account"
_CODE: Final = re.compile(r"(?=\S*\d)[0-9A-Za-z_-]{12,}")
"""Ids of a CRM, such as "001Q000001AbCdE" and hashes; what people call a company is shorter or has blanks."""
_OUTCOME: Final = re.compile(r"\boutcome = '(\w+)'")


def would_know(dataset: Dataset, metric: Metric, new: Set[str]) -> bool:
    """Whether files of these tables could make the metric known; nothing they hold helps where other columns lack.

    Args:
        dataset: The tables that are there.
        metric: One without a value.
        new: Keys of the tables that would come, those made from them included.
    """
    there = {table for table, rows in dataset.tables.items() if rows.num_rows} - new
    found = [reads(sql) for _, sql in counted_in(metric)]
    tables = {table for read in found for table in read.tables}
    if not tables & new or not tables <= there | new:
        return False
    known = {f"{table}.{name}" for table in there for name in dataset.known_columns(table)}
    spared = {*metric.optional, *(column for group in metric.one_of for column in group)}
    needed = {column for read in found for column in read.columns if _table(column) in there} - spared
    if any(column not in known for column in needed if not _is_made(column)):
        return False
    groups = ([column for column in group if column in known or _table(column) in new] for group in metric.one_of)
    return all(groups) and _has_such_deals(dataset, metric, there) and not _are_codes(dataset, metric)


def _table(column: str) -> str:
    return column.partition(".")[0]


def _is_made(column: str) -> bool:
    """Whether intake makes the column where a file has none."""
    table, _, name = column.partition(".")
    return TABLES[table].column(name).kind is ColumnKind.ID


def _are_codes(dataset: Dataset, metric: Metric) -> bool:
    """Whether the metric looks for the companies of deals in another file, and these are codes of the CRM's own."""
    if (_ACCOUNT,) not in metric.one_of or "deals" not in dataset.tables:
        return False
    accounts = dataset.tables["deals"]["account"].unique().drop_null().to_pylist()
    return bool(accounts) and all(_CODE.fullmatch(account) for account in accounts if account)


def _has_such_deals(dataset: Dataset, metric: Metric, there: Set[str]) -> bool:
    """Whether there are deals of the outcome that the metric counts: a list of won deals has none that are open."""
    if "deals" not in there:
        return True
    outcomes = set(dataset.tables["deals"]["outcome"].unique().to_pylist())
    filters = [_LAST_FILTER.search(sql) for _, sql in counted_in(metric) if "deals" in reads(sql).tables]
    wanted = {name for found in filters if found for name in _OUTCOME.findall(found[1])}
    return wanted <= outcomes
