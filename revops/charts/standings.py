"""Groups held against each other, in words."""

from __future__ import annotations

from collections.abc import Sequence

from revops.charts.changes import sized
from revops.charts.figures import Figures
from revops.reading import Reading, Standing
from revops.vocabulary import Slice, Verdict

MANY = {
    Slice.SEGMENT: "segments",
    Slice.PRODUCT: "products",
    Slice.SOURCE: "sources",
    Slice.OWNER: "owners",
    Slice.CHANNEL: "channels",
    Slice.SIZE: "bands of size",
    Slice.COHORT: "quarters",
}
"""What several groups of a breakdown are called."""
LUCK = "within luck"
MORE = "more than luck"
REMARKS = {Verdict.BEYOND_NOISE: MORE, Verdict.WITHIN_NOISE: LUCK}


def outstanding(standings: Sequence[Standing]) -> list[Standing]:
    """The groups that differ from the rest by more than luck."""
    return [one for one in standings if one.verdict is Verdict.BEYOND_NOISE]


def told(figures: Figures, reading: Reading, way: Slice) -> str:
    """One sentence: which groups stand out, or that luck alone gives what is seen; empty where nothing was judged.

    Args:
        figures: Writes the numbers.
        reading: Broken down this way.
        way: The breakdown.
    """
    standings = reading.groups.get(way, ())
    judged = [one for one in standings if one.verdict]
    if len(judged) < 2:
        return ""
    found = outstanding(standings)
    if found:
        names = "; ".join(f"{one.piece.key} ({_distance(figures, reading, one)})" for one in found)
        return f"More than luck, {len(judged)} {MANY[way]} considered: {names} against all others."
    return f"The {len(judged)} {MANY[way]} differ by no more than luck alone gives{_best(figures, reading, judged)}."


def together(standings: Sequence[Standing], way: Slice) -> str:
    """What the groups taken together are; empty where none are."""
    pooled = [one.pooled for one in standings if one.pooled > 1]
    if not pooled:
        return ""
    small = "fewer than ten rows each, or beyond the twelve largest"
    why = "all before the last twelve" if way is Slice.COHORT else small
    return f"{pooled[0]:,} {MANY[way]} are taken together: {why}."


def remark(one: Standing) -> str:
    """A word on one group."""
    return REMARKS[one.verdict] if one.verdict else ""


def _distance(figures: Figures, reading: Reading, one: Standing) -> str:
    return sized(figures, reading, one.difference or 0.0, one.relative)


def _best(figures: Figures, reading: Reading, judged: Sequence[Standing]) -> str:
    """The largest number of many is large by itself."""
    if len(judged) < 3:
        return ""
    top = max(judged, key=lambda one: one.piece.value or 0.0)
    value = figures.value(top.piece.value or 0.0, reading.unit, reading.currency)
    return f"; that the highest is {top.piece.key} with {value} is no news by itself"
