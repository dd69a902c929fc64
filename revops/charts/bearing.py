"""Where a reading lies between the values that argue for a sign and against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, Style
from revops.diagnostic.result import Evidence
from revops.vocabulary import Unit


def bearing(evidence: Evidence, unit: Unit, style: Style, *, label: str, currency: str | None = None) -> Chart | None:
    """A scale from "no sign of it" to "a strong sign", with the reading and its interval on it.

    Args:
        evidence: A reading through the sign's anchors, which are written under the scale.
        unit: What the reading is measured in.
        style: How to draw.
        label: Name of the metric.
        currency: Of money.

    Returns:
        None where the reading is unknown.
    """
    if evidence.value is None or evidence.strength is None:
        return None
    figures = style.figures
    ends = sorted(end for end in (evidence.low, evidence.high) if end is not None)
    row = {
        "strength": evidence.strength,
        "low": ends[0] if ends else evidence.strength,
        "high": ends[-1] if ends else evidence.strength,
        "is_value": figures.value(evidence.value, unit, currency),
    }
    marks = [
        {"at": at, "name": figures.value(anchor, unit, currency)}
        for at, anchor in zip((0.0, 0.5, 1.0), evidence.anchors, strict=True)
    ]
    return Chart(
        spec=style.spec(26 + AXIS, layer=_layers(style, marks)),
        rows=[row],
        alt=(
            f"{label} is {row['is_value']}. {marks[0]['name']} would speak against the sign, "
            f"{marks[2]['name']} strongly for it; this speaks for it with {figures.points(evidence.strength)} "
            "points of 100."
        ),
        table=table_of([{**row, "points": figures.points(evidence.strength)}], is_value=label, points="Points of 100"),
    )


def _layers(style: Style, marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    low, middle, high = (json.dumps(mark["name"]) for mark in marks)
    label = f"datum.value == 0 ? {low} : datum.value == 1 ? {high} : {middle}"
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"values": [0, 0.5, 1], "labelExpr": label, "labelFlush": True, "title": None},
    }
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 8, "opacity": 0.3, "color": style.palette.accent},
            "encoding": {"x": {**across, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "color": style.palette.accent},
            "encoding": {"x": {**across, "field": "strength"}},
        },
    ]
