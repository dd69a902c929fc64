"""How often each outcome came out when the answers and figures were varied within their uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revops.charts.chart import Chart, table_of
from revops.charts.theme import ROW, Style, names_down
from revops.vocabulary import Outcome


def outcome_shares(shares: Mapping[Outcome, float], answer: Outcome, style: Style) -> Chart:
    """One bar per outcome, largest first, its share written at its end.

    Args:
        shares: 0 to 1, together 1; outcomes that never came out may be absent.
        answer: The outcome that is recommended, drawn in the accent; where nothing is settled no bar stands out.
        style: How to draw.
    """
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    rows = [
        {
            "name": outcome.label,
            "value": share,
            "is_value": style.figures.percent(share),
            "colour": style.palette.accent if outcome is answer else style.palette.quiet,
        }
        for outcome, share in ordered
    ]
    return Chart(
        spec=style.spec(len(rows) * ROW, layer=_layers(style)),
        rows=rows,
        alt="How often each outcome came out: " + ", ".join(f"{row['name']} {row['is_value']}" for row in rows) + ".",
        table=table_of(rows, name="Outcome", is_value="Share of draws"),
    )


def _layers(style: Style) -> list[dict[str, Any]]:
    down = names_down()
    across = {"field": "value", "type": "quantitative", "scale": {"domain": [0, 1.15]}, "axis": None}
    return [
        {
            "mark": {"type": "bar", "height": 16, "cornerRadiusEnd": 2},
            "encoding": {"y": down, "x": across, "color": {"field": "colour", "type": "nominal", "scale": None}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "color": style.palette.text},
            "encoding": {"y": down, "x": across, "text": {"field": "is_value"}},
        },
    ]
