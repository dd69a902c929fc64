"""A value by month or quarter, with the range the data are compatible with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.theme import HEIGHT, Style, hints, number_axis
from revops.reading import Piece
from revops.vocabulary import Unit

_SMALL: Final = 64


def trend(pieces: Sequence[Piece], unit: Unit, style: Style, *, label: str, currency: str | None = None) -> Chart:
    """A line with its interval as a band; periods that the extract cuts off are hollow and outside the line.

    Args:
        pieces: In the order of time; those without a value leave a gap.
        unit: What the values are measured in.
        style: How to draw.
        label: Name of the metric.
        currency: Of money.
    """
    rows = [_row(piece, unit, style, currency) for piece in pieces]
    return Chart(
        spec=style.spec(rows, HEIGHT, layer=_layers(unit, style)),
        alt=_sentence(pieces, unit, style, label, currency),
        table=table_of(rows, when="Period", is_value="Value", between="95% interval", n="n"),
    )


def small_trend(pieces: Sequence[Piece], unit: Unit, style: Style, *, label: str, currency: str | None = None) -> Chart:
    """The same without axes, for a card."""
    rows = [_row(piece, unit, style, currency) for piece in pieces]
    layers = [
        {**layer, "encoding": {name: {**part, "axis": None} for name, part in layer["encoding"].items()}}
        for layer in _layers(unit, style, with_tooltip=False)
    ]
    return Chart(
        spec=style.spec(rows, _SMALL, layer=layers),
        alt=_sentence(pieces, unit, style, label, currency),
        table=table_of(rows, when="Period", is_value="Value", between="95% interval", n="n"),
    )


def _row(piece: Piece, unit: Unit, style: Style, currency: str | None) -> dict[str, Any]:
    figures = style.figures
    return {
        "key": piece.key,
        "when": figures.month(piece.key) + (" (cut off)" if piece.partial else ""),
        "value": piece.value,
        "low": piece.low,
        "high": piece.high if piece.low is not None else None,
        "partial": piece.partial,
        "is_value": "–" if piece.value is None else figures.value(piece.value, unit, currency),
        "between": figures.interval(piece, unit, currency) or "–",
        "n": figures.count(piece.n),
    }


def _layers(unit: Unit, style: Style, *, with_tooltip: bool = True) -> list[dict[str, Any]]:
    across = {"field": "key", "type": "ordinal", "axis": {"labelOverlap": True, "labelAngle": 0, "title": None}}
    up = {"field": "value", "type": "quantitative", "axis": number_axis(unit), "scale": {"zero": unit is Unit.SHARE}}
    whole = [{"filter": "!datum.partial"}]
    filled = {"condition": {"test": "!datum.partial", "value": style.palette.accent}, "value": "transparent"}
    tooltip = hints(when="Period", is_value="Value", between="95% interval", n="n")
    return [
        {
            "transform": [*whole, {"filter": "isValid(datum.low) && isValid(datum.high)"}],
            "mark": {"type": "area", "opacity": 0.18, "color": style.palette.accent, "interpolate": "monotone"},
            "encoding": {"x": across, "y": {**up, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": whole,
            "mark": {"type": "line", "color": style.palette.accent, "strokeWidth": 2, "interpolate": "monotone"},
            "encoding": {"x": across, "y": up},
        },
        {
            "mark": {"type": "point", "size": 30, "opacity": 1, "color": style.palette.accent},
            "encoding": {
                "x": across,
                "y": up,
                "fill": filled,
            }
            | ({"tooltip": tooltip} if with_tooltip else {}),
        },
    ]


def _sentence(pieces: Sequence[Piece], unit: Unit, style: Style, label: str, currency: str | None) -> str:
    known = [(piece.value, piece.key) for piece in pieces if piece.value is not None and not piece.partial]
    if not known:
        return f"{label}: no period has a value."
    figures = style.figures
    (first, start), (last, end) = known[0], known[-1]
    low, high = min(known), max(known)
    return (
        f"{label} by period: {figures.value(first, unit, currency)} in {figures.month(start)}, "
        f"{figures.value(last, unit, currency)} in {figures.month(end)}; lowest "
        f"{figures.value(low[0], unit, currency)} in {figures.month(low[1])}, highest "
        f"{figures.value(high[0], unit, currency)} in {figures.month(high[1])}."
    )
