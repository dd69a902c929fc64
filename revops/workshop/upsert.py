"""Writing a row whether or not it is there already, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Writes the row under its key, in place of one that stands there.

    Args:
        connection: Inside a transaction for writing.
        table: Where to.
        key: Columns of its primary key.
        row: The other columns.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**key, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(row)))
