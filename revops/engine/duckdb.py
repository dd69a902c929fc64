"""DuckDB inside this process: a cursor per call, nothing shared between calls.

There are two instances: one for tables of any size, and one for those of usual size, of which many queries take longer
to plan than to run. That one uses a single thread per query and leaves out the steps of planning that pay off on large
tables alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa

SMALL = 50_000
"""Rows up to which a table is copied into the engine: its own tables are planned and scanned in half the time."""
FEW = 500_000
"""Rows of the largest table up to which queries side by side, each planned briefly and run by one thread, take less
time than one after the other with all threads."""

ANY_SIZE: Mapping[str, str] = {"memory_limit": "50%", "threads": str(min(4, os.cpu_count() or 1))}
OF_FEW_ROWS: Mapping[str, str] = {
    "memory_limit": "25%",
    "threads": "1",
    "disabled_optimizers": "join_order,projection_pullup,grouping_sets,common_subplan,column_lifetime,"
    "statistics_propagation",
}

KEPT = 1_000
"""Texts of SQL that are kept parsed: the catalogue with its rivals, views and breakdowns takes some 400."""

_starting = Lock()
_calls = count(1)
_instances: dict[str, duckdb.DuckDBPyConnection] = {}


class Session:
    """One call's view of the data: the tables it was given, and what it derives from them.

    What is derived stands in a catalog of the call's own, in memory, so that several threads of the call share it.
    """

    def __init__(self, instance: duckdb.DuckDBPyConnection, catalog: str, tables: Mapping[str, pa.Table]) -> None:
        self._instance = instance
        self._catalog = catalog
        self._tables = tables
        self._cursor = instance.cursor()
        self._cursor.execute(f'use "{catalog}"')
        for name, table in tables.items():
            self._cursor.register(name, table)

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        """Result of a query as tuples, in the order of the query."""
        return self._cursor.execute(_parsed(sql), dict(parameters) if parameters else None).fetchall()

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Result of a query as an Arrow table."""
        found: pa.Table = self._cursor.sql(sql, params=dict(parameters or {})).to_arrow_table()
        return found

    def load(self, name: str, table: pa.Table) -> None:
        """Puts a table beside those that are there, for this call alone."""
        self._cursor.register(f"{name} as given", table)
        self._cursor.execute(f'create table "{name}" as from "{name} as given"')
        self._cursor.unregister(f"{name} as given")

    def keep(self, name: str, sql: str) -> None:
        """Stores the result of a query under a name, for this call alone."""
        self._cursor.execute(_parsed(f'create table "{name}" as {sql}'))

    def drop(self, name: str) -> None:
        """Lets go of what was loaded or kept under a name."""
        self._cursor.execute(f'drop table "{name}"')

    @contextmanager
    def beside(self) -> Iterator[Session]:
        """A further view of the same data for another thread; a cursor serves one thread at a time."""
        other = Session(self._instance, self._catalog, self._tables)
        try:
            yield other
        finally:
            other.close()

    def close(self) -> None:
        """Lets go of the cursor."""
        self._cursor.close()


@contextmanager
def session(tables: Mapping[str, pa.Table]) -> Iterator[Session]:
    """A view on which these tables stand, large ones without a copy; closed afterwards, with all that was derived.

    Args:
        tables: Arrow tables by the name that SQL uses.

    Yields:
        The session; it sees these tables and none of another call.
    """
    catalog = f"call_{next(_calls)}"
    small = {name: table for name, table in tables.items() if 0 < table.num_rows <= SMALL}
    rows = max((table.num_rows for table in tables.values()), default=0)
    instance = _instance("few", OF_FEW_ROWS) if rows <= FEW else _instance("any", ANY_SIZE)
    own = instance.cursor()
    own.execute(f"attach ':memory:' as \"{catalog}\"")
    try:
        opened = Session(instance, catalog, {name: table for name, table in tables.items() if name not in small})
        try:
            for name, table in small.items():
                opened.load(name, table)
            yield opened
        finally:
            opened.close()
    finally:
        own.execute(f'detach "{catalog}"')
        own.close()


@lru_cache(KEPT)
def _parsed(sql: str) -> duckdb.Statement:
    """The query without its text read again: of a small company's query, reading takes a third of the time."""
    return duckdb.extract_statements(sql)[0]


def _instance(name: str, settings: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """The one DuckDB of this process for a size of tables; it reads no file and no Python variable."""
    with _starting:
        if name not in _instances:
            _instances[name] = duckdb.connect(
                ":memory:",
                config={
                    **settings,
                    "enable_external_access": False,
                    "python_enable_replacements": False,
                    "preserve_insertion_order": False,
                },
            )
        return _instances[name]
