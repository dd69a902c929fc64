"""Bringing the tables of a database to the version of this program."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, text

from revops.errors import DatabaseError

MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"
# Any number that no other program takes for its own lock on the same server.
_POSTGRES_LOCK: Final = 7_350_146_211
_ALEMBIC_IS_ONE_PER_PROCESS: Final = Lock()


def migrate(connection: Connection) -> None:
    """Makes and changes tables until they are those of this version; one process at a time does it.

    A database of drafts from before there were versions is taken over as it is.

    Args:
        connection: Inside a transaction for writing; SQLite lets only one such in, PostgreSQL is asked for a lock.

    Raises:
        DatabaseError: If a newer version of this program made the tables.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALEMBIC_IS_ONE_PER_PROCESS:
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise DatabaseError.newer(str(error)) from error
