"""A company's own number with its interval, and what others measured below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from revops.benchmarks import Benchmark
from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, ROW, Style, hints, names_down, number_axis
from revops.reading import Reading
from revops.vocabulary import Unit

OWN: Final = "Your company"
_MARGIN: Final = 40
"""Pixels beside the outermost marks, so that the numbers written over them are whole."""
_TITLES: Final = {
    "name": "Whose",
    "is_value": "Value",
    "between": "Range",
    "n": "n",
    "is_from": "Published",
    "firm": "Firm",
}


def beside_others(reading: Reading, entries: Sequence[Benchmark], style: Style, *, label: str, year: int) -> Chart:
    """One row for the company with its 95% interval, one for each benchmark with its quartiles where it has them.

    Args:
        reading: The company's own, known.
        entries: Benchmarks of the same metric.
        style: How to draw.
        label: Name of the metric.
        year: The year we are in; benchmarks that are too old or not firm are grey.
    """
    rows = [_own(reading, style), *(_other(entry, style, year) for entry in entries)]
    return Chart(
        spec=style.spec(len(rows) * ROW + AXIS, layer=_layers(reading.unit, style)),
        rows=rows,
        alt=f"{label}: {'; '.join(map(_said, rows))}.",
        table=table_of(rows, **_TITLES),
    )


def _own(reading: Reading, style: Style) -> dict[str, Any]:
    figures = style.figures
    return {
        "name": OWN,
        "kind": "own",
        "value": reading.value,
        "low": reading.low,
        "high": reading.high if reading.low is not None else None,
        "is_value": figures.headline(reading),
        "between": figures.interval(reading, reading.unit, reading.currency) or "–",
        "n": figures.count(reading.n),
        "is_from": "–",
        "firm": "yes" if reading.firm else "few rows",
    }


def _other(entry: Benchmark, style: Style, year: int) -> dict[str, Any]:
    figures, unit, is_firm = style.figures, Unit(entry.unit), entry.is_firm(year)
    ends = [figures.value(end, unit) for end in (entry.low, entry.high) if end is not None]
    return {
        "name": entry.segment,
        "kind": "firm" if is_firm else "grey",
        "value": entry.middle,
        "low": entry.middle if entry.low is None else entry.low,
        "high": entry.middle if entry.high is None else entry.high,
        "is_value": figures.value(entry.middle, unit),
        "between": " to ".join(ends) or "–",
        "n": figures.count(entry.n) if entry.n else "not stated",
        "is_from": f"{entry.publisher}, {entry.year}",
        "firm": f"{entry.firmness}{'' if is_firm else ', grey'}",
    }


def _said(row: Mapping[str, Any]) -> str:
    ranged = f" ({row['between']})" if row["between"] != "–" else ""
    return f"{row['name']} {row['is_value']}{ranged}"


def _layers(unit: Unit, style: Style) -> list[dict[str, Any]]:
    down, palette = names_down(), style.palette
    colours = {"domain": ["own", "firm", "grey"], "range": [palette.accent, palette.text, palette.quiet]}
    colour = {"field": "kind", "type": "nominal", "scale": colours, "legend": None}
    across = {
        "field": "value",
        "type": "quantitative",
        "axis": number_axis(unit),
        "scale": {"zero": False, "padding": _MARGIN, "nice": False},
    }
    return [
        {
            "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
            "mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.3},
            "encoding": {"y": down, "x": {**across, "field": "low"}, "x2": {"field": "high"}, "color": colour},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {
                "y": down,
                "x": across,
                "color": colour,
                "shape": {
                    "field": "kind",
                    "type": "nominal",
                    "scale": {"domain": ["own", "firm", "grey"], "range": ["circle", "diamond", "diamond"]},
                    "legend": None,
                },
                "tooltip": hints(**_TITLES),
            },
        },
        {
            "mark": {"type": "text", "dy": -11, "fontSize": 12},
            "encoding": {"y": down, "x": across, "text": {"field": "is_value"}, "color": colour},
        },
    ]
