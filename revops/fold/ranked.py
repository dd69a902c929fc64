"""Values at given ranks, found by the engine: medians of money and the values that bound them."""

# ruff: noqa: S608 - the pieces of SQL are names and texts of declarations, never a user's words

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from revops.engine.session import Session
from revops.fold.groups import Fold, Group, days
from revops.fold.query import Query
from revops.statistics.interval import Interval
from revops.statistics.middles import Middle, median_ranks


def middles(session: Session, query: Query, folded: Fold, since: date | None, until: date | None) -> dict[Any, Middle]:
    """Medians with their ranges, of all rows and of each group.

    The number of rows of each group is known from the first scan; so the engine is asked for exactly the
    ranks that the order statistics need, and no list of amounts leaves it.

    Args:
        session: On which the query runs.
        query: The folded metric, whose rows carry a `value`.
        folded: What its first scan gave.
        since: First day; None from the beginning.
        until: Last day; None to the end.

    Returns:
        By dimension and key; all rows stand under ("", None). Groups without a value are left out.
    """
    sizes = {("", None): _size(folded.whole)}
    sizes |= {(name, key): _size(group) for name in query.dimensions for key, group in folded.by.get(name, {}).items()}
    places = {(n, rank): (rank - 0.5) / n for n in set(sizes.values()) for rank in _ranks(n)}
    if not places:
        return {}
    order = {place: index for index, place in enumerate(places)}
    found = _asked(session, query, list(places.values()), days(query.windowed, since, until))
    return {
        place: _middle(n, {rank: found[place][order[n, rank]] for rank in _ranks(n)}) for place, n in sizes.items() if n
    }


def _asked(
    session: Session, query: Query, fractions: list[float], parameters: Mapping[str, date] | None
) -> dict[Any, list[float]]:
    levels = [f"by_{name}" for name in query.dimensions]
    level = f"grouping({', '.join(levels)})" if levels else "0"
    wanted = f"quantile_disc(y, [{', '.join(repr(fraction) for fraction in fractions)}])"
    sets = ", ".join(["()", *(f"({name})" for name in levels)])
    lines = session.rows(
        f"select {', '.join([level, *levels, wanted])} from ({query.windowed}) "
        f"where not undated and y is not null group by grouping sets ({sets})",
        parameters,
    )
    full = (1 << len(levels)) - 1
    names = {full - (1 << (len(levels) - 1 - at)): at for at in range(len(levels))}
    return {
        (query.dimensions[names[line[0]]], line[1 + names[line[0]]]) if line[0] in names else ("", None): line[-1]
        for line in lines
    }


def _size(group: Group) -> int:
    return int(group.sums[0]) if group.sums else 0


def _ranks(n: int) -> tuple[int, ...]:
    return ((n + 1) // 2, n // 2 + 1, *(median_ranks(n) or ())) if n else ()


def _middle(n: int, values: Mapping[int, float]) -> Middle:
    ends = median_ranks(n)
    value = (values[(n + 1) // 2] + values[n // 2 + 1]) / 2
    return Middle(value, Interval(values[ends[0]], values[ends[1]]) if ends else None, n)
