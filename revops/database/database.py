"""A database that many sessions and processes read and write at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from threading import RLock
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from revops.database.migrating import migrate
from revops.errors import DatabaseError

PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
PATIENCE_SECONDS: Final = 20
"""How long a writer waits for the others before it gives up."""
_WRITES: Final = "revops_writes"


class Database:
    """Connections to one database, with its tables as this version of the program needs them."""

    def __init__(self, url: str) -> None:
        """Opens the database and brings its tables up to date.

        Args:
            url: SQLAlchemy address, such as `sqlite:////var/lib/revops/drafts.db` or `postgresql://host/revops`.

        Raises:
            DatabaseError: If there is no such database, or a newer version of this program made its tables.
        """
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(**{_WRITES: True})
        self._turn: AbstractContextManager[Any] = RLock() if self.dialect == "sqlite" else nullcontext()
        try:
            with self.writing() as connection:
                migrate(connection)
        except OperationalError as error:
            raise DatabaseError.out_of_reach(shown(url), str(error.orig)) from error

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries, all of which see the same moment on SQLite."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or not at all.

        On SQLite writers queue from the start of their transaction: one that first reads and then writes would
        otherwise fail as soon as another wrote in between. Those of this process take turns here; SQLite itself would
        have them look again and again, and some of them wait for long.
        """
        with self._turn, self._writer.begin() as connection:
            yield connection

    def overwrite_deleted(self) -> None:
        """Empties the log of SQLite, in which deleted rows would otherwise stay readable."""
        if self.dialect != "sqlite":
            return
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    def close(self) -> None:
        """Lets go of all connections; the next use makes new ones."""
        self._engine.dispose()


@cache
def database_at(url: str) -> Database:
    """The database at this address, opened once per process and shared by everybody in it."""
    return Database(url)


def shown(url: str) -> str:
    """The address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "REVOPS_DATABASE_URL"


def _engine(url: str) -> Engine:
    try:
        address = _driven(make_url(url))
        is_sqlite = address.get_backend_name() == "sqlite"
        waiting = {"timeout": PATIENCE_SECONDS} if is_sqlite else {}
        engine = create_engine(address, connect_args=waiting, pool_pre_ping=not is_sqlite)
    except (ArgumentError, NoSuchModuleError):
        raise DatabaseError.unknown_kind(shown(url)) from None
    except ModuleNotFoundError:
        raise DatabaseError.no_driver(shown(url)) from None
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _driven(url: URL) -> URL:
    """The address with the driver that is tested, whichever of the usual spellings names PostgreSQL."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin too late, and not before changes of tables.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
