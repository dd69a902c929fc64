"""How far each number has to move to pay for its team, drawn against what it is today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from revops.charts.chart import Chart, table_of
from revops.charts.figures import Figures
from revops.charts.lifts import between, lift, number
from revops.charts.theme import AXIS, Style, hints
from revops.investment.content import LEVER_TEXTS
from revops.investment.result import BreakEven, LeverCase
from revops.metrics import METRICS
from revops.vocabulary import Better

_ROW: Final = 50
_REACH: Final = (-0.6, 1.0)
"""What is drawn, in parts of today's value; a lift beyond it stands at the edge and is written out."""
TITLES: Final = {
    "name": "Lever",
    "today": "Today, 95% interval",
    "target": "Would have to be",
    "lift": "Lift, its range",
    "later": "Over 24 months",
    "notice": "To notice it",
    "remark": "",
}

NOT_POSSIBLE: Final = "not possible"
NOTHING: Final = "–"

Row = dict[str, Any]


def break_even(levers: Sequence[LeverCase], style: Style, *, team: str, currency: str | None) -> Chart | None:
    """One row per lever that can be worked out: today's interval around 0, and where the number would have to be.

    Args:
        levers: Of one team.
        style: How to draw.
        team: Its name.
        currency: Of money.

    Returns:
        None where no lever can be worked out.
    """
    rows = rows_of(levers, style.figures, currency)
    if not rows:
        return None
    drawn = [{**row, **_drawn(lever)} for row, lever in zip(rows, _known(levers), strict=True)]
    return Chart(
        spec=style.spec(len(drawn) * _ROW + AXIS, layer=_layers(style)),
        rows=drawn,
        alt=f"To pay for {team} within 12 months, one alone: {'; '.join(_said(row) for row in rows)}.",
        table=table_of(rows, **TITLES),
    )


def rows_of(levers: Sequence[LeverCase], figures: Figures, currency: str | None) -> list[Row]:
    """Each lever that can be worked out, in words, by the fields of `TITLES`."""
    return [_row(lever, figures, currency) for lever in _known(levers)]


def unknown_of(levers: Sequence[LeverCase]) -> list[tuple[str, str]]:
    """Each lever that cannot be worked out, with the reason."""
    open_ones = [lever for lever in levers if lever not in _known(levers)]
    return [(LEVER_TEXTS[lever.key].title, lever.at[12].reason or "") for lever in open_ones]


def _known(levers: Sequence[LeverCase]) -> list[LeverCase]:
    return [lever for lever in levers if lever.today.value is not None and lever.at[12].lift is not None]


def _row(lever: LeverCase, figures: Figures, currency: str | None) -> Row:
    unit, found, today = lever.today.unit, lever.at[12], lever.today
    ranged = between(figures, found.low, found.high, unit, currency)
    ends = figures.interval(today, unit, currency)
    target = number(figures, found.target or 0.0, unit, currency) if found.is_possible else NOT_POSSIBLE
    now, needed = number(figures, today.value or 0.0, unit, currency), lift(figures, found.lift or 0.0, unit, currency)
    return {
        "name": LEVER_TEXTS[lever.key].title,
        "today": f"{now} ({ends}, n\u00a0=\u00a0{figures.count(today.n)})" if ends else now,
        "target": target,
        "lift": f"{needed} ({ranged})" if ranged else needed,
        "later": _later(lever, figures, currency),
        "notice": _notice(lever, found, figures),
        "remark": remark(lever),
        "short": f"{now} → {target}" if found.is_possible else f"{now}, {needed} {NOT_POSSIBLE}",
    }


def remark(lever: LeverCase) -> str:
    """What to know about a lift: that it cannot be, or would not stand out from what the number may be today."""
    found, today = lever.at[12], lever.today
    if not found.is_possible:
        return "The number cannot move that far: it cannot pay alone."
    target = found.target or 0.0
    if today.low is not None and today.high is not None and today.low <= target <= today.high:
        return "Lies within what the number may be today already."
    return ""


def _later(lever: LeverCase, figures: Figures, currency: str | None) -> str:
    found = lever.at[24]
    if found.lift is None:
        return NOTHING
    return lift(figures, found.lift, lever.today.unit, currency) if found.is_possible else NOT_POSSIBLE


def _notice(lever: LeverCase, found: BreakEven, figures: Figures) -> str:
    if found.rows is None:
        return NOTHING
    counted = f"{figures.count(found.rows)} {LEVER_TEXTS[lever.key].counted} before, as many after"
    if found.months_to_notice is None:
        return counted
    months = found.months_to_notice
    return f"{counted}: {'under a month' if months < 1 else f'{figures.count(months)} months'} each at today's pace"


def _drawn(lever: LeverCase) -> Row:
    """Distances from today in parts of today's value, the better to the right."""
    today, found = lever.today.value or 0.0, lever.at[12]
    lift_needed = found.lift or 0.0
    base = abs(today) or lift_needed or 1.0
    sign = -1.0 if METRICS[lever.key].better is Better.LOWER else 1.0
    ends = [sign * (end - today) / base for end in (lever.today.low, lever.today.high) if end is not None]
    needs = [each / base for each in (found.low, found.lift, found.high) if each is not None]
    low, high = min(needs), max(needs)
    return {
        "own_low": max(_REACH[0], min(ends, default=0.0)),
        "own_high": min(_REACH[1], max(ends, default=0.0)),
        "need": min(_REACH[1], lift_needed / base),
        "need_low": min(_REACH[1], low),
        "need_high": min(_REACH[1], high),
        "kind": "beyond" if lift_needed / base > _REACH[1] or not found.is_possible else "possible",
    }


def _said(row: Mapping[str, Any]) -> str:
    if row["target"] == NOT_POSSIBLE:
        return f"{row['name']} cannot"
    return f"{row['name']} from {row['today']} to {row['target']}"


def _layers(style: Style) -> list[dict[str, Any]]:
    palette = style.palette
    down = {"field": "name", "type": "nominal", "sort": None, "axis": None}
    across = {
        "type": "quantitative",
        "scale": {"domain": list(_REACH), "nice": False, "padding": 10},
        "axis": {"values": [-0.5, 0, 0.5, 1], "labelExpr": _AXIS_LABEL, "title": None},
    }
    colour = {
        "condition": {"test": "datum.kind == 'beyond'", "value": palette.quiet},
        "value": palette.series[1],
    }
    shape = {"condition": {"test": "datum.kind == 'beyond'", "value": "triangle-right"}, "value": "diamond"}
    rule = {"type": "rule", "yOffset": 8}
    above = {"type": "text", "align": "left", "dy": -12, "fontSize": 12, "color": palette.text}
    tips = hints(**{field: title for field, title in TITLES.items() if title})
    return [
        {
            "data": {"values": [{"at": 0}]},
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": palette.quiet},
            "encoding": {"x": {**across, "field": "at"}},
        },
        {
            "mark": {**rule, "strokeWidth": 12, "opacity": 0.3, "color": palette.accent},
            "encoding": {"y": down, "x": {**across, "field": "own_low"}, "x2": {"field": "own_high"}},
        },
        {
            "mark": {**rule, "strokeWidth": 2},
            "encoding": {
                "y": down,
                "x": {**across, "field": "need_low"},
                "x2": {"field": "need_high"},
                "color": colour,
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 120, "opacity": 1, "yOffset": 8},
            "encoding": {
                "y": down,
                "x": {**across, "field": "need"},
                "color": colour,
                "shape": shape,
                "tooltip": tips,
            },
        },
        {
            "transform": [{"calculate": "datum.name + ': ' + datum.short", "as": "line"}],
            "mark": above,
            "encoding": {"y": down, "x": {"value": 0}, "text": {"field": "line"}},
        },
    ]


_AXIS_LABEL: Final = "datum.value == 0 ? 'today' : format(datum.value, '+.0%')"
