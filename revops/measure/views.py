"""Views while a call needs them: made once, whoever asks first, and let go after the last metric that reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

import pyarrow as pa

from revops.dataset import Dataset
from revops.engine.session import Session
from revops.fold import VIEWS
from revops.measure.companies import LEFT_COMPANIES, SAME_COMPANIES, left_companies, same_companies
from revops.measure.lead_files import LEAD_FILES, compared_files

BETWEEN_FILES: Mapping[str, Callable[[Dataset], pa.Table]] = {
    SAME_COMPANIES: same_companies,
    LEFT_COMPANIES: left_companies,
    LEAD_FILES: compared_files,
}
"""Tables that are made by looking at several files side by side, by their names in SQL."""


@dataclass
class Views:
    """The views of one call, shared by its threads.

    Attributes:
        dataset: The company's tables.
        awaited: How many metrics still to come read each view; those of which nothing is known stay.
    """

    dataset: Dataset
    awaited: Counter[str] = field(default_factory=Counter)
    _made: set[str] = field(default_factory=set)
    _locks: dict[str, Lock] = field(default_factory=dict)
    _counting: Lock = field(default_factory=Lock)

    def make(self, session: Session, names: Iterable[str]) -> None:
        """Views that a query reads, each after those it is made from."""
        for view in names:
            sql = VIEWS[view].sql
            with self._once(view):
                if view not in self._made:
                    self._load(session, sql)
                    session.keep(view, sql)
                    self._made.add(view)

    def _load(self, session: Session, sql: str) -> None:
        """What is found between the files, only where a view asks for it."""
        for name, found in BETWEEN_FILES.items():
            if name in sql:
                with self._once(name):
                    if name not in self._made:
                        session.load(name, found(self.dataset))
                        self._made.add(name)

    def expect(self, wanted: Iterable[Iterable[str]]) -> None:
        """Says which views each of the metrics to come reads."""
        with self._counting:
            self.awaited.update(view for views in wanted for view in views)

    def release(self, session: Session, names: Iterable[str]) -> None:
        """A metric is done with these views; those that no other waits for make room."""
        with self._counting:
            self.awaited.subtract(names)
            free = [view for view in names if self.awaited[view] == 0 and view in self._made]
            self._made.difference_update(free)
        for view in free:
            session.drop(view)

    def _once(self, name: str) -> Lock:
        """Held while a view is made, so that a thread that asks for the same waits for it."""
        return self._locks.setdefault(name, Lock())
