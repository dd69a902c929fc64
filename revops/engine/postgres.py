"""PostgreSQL: the same queries on a server, in temporary tables that end with the call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

try:
    import psycopg
    from psycopg import sql as words
    from psycopg.types.numeric import FloatLoader
except ModuleNotFoundError:
    raise ModuleNotFoundError('PostgreSQL needs psycopg: pip install "revops-advisor[postgres]"') from None

from revops.engine.postgres_sql import Said, in_postgres

TYPES: Mapping[pa.DataType, str] = {
    pa.string(): 'text collate "C"',
    pa.float64(): "double precision",
    pa.int64(): "bigint",
    pa.date32(): "date",
    pa.bool_(): "boolean",
}
"""Texts are compared letter by letter as DuckDB does, whatever language the server is set to."""

COLUMNS = """
    select attname, format_type(atttypid, null)
    from pg_attribute
    where attrelid = cast($1 as regclass) and attnum > 0 and not attisdropped
    order by attnum
"""


class Session:
    """One call's view of the data: the tables it was given, and what it derives from them."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._cursor = psycopg.RawCursor(connection)
        self._schema: dict[str, tuple[tuple[str, str], ...]] = {}

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        """Result of a query as tuples, in the order of the query."""
        return self._asked(sql, parameters).fetchall()

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Result of a query as an Arrow table."""
        cursor = self._asked(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])

    def keep(self, name: str, sql: str) -> None:
        """Stores the result of a query under a name, for this call alone."""
        self._run(f'create temporary table "{name}" as {self._said(sql).text}')
        self._learn(name)

    def drop(self, name: str) -> None:
        """Lets go of what was loaded or kept under a name."""
        self._run(f'drop table "{name}"')
        del self._schema[name]

    def beside(self) -> None:
        """Nothing: temporary tables are seen by one connection alone."""

    def load(self, name: str, table: pa.Table) -> None:
        """Puts a table beside those that are there, for this call alone."""
        columns = ", ".join(f'"{field.name}" {TYPES[field.type]}' for field in table.schema)
        self._run(f'create temporary table "{name}" ({columns})')
        with self._connection.cursor().copy(words.SQL("copy {} from stdin").format(words.Identifier(name))) as copy:
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                copy.write_row(row)
        self._learn(name)

    def _learn(self, name: str) -> None:
        """Which columns a table has, and how many rows to expect, so that the server plans well."""
        self._run(f'analyze "{name}"')
        self._schema[name] = tuple(self._run(COLUMNS, [f'"{name}"']).fetchall())

    def _asked(self, sql: str, parameters: Mapping[str, object] | None) -> psycopg.RawCursor[tuple[Any, ...]]:
        said, values = self._said(sql), parameters or {}
        return self._run(said.text, [values[name] for name in said.parameters])

    def _said(self, sql: str) -> Said:
        """The query in PostgreSQL's words; only tables that it names decide, so that it is said once."""
        return in_postgres(sql, tuple(item for item in self._schema.items() if item[0] in sql))

    def _run(self, text: str, values: Sequence[object] = ()) -> psycopg.RawCursor[tuple[Any, ...]]:
        return self._cursor.execute(text.encode(), values or None)


@contextmanager
def session(address: str, tables: Mapping[str, pa.Table]) -> Iterator[Session]:
    """A connection to a server on which these tables stand; nothing is left behind.

    Args:
        address: Of the server and database, such as "postgresql://analyst@localhost/warehouse".
        tables: Arrow tables by the name that SQL uses.

    Yields:
        The session; it sees these tables and none of another call.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        connection.adapters.register_loader("numeric", FloatLoader)
        connection.execute("set time zone 'UTC'")
        own = Session(connection)
        for name, table in tables.items():
            own.load(name, table)
        yield own
