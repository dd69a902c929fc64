"""Values beside each other with their intervals: segments, sources, owners, rival definitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, ROW, Style, hints, names_down, number_axis
from revops.reading import Piece
from revops.vocabulary import Unit

MOST: Final = 20
"""Rows drawn; the rest is in the table."""
_MARGIN: Final = 40
"""Pixels beside the outermost marks, so that the numbers written over them are whole."""


def interval_bars(
    pieces: Sequence[Piece],
    unit: Unit,
    style: Style,
    *,
    label: str,
    currency: str | None = None,
    outstanding: Collection[str] | None = None,
) -> Chart:
    """One row per piece: a point with its interval, and its n written beside.

    Args:
        pieces: In the order to show; pieces without a value are only in the table.
        unit: What the values are measured in.
        style: How to draw.
        label: What is broken down, for the sentence.
        currency: Of money.
        outstanding: Names of the pieces to draw in the accent, the others quiet; None for all.
    """
    stands = {piece.key for piece in pieces} if outstanding is None else set(outstanding)
    rows = [{**_row(piece, unit, style, currency), "stands_out": piece.key in stands} for piece in pieces]
    drawn = [row for row in rows if row["value"] is not None][:MOST]
    # Without an interval only the way from 0 shows whether a distance is large.
    begins_at_0 = unit.is_share or all(row["low"] is None for row in drawn)
    return Chart(
        spec=style.spec(max(1, len(drawn)) * ROW + AXIS, layer=_layers(unit, style, begins_at_0=begins_at_0)),
        rows=drawn,
        alt=_sentence(drawn, label),
        table=table_of(rows, name="Group", is_value="Value", between="95% interval", n="n"),
    )


def _row(piece: Piece, unit: Unit, style: Style, currency: str | None) -> dict[str, Any]:
    figures = style.figures
    written = "" if piece.value is None else figures.value(piece.value, unit, currency)
    return {
        "name": piece.key or "(blank)",
        "value": piece.value,
        "low": piece.low,
        "high": piece.high if piece.low is not None else None,
        "is_value": written or "–",
        "short": written.removesuffix(f" {unit.each}"),
        "between": figures.interval(piece, unit, currency) or "–",
        "n": figures.count(piece.n),
    }


def _layers(unit: Unit, style: Style, *, begins_at_0: bool) -> list[dict[str, Any]]:
    down = names_down()
    across = {
        "field": "value",
        "type": "quantitative",
        "axis": number_axis(unit),
        "scale": {"zero": begins_at_0, "padding": _MARGIN, "nice": False},
    }
    colour = {"condition": {"test": "datum.stands_out", "value": style.palette.accent}, "value": style.palette.quiet}
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
                "tooltip": hints(name="Group", is_value="Value", between="95% interval", n="n"),
            },
        },
        {
            "mark": {"type": "text", "dy": -11, "fontSize": 12, "color": style.palette.text},
            "encoding": {"y": down, "x": across, "text": {"field": "short"}},
        },
    ]


def _sentence(rows: Sequence[dict[str, Any]], label: str) -> str:
    if not rows:
        return f"{label}: no group has a value."
    low, high = min(rows, key=lambda row: row["value"]), max(rows, key=lambda row: row["value"])
    return (
        f"{label}: {len(rows)} groups, from {low['is_value']} ({low['name']}, n = {low['n']}) "
        f"to {high['is_value']} ({high['name']}, n = {high['n']})."
    )
