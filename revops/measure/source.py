"""One dataset seen through one window, standing on the engine for the length of a call."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from threading import Lock
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.engine.duckdb import session
from revops.engine.session import Session
from revops.fold import Fold, Query, fold, home_column, middles, reads
from revops.measure import sizes
from revops.measure.segments import with_segments
from revops.measure.views import Views
from revops.measure.windows import Edges, edges, first_event, last_event, month_of
from revops.metric import Metric
from revops.statistics.middles import Middle
from revops.tables import TABLES
from revops.vocabulary import Fact, Slice
from revops.window import Window

LONGEST = 360
"""Months of history at most: one date mistyped by a century must not make a million rows."""

Fields = list[tuple[str, pa.DataType]]
Found = TypeVar("Found")

_CLOCK: Fields = [(name, pa.date32()) for name in ("as_of", "since", "until")]
_MONTHS: Fields = [("month_start", pa.date32()), ("month_end", pa.date32()), ("is_partial", pa.bool_())]
CLOCK, MONTHS = pa.schema(_CLOCK), pa.schema(_MONTHS)


@dataclass
class Source:
    """What a metric is read from.

    Attributes:
        session: The engine's cursor with the canonical tables, `clock` and `months` on it.
        dataset: The company's tables.
        window: The days looked at.
        edges: What the data cover of the window.
        known: Columns with at least one value, by table.
        today: Events after it do not count as seen.
        views: Those made so far, and who still needs them.
        last: The last day with an event.
        facts: The user's own figures.
        segments: By table, where segments come from that its own rows do not name.
    """

    session: Session
    dataset: Dataset
    window: Window
    edges: Edges
    known: Mapping[str, frozenset[str]]
    today: date
    views: Views
    last: date | None = None
    facts: Mapping[Fact, float] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    _found: dict[Hashable, Any] = field(default_factory=dict)
    _locks: dict[Hashable, Lock] = field(default_factory=dict)

    def once(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """What many ask for, found out once; a thread that asks for the same waits for the other's answer.

        Args:
            what: Tells it from everything else that is found out in a call.
            find: Finds it out.
        """
        with self._locks.setdefault(what, Lock()):
            if what not in self._found:
                self._found[what] = find()
        found: Found = self._found[what]
        return found

    def fold(self, query: Query) -> Fold:
        """Sufficient statistics of a metric's rows in the window; metrics that ask the same share one scan."""
        return self.once(("fold", query.sql), lambda: self._folded(query))

    def _folded(self, query: Query) -> Fold:
        self.make(reads(query.rows).views)
        return fold(self.session, query, self.window.since, self.window.until)

    def middles(self, query: Query, folded: Fold) -> dict[tuple[str, object], Middle]:
        """Medians of a metric's amounts, of all rows and by group."""
        return middles(self.session, query, folded, self.window.since, self.window.until)

    def count(self, sql: str) -> int:
        """The one number a query gives, 0 without a row; metrics that ask the same share one answer."""
        return self.once(("count", sql), lambda: self._counted(sql))

    def _counted(self, sql: str) -> int:
        self.make(reads(sql).views)
        found = self.session.rows(sql)
        return int(found[0][0] or 0) if found else 0

    def make(self, views: tuple[str, ...]) -> None:
        """Views that a query reads, each made once per call."""
        self.views.make(self.session, views)

    @property
    def is_covered(self) -> bool:
        """Whether the data reach into the window; a window beside them says nothing, not even 0."""
        begins_after = self.window.since and self.last and self.window.since > self.last
        ends_before = self.edges.opens and self.edges.closes and self.edges.opens > self.edges.closes
        return not begins_after and not ends_before

    def knows(self, column: str) -> bool:
        """Whether `table.column` holds at least one value."""
        table, name = column.split(".")
        return name in self.known.get(table, frozenset())

    def has(self, piece: Slice, metric: Metric, sql: str) -> bool:
        """Whether there is anything to break a metric down by; a blank column only costs time."""
        home = None if piece.value in reads(sql).outputs else home_column(metric.of, piece.value)
        return home is None or (self.knows(home) and not (piece is Slice.SIZE and self.unsized(metric, sql)))

    def unsized(self, metric: Metric, sql: str) -> Mapping[str, int]:
        """How many deals there are of each outcome that hardly knows amounts, so that bands would not hold them."""
        if home_column(metric.of, Slice.SIZE.value) != sizes.HOME or "deal_id" not in reads(sql).outputs:
            return {}
        if not self.knows(sizes.HOME):
            return {}
        return self.once(("unsized", sql), lambda: self._unsized(sql))

    def _unsized(self, sql: str) -> Mapping[str, int]:
        self.make(reads(sql).views)
        return sizes.unsized(self.session.rows(sizes.by_outcome(sql)))

    def currencies(self, tables: frozenset[str]) -> tuple[str, ...]:
        """Codes in the currency columns of these tables, in alphabetical order."""
        each = (self.once(("currencies", table), partial(self._currencies, table)) for table in tables)
        return tuple(sorted({code for codes in each for code in codes}))

    def _currencies(self, table: str) -> tuple[str, ...]:
        knows = self.knows(f"{table}.currency")
        codes = pc.unique(self.dataset.tables[table]["currency"]).to_pylist() if knows else []
        return tuple(code for code in codes if code)


@contextmanager
def opened(dataset: Dataset, window: Window, today: date) -> Iterator[Source]:
    """The dataset on the engine, seen through a window; absent tables stand there without a row."""
    first = first_event(dataset, max(today, window.as_of or today))
    segmented = with_segments(dataset)
    dataset = segmented.dataset
    with session(_standing(dataset, first, window)) as cursor:
        known = {key: dataset.known_columns(key) for key in dataset.tables}
        covered, last = edges(first, window), last_event(dataset, today)
        yield Source(cursor, dataset, window, covered, known, today, Views(dataset), last, segments=segmented.told)


def standing(dataset: Dataset, window: Window, today: date) -> dict[str, pa.Table]:
    """All that a metric's SQL can name: the company's tables, absent ones empty, and the time it is seen from."""
    return _standing(dataset, first_event(dataset, max(today, window.as_of or today)), window)


def _standing(dataset: Dataset, first: date | None, window: Window) -> dict[str, pa.Table]:
    absent = {key: table.schema.empty_table() for key, table in TABLES.items() if key not in dataset.tables}
    return {**absent, **dataset.tables, "clock": clock(window), "months": months(first, window)}


def clock(window: Window) -> pa.Table:
    """One row: the day the data are seen from, first and last day of the window."""
    days = {"as_of": [window.as_of], "since": [window.since], "until": [window.until]}
    return pa.table(days, schema=CLOCK)


def months(first: date | None, window: Window) -> pa.Table:
    """Every month from the first event to the day the data are seen from, whole calendar months.

    `is_partial` marks those that the extract cuts off.
    """
    spans = list(_months(first, window.as_of))[-LONGEST:]
    covered = edges(first, replace(window, since=None))
    return pa.table(
        {
            "month_start": [span[0] for span in spans],
            "month_end": [span[1] for span in spans],
            "is_partial": [covered.cut(*span) for span in spans],
        },
        schema=MONTHS,
    )


def _months(first: date | None, last: date | None) -> Iterator[tuple[date, date]]:
    day = first
    while day and last and day <= last:
        yield month_of(day)
        day = month_of(day)[1] + timedelta(days=1)


def only(dataset: Dataset, tables: frozenset[str], code: str) -> Dataset:
    """The dataset with only the rows of one currency in these tables."""
    priced = [key for key in tables & dataset.tables.keys() if TABLES[key].has("currency")]
    wanted = pa.scalar(code)
    kept = {key: dataset.tables[key].filter(pc.equal(dataset.tables[key]["currency"], wanted)) for key in priced}
    return replace(dataset, tables={**dataset.tables, **kept})
