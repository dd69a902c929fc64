"""A value by month or quarter, with the range the data are compatible with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.theme import HEIGHT, Style, hints, number_axis
from revops.reading import Piece
from revops.vocabulary import Unit

_SMALL: Final = 64
_ROOM: Final = 0.1
"""How far a small chart reaches beyond its line and the usual ends of its band."""

Rows = Sequence[Mapping[str, Any]]


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
    x = _across(rows, {"labelOverlap": True, "labelAngle": 0, "title": None})
    y = {"type": "quantitative", "axis": number_axis(unit), "scale": {"zero": unit.is_share}}
    layers = [*_band_and_line(x, y, style), _points(x, y, style)]
    return _chart(pieces, rows, style.spec(HEIGHT, layer=layers), unit, style, label, currency)


def small_trend(pieces: Sequence[Piece], unit: Unit, style: Style, *, label: str, currency: str | None = None) -> Chart:
    """Band and line alone, for a card; the line fills the height, wide ends of the band are cut."""
    rows = [_row(piece, unit, style, currency) for piece in pieces]
    x = _across(rows, None)
    y = {"type": "quantitative", "axis": None, "scale": {"domain": _reach(pieces), "nice": False}}
    spec = style.spec(_SMALL, layer=_band_and_line(x, y, style))
    return _chart(pieces, rows, spec, unit, style, label, currency)


def _chart(
    pieces: Sequence[Piece],
    rows: Rows,
    spec: Mapping[str, Any],
    unit: Unit,
    style: Style,
    label: str,
    currency: str | None,
) -> Chart:
    return Chart(
        spec=spec,
        rows=rows,
        alt=_sentence(pieces, unit, style, label, currency),
        table=table_of(rows, when="Period", is_value="Value", between="95% interval", n="n"),
    )


def _row(piece: Piece, unit: Unit, style: Style, currency: str | None) -> dict[str, Any]:
    figures = style.figures
    return {
        "when": figures.month(piece.key),
        "value": piece.value,
        "low": piece.low,
        "high": piece.high if piece.low is not None else None,
        "partial": piece.partial,
        "is_value": "–" if piece.value is None else figures.value(piece.value, unit, currency),
        "between": figures.interval(piece, unit, currency) or "–",
        "n": figures.count(piece.n),
    }


def _across(rows: Rows, axis: Mapping[str, Any] | None) -> dict[str, Any]:
    # The domain is given because each layer leaves out other periods, and would order the rest by itself.
    return {"field": "when", "type": "ordinal", "scale": {"domain": [row["when"] for row in rows]}, "axis": axis}


def _reach(pieces: Sequence[Piece]) -> list[float]:
    whole = [piece for piece in pieces if piece.value is not None and not piece.partial]
    ends = [piece.value for piece in whole if piece.value is not None] or [0.0]
    for side in ([piece.low for piece in whole], [piece.high for piece in whole]):
        known = [end for end in side if end is not None]
        ends += [median(known)] if known else []
    room = _ROOM * (max(ends) - min(ends)) or abs(max(ends)) or 1.0
    return [min(ends) - room, max(ends) + room]


def _band_and_line(x: Mapping[str, Any], y: Mapping[str, Any], style: Style) -> list[dict[str, Any]]:
    whole = [{"filter": "!datum.partial"}]
    has_interval = {"filter": "isValid(datum.low) && isValid(datum.high)"}
    accent = style.palette.accent
    return [
        {
            "transform": [*whole, has_interval],
            "mark": {"type": "area", "opacity": 0.18, "color": accent, "clip": True},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": whole,
            "mark": {"type": "line", "color": accent, "strokeWidth": 2},
            "encoding": {"x": x, "y": {**y, "field": "value"}},
        },
    ]


def _points(x: Mapping[str, Any], y: Mapping[str, Any], style: Style) -> dict[str, Any]:
    accent = style.palette.accent
    filled = {"condition": {"test": "!datum.partial", "value": accent}, "value": "transparent"}
    tooltip = hints(when="Period", is_value="Value", between="95% interval", n="n")
    return {
        "mark": {"type": "point", "size": 34, "opacity": 1, "color": accent},
        "encoding": {"x": x, "y": {**y, "field": "value"}, "fill": filled, "tooltip": tooltip},
    }


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
