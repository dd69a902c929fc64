"""What came and what went by month: parts above and below a line that add up to the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revops.charts.chart import Chart, table_of
from revops.charts.theme import HEIGHT, Style, hints, number_axis
from revops.reading import Piece
from revops.vocabulary import Unit


def movements(parts: Sequence[Piece], unit: Unit, style: Style, *, label: str, currency: str | None = None) -> Chart:
    """Stacked bars per month; what was lost hangs below zero.

    Args:
        parts: Keys are month and category, "2025-03 new"; losses carry their sign.
        unit: What the values are measured in.
        style: How to draw.
        label: What moved, for the sentence.
        currency: Of money.
    """
    rows = [_row(part.key, part.value, unit, style, currency) for part in parts if part.value is not None]
    categories = list(dict.fromkeys(row["category"] for row in rows))
    return Chart(
        spec=style.spec(HEIGHT, **_drawing(unit, style, categories, [row["when"] for row in rows])),
        rows=rows,
        alt=_sentence(rows, label, unit, style, currency),
        table=table_of(rows, when="Month", category="Movement", is_value="Value"),
    )


def _row(key: str, value: float, unit: Unit, style: Style, currency: str | None) -> dict[str, Any]:
    month, _, category = key.partition(" ")
    return {
        "when": style.figures.month(month),
        "category": category,
        "value": value,
        "is_value": style.figures.value(value, unit, currency),
    }


def _drawing(unit: Unit, style: Style, categories: Sequence[str], months: Sequence[str]) -> dict[str, Any]:
    return {
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "when",
                "type": "ordinal",
                "scale": {"domain": list(dict.fromkeys(months))},
                "axis": {"labelOverlap": True, "labelAngle": 0, "title": None},
            },
            "y": {"field": "value", "type": "quantitative", "axis": number_axis(unit)},
            "color": {
                "field": "category",
                "type": "nominal",
                "scale": {"domain": list(categories), "range": list(style.palette.series[: len(categories)])},
                "legend": {"title": None, "orient": "bottom", "columns": 3},
            },
            "tooltip": hints(when="Month", category="Movement", is_value="Value"),
        },
    }


def _sentence(rows: Sequence[dict[str, Any]], label: str, unit: Unit, style: Style, currency: str | None) -> str:
    if not rows:
        return f"{label}: nothing moved."
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["category"]] = sums.get(row["category"], 0.0) + row["value"]
    totals = ", ".join(f"{name} {style.figures.value(value, unit, currency)}" for name, value in sums.items())
    return f"{label} from {rows[0]['when']} to {rows[-1]['when']}, in all: {totals}."
