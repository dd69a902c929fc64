"""What a query is run on, whichever engine stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pyarrow as pa


class Session(Protocol):
    """One call's view of the data: the tables it was given, and what it derives from them.

    Queries are written in DuckDB's dialect; an engine that speaks another one translates them.
    """

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        """Result of a query as tuples, in the order of the query."""

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """Result of a query as an Arrow table."""

    def load(self, name: str, table: pa.Table) -> None:
        """Puts a table beside those that are there, for this call alone."""

    def keep(self, name: str, sql: str) -> None:
        """Stores the result of a query under a name, for this call alone."""

    def drop(self, name: str) -> None:
        """Lets go of what was loaded or kept under a name."""

    def beside(self) -> AbstractContextManager[Session] | None:
        """A further view of the same data for another thread; None where the engine has only the one."""
