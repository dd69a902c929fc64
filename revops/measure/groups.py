"""Groups held against each other: small ones together, and what luck alone gives told from what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from revops.fold import Group, Query, reads
from revops.fold.merging import merged
from revops.measure.judging import apart, ranged, verdicts
from revops.measure.pieces import IN_ORDER, Estimating, in_order, piece_of
from revops.reading import Piece, Standing
from revops.vocabulary import Kind, Slice

SMALL = 10
"""Rows below which groups are taken together: their own numbers tell nothing."""
MOST = 12
"""Groups shown on their own, at most."""
OTHERS = "others"
EARLIER = "earlier"


def standings(
    query: Query, groups: Mapping[str | None, Group], piece: Slice, estimating: Estimating
) -> tuple[Standing, ...]:
    """Each group with its number and its distance from all the others.

    Groups of fewer than ten rows, and those beyond the twelve largest, stand as one; so do all quarters before the
    last twelve. Rows of no group stand apart and are compared with nothing. Which groups differ by more than luck is
    judged over all of them at once: the best of twelve equal ones always looks good.

    Args:
        query: What was asked.
        groups: Sufficient statistics by key; None for blank.
        piece: What they are grouped by.
        estimating: Makes the number of a group.

    Returns:
        In the order of the breakdown, those taken together after them (earlier quarters before them), blank ones last;
        nothing without a group.
    """
    named = {key: group for key, group in groups.items() if key}
    if not named:
        return ()
    kept, pooled = _parted(named, piece)
    aggregates = query.shape.sums
    found = {key: Standing(piece=piece_of(key, estimating(group, (piece.value, key)))) for key, group in kept.items()}
    if pooled:
        together = merged(pooled.values(), aggregates)
        name = EARLIER if piece in IN_ORDER else OTHERS
        one = piece_of(name, estimating(together, ("", name)))
        kept, stands = {**kept, name: together}, {name: Standing(piece=one, pooled=len(pooled))}
        found = {**stands, **found} if piece in IN_ORDER else {**found, **stands}
    found = _judged({key: _held(query, kept, found[key], estimating) for key in found})
    blank = [piece_of("", estimating(group, (piece.value, None))) for key, group in groups.items() if key is None]
    return (*found.values(), *(Standing(piece=one) for one in blank))


def _parted(groups: Mapping[str, Group], piece: Slice) -> tuple[dict[str, Group], dict[str, Group]]:
    """Those that stand on their own, and those that stand as one."""
    keys = sorted(groups, key=lambda key: in_order(piece, key, groups[key].rows))
    if piece in IN_ORDER:
        small = keys[:-MOST]
    else:
        small = [key for place, key in enumerate(keys) if place >= MOST or groups[key].rows < SMALL]
    if len(small) < 2:
        small = []
    return {key: groups[key] for key in keys if key not in small}, {key: groups[key] for key in small}


def _held(query: Query, groups: Mapping[str, Group], one: Standing, estimating: Estimating) -> Standing:
    """A group with its distance from all the others together; the largest of categories may be another one there."""
    if query.metric.kind in (Kind.DISTRIBUTION, Kind.SERIES) or adds_up(query):
        return one
    others = merged((group for key, group in groups.items() if key != one.piece.key), query.shape.sums)
    rest = piece_of("", estimating(others, ("", OTHERS)))
    first, second = ranged(query.metric, one.piece), ranged(query.metric, rest)
    if first is None or second is None or one.piece.partial or rest.partial:
        return one
    found = apart(query.metric, first, second)
    difference = first.value - second.value
    relative = found.value if query.metric.unit.is_money and found.value != difference else None
    return replace(
        one,
        difference=difference,
        relative=relative,
        low=found.interval.low,
        high=found.interval.high,
        p_value=found.p_value,
    )


def adds_up(query: Query) -> bool:
    """Whether the numbers of the groups add up to that of all: then one group lies below all the others by its size."""
    return query.metric.kind is Kind.TOTAL or "times" in reads(query.rows).outputs or query.metric.estimate == "outlook"


def _judged(found: Mapping[str, Standing]) -> dict[str, Standing]:
    tried = {key: one.p_value for key, one in found.items() if _can_be_judged(one)}
    called = dict(zip(tried, verdicts(list(tried.values())), strict=True))
    return {key: replace(one, verdict=called.get(key)) for key, one in found.items()}


def _can_be_judged(one: Standing) -> bool:
    return one.pooled == 1 and one.p_value is not None and one.piece.n >= SMALL


def shown(standing: Sequence[Standing]) -> list[Piece]:
    """The groups as they are drawn: those taken together say how many they are."""
    return [
        replace(one.piece, key=f"{one.piece.key} ({one.pooled})") if one.pooled > 1 else one.piece for one in standing
    ]
