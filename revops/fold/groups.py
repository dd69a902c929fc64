"""Runs a folded query and hands out what came back: a few numbers per group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from revops.engine.session import Session
from revops.fold.query import Query
from revops.vocabulary import Slice, Timing

Sums = tuple[Any, ...]

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Group:
    """Sufficient statistics of the rows of one period or segment; of all rows where the key is empty.

    Attributes:
        sums: In the order of the kind's shape; empty for kinds that are counted by a key.
        counts: For kinds counted by a key: the key, then the sums, per line.
    """

    sums: Sums = ()
    counts: tuple[tuple[tuple[Any, ...], Sums], ...] = ()

    @property
    def rows(self) -> int:
        """Rows behind the group, those with a blank number included."""
        return sum(_rows(sums) for _, sums in self.counts) if self.counts else _rows(self.sums)


EMPTY = Group()


@dataclass(frozen=True, slots=True)
class Fold:
    """What one query gave.

    Attributes:
        whole: All rows in the window; of a state, those of the last month that has any.
        undated: Rows left out because they have no date.
        by: Per dimension the groups by key: a date for periods, else text or None for blank.
    """

    whole: Group = EMPTY
    undated: int = 0
    by: Mapping[str, Mapping[Any, Group]] = field(default_factory=dict)


def fold(session: Session, query: Query, since: date | None, until: date | None) -> Fold:
    """Runs one folded query over the days of a window.

    Args:
        session: On which the tables and views stand that the query reads.
        query: What to ask.
        since: First day; None from the beginning.
        until: Last day; None to the end.

    Returns:
        Sufficient statistics, overall and by each dimension the rows have.
    """
    lines = session.rows(query.sql, days(query.sql, since, until))
    gathered = _gathered(query, lines)
    undated = sum(group.rows for (name, _, is_undated, _), group in gathered.items() if is_undated and not name)
    dated = {place: group for place, group in gathered.items() if not place[2]}
    if query.metric.timing is Timing.MONTH_END:
        return _state(dated, undated)
    return _flow(dated, undated)


def days(sql: str, since: date | None, until: date | None) -> dict[str, date] | None:
    """The parameters of a query over a window; None where its rows are not bound to days."""
    return {"since": since or EARLIEST, "until": until or LATEST} if "$since" in sql else None


Place: TypeAlias = tuple[str, Any, bool, date | None]
"""Dimension ("" for all rows), key in it, whether undated, month of a state."""


def _gathered(query: Query, lines: Sequence[tuple[Any, ...]]) -> dict[Place, Group]:
    """The lines of a result by where they belong."""
    names, keys = query.dimensions, tuple(query.keys)
    first_key, first_sum = 1 + len(names), 1 + len(names) + len(keys)
    first_own = first_key + len(keys) - len(query.shape.keys)
    dimension = {(1 << len(names)) - 1: 0} | {
        (1 << len(names)) - 1 - (1 << (len(names) - place)): place for place in range(1, len(names) + 1)
    }
    gathered: dict[Place, list[tuple[tuple[Any, ...], Sums]]] = defaultdict(list)
    for line in lines:
        at = dimension[line[0]]
        month = line[first_key + 1] if first_own > first_key + 1 else None
        place = (names[at - 1], line[at]) if at else ("", None)
        gathered[(*place, line[first_key], month)].append((line[first_own:first_sum], line[first_sum:]))
    if query.shape.keys:
        return {place: Group(counts=tuple(counts)) for place, counts in gathered.items()}
    return {place: Group(sums=counts[0][1]) for place, counts in gathered.items()}


def _flow(groups: Mapping[Place, Group], undated: int) -> Fold:
    by: dict[str, dict[Any, Group]] = defaultdict(dict)
    for (name, key, _, _), group in groups.items():
        by[name][key] = group
    whole = by.pop("", {}).get(None, EMPTY)
    return Fold(whole=whole, undated=undated, by=by)


def _state(groups: Mapping[Place, Group], undated: int) -> Fold:
    """A state: its last month stands for the whole window, the months before it for the trend."""
    last = max((month for name, _, _, month in groups if not name and month), default=None)
    by: dict[str, dict[Any, Group]] = defaultdict(dict)
    for (name, key, _, month), group in groups.items():
        if not name:
            by[Slice.MONTH.value][month] = group
        elif month == last:
            by[name][key] = group
    return Fold(whole=by[Slice.MONTH.value].get(last, EMPTY), undated=undated, by=by)


def _rows(sums: Sums) -> int:
    return int(sums[1] if len(sums) > 1 else sums[0]) if sums else 0
