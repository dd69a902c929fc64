"""How the signs of a team add up to its need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, Style, hints
from revops.diagnostic.result import Contribution

CALLED_FOR: Final = 0.5
"""From this need on a team is called for; drawn as a line."""
_ROW: Final = 42


def contributions(parts: Sequence[Contribution], titles: Mapping[str, str], style: Style, *, team: str) -> Chart:
    """Each sign starts where the one before it ended; the last row is their sum.

    Args:
        parts: Points per sign, 0 to 1, together the need.
        titles: What to call each sign.
        style: How to draw.
        team: Whose need it is.
    """
    ordered = sorted(parts, key=lambda part: -part.points)
    ends = list(accumulate(part.points for part in ordered))
    rows = [
        _row(titles.get(part.sign, part.sign), end - part.points, end, style)
        for part, end in zip(ordered, ends, strict=True)
    ]
    total = ends[-1] if ends else 0.0
    rows.append(_row(f"Need for {team}", 0.0, total, style) | {"is_sum": True})
    return Chart(
        spec=style.spec(len(rows) * _ROW + AXIS, layer=_layers(style)),
        rows=rows,
        alt=_sentence(rows, team),
        table=table_of(rows, name="Sign", points="Points of 100"),
    )


def _row(name: str, start: float, end: float, style: Style) -> dict[str, Any]:
    return {"name": name, "start": start, "end": end, "points": style.figures.points(end - start), "is_sum": False}


def _layers(style: Style) -> list[dict[str, Any]]:
    down = {"field": "name", "type": "nominal", "sort": None, "axis": None}
    ends = {
        "field": "end",
        "type": "quantitative",
        "scale": {"domain": [0, 1.06]},
        "axis": {"values": [0, 0.25, 0.5, 0.75, 1], "labelExpr": "datum.value * 100", "title": None},
    }
    colour = {"condition": {"test": "datum.is_sum", "value": style.palette.text}, "value": style.palette.accent}
    above = {"type": "text", "align": "left", "dy": -14, "fontSize": 12, "color": style.palette.text}
    return [
        {
            "data": {"values": [{"at": CALLED_FOR}]},
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": style.palette.quiet},
            "encoding": {"x": {"field": "at", "type": "quantitative"}},
        },
        {
            "mark": {"type": "bar", "height": 12, "yOffset": 4, "cornerRadius": 2},
            "encoding": {
                "y": down,
                "x": {**ends, "field": "start"},
                "x2": {"field": "end"},
                "color": colour,
                "tooltip": hints(name="Sign", points="Points of 100"),
            },
        },
        # Names stand above their bars, from the left edge, so that they are whole on a phone as well.
        {"mark": above, "encoding": {"y": down, "x": {"datum": 0}, "text": {"field": "name"}}},
        {
            "mark": {"type": "text", "align": "left", "dx": 5, "dy": 4, "fontSize": 12, "color": style.palette.text},
            "encoding": {"y": down, "x": ends, "text": {"field": "points"}},
        },
    ]


def _sentence(rows: Sequence[dict[str, Any]], team: str) -> str:
    signs, total = rows[:-1], rows[-1]["points"]
    if not signs:
        return f"No sign speaks about {team} yet."
    largest = ", ".join(f"{row['name']} {row['points']}" for row in signs[:3])
    return f"Need for {team}: {total} points of 100, from {len(signs)} signs; the largest are {largest}."
