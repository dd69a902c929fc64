"""SalesOps, RevOps, both and neither beside each other over 24 months: what they cost, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.figures import Figures
from revops.charts.theme import HEIGHT, Style, hints, number_axis
from revops.investment.result import HORIZONS, LAST, OptionCase
from revops.vocabulary import Outcome, Unit

_APART: Final = 6
"""Months between the names written along the lines, so that lines close together can be told apart."""
_TITLES: Final = {"name": "Way", "month": "Month", "is_value": "Amount"}
TITLES: Final = {
    "name": "",
    "a_year": "Cost a year",
    "spent": "Spent after 12 and 24 months",
    "a_month": "To be earned a month after the ramp",
    "chance": "Chance that it has come back",
}

Rows = Sequence[Mapping[str, Any]]


def spent(options: Sequence[OptionCase], style: Style, *, currency: str | None) -> Chart:
    """One line per way to decide: what has been spent by the end of each month, and so has to have come back.

    Args:
        options: Those whose cost is known are drawn.
        style: How to draw.
        currency: Of the amounts.
    """
    known = [option for option in options if option.spent]
    rows = [row for option in known for row in _spent(option, style, currency)]
    ends = [_named(option.option, option.spent[LAST], at, style, currency) for at, option in enumerate(known)]
    said = "; ".join(f"{_name(option.option)} {_money(option.spent[LAST], style, currency)}" for option in known)
    return Chart(
        spec=style.spec(HEIGHT, layer=[_line(style, "value"), _names(_labels(known, rows, "value"), style)]),
        rows=rows,
        alt=f"Spent after 24 months, and what has to come back in gross margin: {said}.",
        table=table_of(ends, name="Way", is_value="Spent after 24 months"),
    )


def left_over(options: Sequence[OptionCase], style: Style, *, currency: str | None) -> Chart | None:
    """What has come back less what was spent, under the user's ranges: half of the futures lie above each line.

    Args:
        options: Those with a scenario are drawn.
        style: How to draw.
        currency: Of the amounts.

    Returns:
        None where no way has a scenario.
    """
    known = [option for option in options if option.scenario]
    if not known:
        return None
    rows = [row for option in known for row in _left(option, style, currency)]
    layers = [_zero(style), _band(style), _line(style, "middle"), _names(_labels(known, rows, "middle"), style)]
    return Chart(
        spec=style.spec(HEIGHT + 40, layer=layers),
        rows=rows,
        alt="; ".join(_chances(option, style.figures) for option in known) + ".",
        table=table_of(
            [row for row in rows if row["month"] in HORIZONS],
            name="Way",
            month="Month",
            is_value="Half of the futures have more than",
            between="Eight of ten lie between",
        ),
    )


def beside(options: Sequence[OptionCase], figures: Figures, *, currency: str | None) -> dict[str, list[str]]:
    """Every way to decide in words, as columns of text by title."""
    return {title: [_cells(option, figures, currency)[field] for option in options] for field, title in TITLES.items()}


def _cells(option: OptionCase, figures: Figures, currency: str | None) -> dict[str, str]:
    if not option.spent:
        return {field: "unknown" for field in TITLES} | {"name": _name(option.option)}
    if not option.spent[LAST]:
        return {field: "nothing" for field in TITLES} | {"name": _name(option.option), "chance": "–"}
    money = [figures.value(option.spent[month], Unit.MONEY, currency) for month in HORIZONS]
    a_month = option.a_month
    return {
        "name": _name(option.option),
        "a_year": money[0],
        "spent": " and ".join(money),
        "a_month": "–" if a_month is None else figures.value(a_month, Unit.MONEY, currency),
        "chance": chance(option, figures),
    }


def chance(option: OptionCase, figures: Figures) -> str:
    """How likely the money is back, under the user's ranges: "13% after 12 months, 40% after 24"."""
    if option.scenario is None:
        return "no range given"
    first, second = (figures.percent(option.scenario.chance[months]) for months in HORIZONS)
    return f"{first} after 12 months, {second} after 24"


def _chances(option: OptionCase, figures: Figures) -> str:
    return f"Chance that the money for {_name(option.option)} has come back: {chance(option, figures)}"


def _name(option: Outcome) -> str:
    return "Neither" if option is Outcome.NEITHER else option.label


def _money(value: float, style: Style, currency: str | None) -> str:
    return style.figures.value(value, Unit.MONEY, currency)


def _named(option: Outcome, value: float, at: int, style: Style, currency: str | None) -> dict[str, Any]:
    return {"name": _name(option), "is_value": _money(value, style, currency), "at": at}


def _spent(option: OptionCase, style: Style, currency: str | None) -> list[dict[str, Any]]:
    return [
        {
            "name": _name(option.option),
            "colour": style.palette.of(option.option),
            "month": month,
            "value": value,
            "is_value": _money(value, style, currency),
        }
        for month, value in enumerate(option.spent)
    ]


def _left(option: OptionCase, style: Style, currency: str | None) -> list[dict[str, Any]]:
    spans = option.scenario.net if option.scenario else ()
    return [
        {
            "name": _name(option.option),
            "colour": style.palette.of(option.option),
            "month": month,
            "low": span.low,
            "middle": span.middle,
            "high": span.high,
            "is_value": _money(span.middle, style, currency),
            "between": f"{_money(span.low, style, currency)} to {_money(span.high, style, currency)}",
        }
        for month, span in enumerate(spans)
    ]


def _labels(options: Sequence[OptionCase], rows: Rows, field: str) -> list[dict[str, Any]]:
    """One point of each line to write its name at, none above another."""
    places = {_name(option.option): LAST - 1 - _APART * at for at, option in enumerate(options)}
    # The line of neither lies along the bottom, far below the others at the end.
    places |= {name: LAST - 1 for name in places if name == _name(Outcome.NEITHER)}
    return [
        {"name": row["name"], "colour": row["colour"], "month": row["month"], "value": row[field]}
        for row in rows
        if places[row["name"]] == row["month"]
    ]


_MONTHS: Final = {
    "field": "month",
    "type": "quantitative",
    "axis": {"values": [0, 6, 12, 18, 24], "title": "Months from the first day"},
}


def _up(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "axis": number_axis(Unit.MONEY)}


def _coloured() -> dict[str, Any]:
    return {"field": "colour", "type": "nominal", "scale": None, "legend": None}


def _line(style: Style, field: str) -> dict[str, Any]:
    tips = hints(**_TITLES)
    return {
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": _MONTHS,
            "y": _up(field),
            "color": _coloured(),
            "detail": {"field": "name"},
            "tooltip": tips,
        },
    }


def _band(style: Style) -> dict[str, Any]:
    return {
        "mark": {"type": "area", "opacity": 0.15},
        "encoding": {
            "x": _MONTHS,
            "y": _up("low"),
            "y2": {"field": "high"},
            "color": _coloured(),
            "detail": {"field": "name"},
        },
    }


def _zero(style: Style) -> dict[str, Any]:
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "color": style.palette.quiet},
        "encoding": {"y": _up("zero")},
    }


def _names(labels: Rows, style: Style) -> dict[str, Any]:
    return {
        "data": {"values": list(labels)},
        "mark": {"type": "text", "dy": -8, "align": "right", "fontSize": 12, "fontWeight": "bold"},
        "encoding": {"x": _MONTHS, "y": _up("value"), "text": {"field": "name"}, "color": _coloured()},
    }
