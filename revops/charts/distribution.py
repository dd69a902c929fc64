"""How a whole splits into categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, ROW, Style, hints, names_down, number_axis
from revops.reading import Piece
from revops.vocabulary import Unit


def distribution(parts: Sequence[Piece], style: Style, *, label: str) -> Chart:
    """One bar per category, its share of the whole written at its end.

    Args:
        parts: Shares 0 to 1 with their intervals, in the order to show.
        style: How to draw.
        label: What is split, for the sentence.
    """
    figures = style.figures
    rows = [
        {
            "name": part.key or "(blank)",
            "value": part.value,
            "low": part.low,
            "high": part.high,
            "is_value": figures.value(part.value, Unit.SHARE),
            "between": figures.interval(part, Unit.SHARE) or "–",
            "n": figures.count(part.n),
        }
        for part in parts
        if part.value is not None
    ]
    return Chart(
        spec=style.spec(max(1, len(rows)) * ROW + AXIS, layer=_layers(style)),
        rows=rows,
        alt=f"{label}: " + ("; ".join(f"{row['name']} {row['is_value']}" for row in rows) or "nothing to split") + ".",
        table=table_of(rows, name="Category", is_value="Share", between="95% interval", n="n"),
    )


def _layers(style: Style) -> list[dict[str, Any]]:
    down = names_down()
    across = {"field": "value", "type": "quantitative", "axis": number_axis(Unit.SHARE), "stack": None}
    return [
        {
            "mark": {"type": "bar", "height": 14, "color": style.palette.accent, "cornerRadiusEnd": 2},
            "encoding": {
                "y": down,
                "x": across,
                "tooltip": hints(name="Category", is_value="Share", between="95% interval", n="n"),
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "color": style.palette.text},
            "encoding": {"y": down, "x": across, "text": {"field": "is_value"}},
        },
    ]
