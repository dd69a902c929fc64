"""The way from one number to another: each part begins where the one before it ended."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Final

from revops.charts.changes import sized
from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, Style, hints, number_axis
from revops.measure.changed import Changed
from revops.reading import Reading
from revops.vocabulary import Unit

_ROW: Final = 42
_MARGIN: Final = 56
"""Pixels beside the outermost marks, so that the numbers written behind them are whole."""


def waterfall(changed: Changed, reading: Reading, style: Style, *, label: str, then: str) -> Chart:
    """The number then, each part with its sign, the number now.

    Args:
        changed: The parts; with the number then they add up to the number now.
        reading: The number now, for its unit and currency.
        style: How to draw.
        label: Name of the metric.
        then: What the earlier period is called.
    """
    ends = list(accumulate((part.value for part in changed.parts), initial=changed.then))
    steps = [
        {
            "name": part.name,
            "start": start,
            "end": end,
            "size": sized(style.figures, reading, part.value, None).removesuffix(f" {reading.unit.each}"),
            "is_sum": False,
        }
        for part, start, end in zip(changed.parts, ends[:-1], ends[1:], strict=True)
    ]
    write = style.figures.value
    first = {"name": _upper(then), "size": write(changed.then, reading.unit, reading.currency)}
    last = {"name": "Now", "size": write(changed.now, reading.unit, reading.currency)}
    listed = [_sum(first, changed.then), *steps, _sum(last, changed.now)]
    rows = [{"place": place, **row} for place, row in enumerate(listed)]
    return Chart(
        spec=style.spec(len(rows) * _ROW + AXIS, layer=_layers(len(rows), reading.unit, style)),
        rows=rows,
        alt=_sentence(rows, label),
        table=table_of(rows, name="Part", size="Size"),
    )


def _sum(row: dict[str, str], value: float) -> dict[str, Any]:
    return {**row, "start": value, "end": value, "is_sum": True}


def _upper(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def _layers(count: int, unit: Unit, style: Style) -> list[dict[str, Any]]:
    # The places are given because each layer leaves out other rows, and would order the rest by itself.
    down = {"field": "place", "type": "ordinal", "scale": {"domain": list(range(count))}, "axis": None}
    scale = {"zero": False, "nice": False, "padding": _MARGIN}
    across = {"field": "end", "type": "quantitative", "axis": _axis(unit), "scale": scale}
    up, below = style.palette.accent, style.palette.series[3]
    colour = {"condition": {"test": "datum.end >= datum.start", "value": up}, "value": below}
    above = {"type": "text", "align": "left", "dy": -14, "fontSize": 12, "color": style.palette.text}
    dot = {"type": "point", "filled": True, "size": 90, "opacity": 1, "yOffset": 4, "color": style.palette.text}
    return [
        {
            "transform": [{"filter": "!datum.is_sum"}],
            "mark": {"type": "bar", "height": 12, "yOffset": 4, "cornerRadius": 2},
            "encoding": {
                "y": down,
                "x": {**across, "field": "start"},
                "x2": {"field": "end"},
                "color": colour,
                "tooltip": hints(name="Part", size="Size"),
            },
        },
        {
            "transform": [{"filter": "datum.is_sum"}],
            "mark": dot,
            "encoding": {"y": down, "x": across},
        },
        # Names stand above their bars, from the left edge, so that they are whole on a phone as well.
        {"mark": above, "encoding": {"y": down, "x": {"value": 0}, "text": {"field": "name"}}},
        {
            "transform": [{"calculate": "max(datum.start, datum.end)", "as": "right"}],
            "mark": {"type": "text", "align": "left", "dx": 8, "dy": 4, "fontSize": 12, "color": style.palette.text},
            "encoding": {"y": down, "x": {**across, "field": "right"}, "text": {"field": "size"}},
        },
    ]


def _axis(unit: Unit) -> dict[str, Any]:
    """Shares with a decimal: the way is often shorter than a point between two of its marks."""
    return {**number_axis(unit), **({"format": ".1%"} if unit is Unit.SHARE else {})}


def _sentence(rows: list[dict[str, Any]], label: str) -> str:
    first, *steps, last = rows
    told = ", ".join(f"{row['name']} {row['size']}" for row in steps) or "nothing moved"
    return f"{label}: {first['size']} in {first['name'][0].lower()}{first['name'][1:]}; {told}; now {last['size']}."
