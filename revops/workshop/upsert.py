"""Writing a row whether or not it is there already, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Writes the row under its key, in place of one that stands there.

    Args:
        connection: Inside a transaction for writing.
        table: Where to.
        key: Columns of its primary key.
        row: The other columns.
    """
    connection.execute(_statement(table, connection.dialect.name, tuple(key), tuple(row)), {**key, **row})


@cache
def _statement(table: Table, dialect: str, key: tuple[str, ...], columns: tuple[str, ...]) -> Executable:
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
    return insert.on_conflict_do_update(
        index_elements=list(key), set_={name: insert.excluded[name] for name in columns}
    )
