"""DuckDB inside this process: one instance, a cursor per call, nothing shared between calls."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa

MEMORY_LIMIT = "2GB"
THREADS = min(4, os.cpu_count() or 1)

_starting = Lock()
_instances: list[duckdb.DuckDBPyConnection] = []


class Session:
    """One call's view of the data: the tables it was given, and what it derives from them."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        """Result of a query as tuples, in the order of the query."""
        return self._cursor.execute(sql, dict(parameters) if parameters else None).fetchall()

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Result of a query as an Arrow table."""
        found: pa.Table = self._cursor.sql(sql, params=dict(parameters or {})).to_arrow_table()
        return found

    def load(self, name: str, table: pa.Table) -> None:
        """Puts a table beside those that are there, for this call alone."""
        self._cursor.register(name, table)

    def keep(self, name: str, sql: str) -> None:
        """Stores the result of a query under a name, for this call alone."""
        self._cursor.execute(f'create temporary table "{name}" as {sql}')


@contextmanager
def session(tables: Mapping[str, pa.Table]) -> Iterator[Session]:
    """A cursor on which these tables stand, without a copy; closed afterwards.

    Args:
        tables: Arrow tables by the name that SQL uses.

    Yields:
        The session; it sees these tables and none of another call.
    """
    cursor = _instance().cursor()
    try:
        for name, table in tables.items():
            cursor.register(name, table)
        yield Session(cursor)
    finally:
        cursor.close()


def _instance() -> duckdb.DuckDBPyConnection:
    """The one DuckDB of this process; it reads no file and no Python variable."""
    with _starting:
        if not _instances:
            _instances.append(
                duckdb.connect(
                    ":memory:",
                    config={
                        "memory_limit": MEMORY_LIMIT,
                        "threads": THREADS,
                        "enable_external_access": False,
                        "python_enable_replacements": False,
                    },
                )
            )
        return _instances[0]
