"""Votes on one sign as dots, a row for each group, with the middle of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from revops.charts.chart import Chart
from revops.charts.figures import Figures
from revops.charts.theme import AXIS, Style, names_down
from revops.diagnostic.answers import Role
from revops.statistics.agreement import TOP
from revops.vocabulary import Unit
from revops.workshop import Group, Tally

BAND: Final = 56
"""Height of a group's row."""
TALLER: Final = 0.3
"""How far rows grow with dots and letters: a wall is wide, and five roles have to fit on it."""
ABREAST: Final = 6
"""Dots side by side on one answer before they go on in another line."""
APART: Final = 0.12
"""Between two dots side by side, in steps."""
WALL_LETTERS: Final = 15
"""Height of letters on a wall at scale 1; larger beside the dots than on a page, as they are read from farther."""
WALL_NAMES: Final = 250
"""Room for the name of a group on a wall at scale 1: small groups stand together and have long names."""
WALL_ROWS: Final = 4
"""Rows whose height a wall has however many there are: names in two lines stay apart, and five roles fit."""


def vote_dots(tally: Tally, style: Style, *, label: str, scale: float = 1.0) -> Chart:
    """A dot for each answer 0 to 4, the middle half of each group as a band, its median as a mark.

    Args:
        tally: By group; without groups the chart is empty and says so.
        style: How to draw.
        label: Title of the sign.
        scale: How much larger than on a screen one sits at; a projector is read from ten metres.
    """
    rows = [row for group in tally.groups for row in _rows(group, style.figures)]
    lines = len(tally.groups) if scale == 1.0 else WALL_ROWS
    height = round((lines * BAND + AXIS) * (1 + (scale - 1) * TALLER))
    return Chart(
        spec=larger(style, style.spec(height, layer=_layers(style, scale)), scale),
        rows=rows,
        alt=f"{label}, round {tally.round}: " + f"{told(tally, style.figures)}.",
        table=_table(tally.groups, style.figures),
    )


def group_name(group: Group) -> str:
    """The roles of a group as one writes them."""
    return roles_name(group.roles)


def roles_name(roles: Sequence[Role]) -> str:
    """Roles as one writes them."""
    names = [role.label for role in roles]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _rows(group: Group, figures: Figures) -> Iterator[dict[str, Any]]:
    name = f"{group_name(group)} ({figures.count(len(group.steps))})"
    found = tuple(marks(group))
    yield from ({"name": name, **mark} for mark in found or (_mark("none", 0.0),))


def marks(group: Group, *, abreast: int = ABREAST, apart: float = APART) -> Iterator[dict[str, Any]]:
    """What is drawn of a group: the middle half with its median, and a dot for each answer; nothing without a step.

    Args:
        group: Whose answers.
        abreast: Dots side by side on one answer.
        apart: Between two of them, in steps.
    """
    found = group.agreement
    if found is None:
        return
    yield {**_mark("half", found.median), "low": found.low_quartile, "high": found.high_quartile}
    for step in sorted(set(group.steps)):
        for at, lift in _places(group.steps.count(step), abreast, apart):
            yield {**_mark("vote", step + at), "lift": lift}


def _mark(kind: str, at: float) -> dict[str, Any]:
    return {"kind": kind, "at": at, "lift": 0.0, "low": 0.0, "high": 0.0}


def _places(dots: int, abreast: int, apart: float) -> Iterator[tuple[float, float]]:
    """Where each of several dots on one answer lies, aside and above the middle of the row."""
    lines = -(-dots // abreast)
    for dot in range(dots):
        line = dot // abreast
        wide = min(abreast, dots - line * abreast)
        yield (dot % abreast - (wide - 1) / 2) * apart, (line - (lines - 1) / 2) * min(0.4, 1.6 / lines)


def _layers(style: Style, scale: float) -> list[dict[str, Any]]:
    down, colour, grown = names_down(), style.palette.accent, 1 + (scale - 1) * TALLER
    if scale != 1.0:
        down["axis"] = {**down["axis"], "labelLimit": round(WALL_NAMES * scale)}
    ticks = list(range(TOP + 1))
    across = {
        "type": "quantitative",
        "scale": {"domain": [-0.5, TOP + 0.5], "nice": False},
        "axis": {"values": ticks, "format": "d", "title": None, "grid": True, "gridColor": style.palette.faint},
    }
    half, vote = ([{"filter": f"datum.kind == '{kind}'"}] for kind in ("half", "vote"))
    x = {**across, "field": "at"}
    return [
        {
            "transform": half,
            "mark": {"type": "rule", "strokeWidth": 22 * grown, "opacity": 0.18, "color": colour},
            "encoding": {"y": down, "x": {**across, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "transform": half,
            "mark": {"type": "tick", "thickness": 3 * scale, "size": 34 * grown, "color": style.palette.text},
            "encoding": {"y": down, "x": x},
        },
        {
            "transform": vote,
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 70 * scale**2, "color": colour},
            "encoding": {"y": down, "x": x, "yOffset": _lifted()},
        },
    ]  # fmt: skip


def _lifted() -> dict[str, Any]:
    return {"field": "lift", "type": "quantitative", "scale": {"domain": [-1, 1]}}


def larger(style: Style, spec: dict[str, Any], scale: float) -> dict[str, Any]:
    """The specification with the letters of a wall along its axes, where it is for one."""
    if scale == 1.0:
        return spec
    axis = {**spec["config"]["axis"], "labelFontSize": round(WALL_LETTERS * scale), "labelColor": style.palette.text}
    return {**spec, "config": {**spec["config"], "axis": axis}}


def told(tally: Tally, figures: Figures) -> str:
    """How each group voted, in words."""
    return "; ".join(_told(tally.groups, figures)) or "no votes"


def _told(groups: Sequence[Group], figures: Figures) -> Iterator[str]:
    for group in groups:
        said = f"{group_name(group)} {figures.count(len(group.steps))} votes"
        found = group.agreement
        yield said if found is None else f"{said}, median {figures.value(found.median, Unit.COUNT)}"


def _table(groups: Sequence[Group], figures: Figures) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {"Group": [group_name(group) for group in groups]}
    for step in range(TOP + 1):
        columns[str(step)] = [str(group.steps.count(step)) for group in groups]
    columns["Don't know"] = [str(group.unknown) for group in groups]
    columns["Does not apply"] = [str(group.not_applicable) for group in groups]
    columns["Median"] = [
        figures.value(group.agreement.median, Unit.COUNT) if group.agreement else "none" for group in groups
    ]
    columns["Middle half"] = [_half(group, figures) for group in groups]
    return columns


def _half(group: Group, figures: Figures) -> str:
    found = group.agreement
    return (
        f"{figures.value(found.low_quartile, Unit.COUNT)} to {figures.value(found.high_quartile, Unit.COUNT)}"
        if found
        else "none"
    )
