"""Breakdowns of a reading: months in their order, everything else by the number of rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from revops.fold import Fold, Group, Query
from revops.measure.estimate import Estimate
from revops.measure.windows import Edges, month_of, quarter_of
from revops.reading import Piece
from revops.statistics.interval import Interval
from revops.vocabulary import Kind, Slice, Timing

Place = tuple[str, Any]
Estimating = Callable[[Group, Place], Estimate]

ADDS_UP = (Kind.TOTAL, Kind.SERIES)
"""Kinds whose months without a row are 0 and not unknown."""
IN_ORDER = (Slice.SIZE, Slice.COHORT)
"""Breakdowns whose groups have an order of their own."""


def ends(interval: Interval | None) -> tuple[float | None, float | None]:
    """Low and high end; an end that nothing bounds is None."""
    if interval is None:
        return None, None
    return interval.low, interval.high if math.isfinite(interval.high) else None


def pieces(query: Query, folded: Fold, piece: Slice, edges: Edges, estimating: Estimating) -> tuple[Piece, ...]:
    """One breakdown of a metric.

    Args:
        query: What was asked.
        folded: The sufficient statistics.
        piece: The breakdown; one that the rows do not have comes out empty.
        edges: What the data cover of the window.
        estimating: Makes the number of a group.
    """
    if piece in (Slice.MONTH, Slice.QUARTER):
        return tuple(_periods(query, folded, piece, edges, estimating))
    groups = folded.by.get(piece.value, {})
    if not any(groups):
        return ()
    found = [piece_of(key or "", estimating(group, (piece.value, key))) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda one: in_order(piece, one.key, one.n)))


def in_order(piece: Slice, key: str, n: int) -> tuple[float, str]:
    """Where a group stands in its breakdown: bands by size, cohorts by time, all others by their rows."""
    if piece in IN_ORDER:
        return (_leading(key), key) if key else (math.inf, "")
    return (-n, key)


def _leading(key: str) -> float:
    """The number that a band begins with; the same for all quarters, whose names are in order by themselves."""
    first = key.split(" ")[0].replace(",", "")
    return float(first) if first.replace(".", "").isdigit() else 0.0


def _periods(query: Query, folded: Fold, piece: Slice, edges: Edges, estimating: Estimating) -> Iterator[Piece]:
    """All periods from the first to the last that has a row."""
    groups = _by_period(query, folded, piece)
    days = sorted(groups)
    day = days[0] if days else None
    while day and day <= days[-1]:
        first, last = month_of(day) if piece is Slice.MONTH else quarter_of(day)
        is_cut = edges.cuts_end(last) if query.metric.timing is Timing.MONTH_END else edges.cut(first, last)
        key = f"{first:%Y-%m}" if piece is Slice.MONTH else f"{first.year}-Q{(first.month + 2) // 3}"
        if first in groups:
            yield piece_of(key, estimating(groups[first], (piece.value, first)), partial=is_cut)
        else:
            nothing = 0.0 if query.metric.kind in ADDS_UP else None
            yield Piece(key=key, value=nothing, low=None, high=None, n=0, partial=is_cut)
        day = last + timedelta(days=1)


def _by_period(query: Query, folded: Fold, piece: Slice) -> Mapping[date, Group]:
    """Groups by the first day of their period; of a state, the last month stands for its quarter."""
    is_state = query.metric.timing is Timing.MONTH_END
    groups = folded.by.get(Slice.MONTH.value if is_state else piece.value, {})
    dated = {key: groups[key] for key in sorted(key for key in groups if key is not None)}
    return {quarter_of(key)[0]: group for key, group in dated.items()} if is_state and piece is Slice.QUARTER else dated


def piece_of(key: str, estimate: Estimate, *, partial: bool = False) -> Piece:
    """A number made of a group, under its name."""
    low, high = ends(estimate.interval)
    is_partial = partial or estimate.is_unripe
    return Piece(key=key, value=estimate.value, low=low, high=high, n=estimate.n, partial=is_partial)
