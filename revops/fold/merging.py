"""Groups taken together: what several sufficient statistics give as one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from revops.fold.groups import Group, Sums


def merged(groups: Iterable[Group], aggregates: Sequence[str]) -> Group:
    """One group of the rows of several.

    Args:
        groups: Of one query, without a row in common.
        aggregates: The SQL of each sum, in their order: maxima are not added up.

    Returns:
        A group as if its rows had been counted at once; an empty one of none.
    """
    several = list(groups)
    lines: dict[tuple[Any, ...], list[Sums]] = {}
    for group in several:
        for key, sums in group.counts:
            lines.setdefault(key, []).append(sums)
    counts = tuple((key, _together(sums, aggregates)) for key, sums in lines.items())
    whole = [group.sums for group in several if group.sums]
    return Group(sums=_together(whole, aggregates) if whole else (), counts=counts)


def _together(rows: Sequence[Sums], aggregates: Sequence[str]) -> Sums:
    return tuple(_one(column, sql) for column, sql in zip(zip(*rows, strict=True), aggregates, strict=True))


def _one(values: Sequence[Any], aggregate: str) -> Any:
    known = [value for value in values if value is not None]
    if not known:
        return None
    if isinstance(known[0], list):
        most = max(len(value) for value in known)
        return sorted((item for value in known for item in value if item is not None), reverse=True)[:most]
    if aggregate.startswith("max("):
        return max(known)
    return sum(known) if isinstance(known[0], int) else math.fsum(known)
