"""What moves the result of an investment most, and where its result lies."""

from __future__ import annotations

from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.theme import AXIS, HEIGHT, Style, hints, number_axis
from revops.investment.result import Bar, Scenario
from revops.vocabulary import Unit

MOST: Final = 8
"""Bars drawn; the rest is in the table."""
_ROW: Final = 42
_LINE: Final = "datum.name + ': ' + format(datum.low, '.2~s') + ' to ' + format(datum.high, '.2~s')"
_TITLES: Final = {"name": "What", "whose": "Whose", "is_low": "At its low end", "is_high": "At its high end"}


def tornado(scenario: Scenario, style: Style, *, option: str, currency: str | None) -> Chart:
    """One bar per range: what is left after 24 months at its low and at its high end, all else as likely.

    Args:
        scenario: With its bars, largest first.
        style: How to draw.
        option: What is invested in.
        currency: Of the amounts.
    """
    rows = [_row(bar, style, currency) for bar in scenario.bars]
    likely = style.figures.value(scenario.likely, Unit.MONEY, currency)
    largest = "; ".join(f"{row['name']} from {row['is_low']} to {row['is_high']}" for row in rows[:3])
    return Chart(
        spec=style.spec(min(len(rows), MOST) * _ROW + AXIS, layer=_layers(scenario.likely, style)),
        rows=rows[:MOST],
        alt=f"Left after 24 months of {option} with everything as likely: {likely}. What moves it most: {largest}.",
        table=table_of(rows, **_TITLES),
    )


def outcomes(scenario: Scenario, style: Style, *, option: str, currency: str | None) -> Chart:
    """How often the futures end where, after 24 months; those in which the money is back stand out.

    Args:
        scenario: With its bins.
        style: How to draw.
        option: What is invested in.
        currency: Of the amounts.
    """
    figures = style.figures
    rows = [
        {
            "start": start,
            "end": end,
            "share": share,
            "is_back": start >= 0,
            "between": f"{figures.value(start, Unit.MONEY, currency)} to {figures.value(end, Unit.MONEY, currency)}",
            "is_share": figures.percent(share),
        }
        for start, end, share in zip(scenario.bins, scenario.bins[1:], scenario.shares, strict=False)
    ]
    last = scenario.net[-1]
    ends = [figures.value(end, Unit.MONEY, currency) for end in (last.low, last.high)]
    back = figures.percent(scenario.chance[24])
    return Chart(
        spec=style.spec(HEIGHT - 60, layer=_columns(style)),
        rows=rows,
        alt=(
            f"Left after 24 months of {option}: eight of ten futures lie between {ends[0]} and {ends[1]}; "
            f"in {back} the money is back."
        ),
        table=table_of(rows, between="Left after 24 months", is_share="Share of the futures"),
    )


def _row(bar: Bar, style: Style, currency: str | None) -> dict[str, Any]:
    return {
        "name": bar.title,
        "whose": "your range" if bar.is_lever else "own number, over its interval",
        "low": bar.low,
        "high": bar.high,
        "is_lever": bar.is_lever,
        "is_low": style.figures.value(bar.low, Unit.MONEY, currency),
        "is_high": style.figures.value(bar.high, Unit.MONEY, currency),
    }


def _layers(likely: float, style: Style) -> list[dict[str, Any]]:
    palette = style.palette
    down = {"field": "name", "type": "nominal", "sort": None, "axis": None}
    across = {"type": "quantitative", "axis": number_axis(Unit.MONEY), "scale": {"zero": False}}
    colour = {"condition": {"test": "datum.is_lever", "value": palette.accent}, "value": palette.quiet}
    above = {"type": "text", "align": "left", "dy": -13, "fontSize": 12, "color": palette.text}
    return [
        *_rules({"likely": likely, "nothing": 0.0}, across, style),
        {
            "mark": {"type": "bar", "height": 12, "yOffset": 5, "cornerRadius": 2},
            "encoding": {
                "y": down,
                "x": {**across, "field": "low"},
                "x2": {"field": "high"},
                "color": colour,
                "tooltip": hints(**_TITLES),
            },
        },
        {
            "transform": [{"calculate": _LINE, "as": "line"}],
            "mark": above,
            "encoding": {"y": down, "x": {"value": 0}, "text": {"field": "line"}},
        },
    ]


def _rules(at: dict[str, float], across: dict[str, Any], style: Style) -> list[dict[str, Any]]:
    """A full line at what is likely, a dashed one where the money is just back."""
    dashes = {"likely": [1, 0], "nothing": [4, 3]}
    return [
        {
            "data": {"values": [{"at": value}]},
            "mark": {"type": "rule", "strokeDash": dashes[name], "color": style.palette.quiet},
            "encoding": {"x": {**across, "field": "at"}},
        }
        for name, value in at.items()
    ]


def _columns(style: Style) -> list[dict[str, Any]]:
    palette = style.palette
    across = {"type": "quantitative", "axis": number_axis(Unit.MONEY)}
    share = {"field": "share", "type": "quantitative", "axis": {**number_axis(Unit.SHARE), "tickCount": 3}}
    colour = {"condition": {"test": "datum.is_back", "value": palette.series[1]}, "value": palette.quiet}
    return [
        {
            "mark": {"type": "rect"},
            "encoding": {
                "x": {**across, "field": "start"},
                "x2": {"field": "end"},
                "y": share,
                "y2": {"datum": 0},
                "color": colour,
                "tooltip": hints(between="Left after 24 months", is_share="Share of the futures"),
            },
        },
        {
            "data": {"values": [{"at": 0}]},
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": palette.text},
            "encoding": {"x": {**across, "field": "at"}},
        },
    ]
