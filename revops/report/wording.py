"""Cells of a report in words, as people of one country write numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from revops.charts.figures import Figures
from revops.charts.lifts import lift
from revops.charts.lifts import number as written
from revops.report.blocks import Cell, Number, Table
from revops.vocabulary import Unit

UNKNOWN = "unknown"
_FINE = 0.01
"""Below one point, digits enough are kept to tell numbers apart."""


def told(number: Number, figures: Figures) -> str:
    """The number with its unit; "unknown" where there is none."""
    if number.value is None:
        return UNKNOWN
    if number.unit is Unit.POINTS and 0 < number.value < _FINE:
        return lift(figures, number.value, Unit.SHARE)
    return written(figures, number.value, number.unit, number.currency)


def beneath(number: Number, figures: Figures) -> str:
    """What stands below it: interval and rows, or why it is unknown; empty where nothing does."""
    if number.value is None:
        return figures.dated(number.reason or "")
    parts = []
    if number.low is not None:
        high = "no upper end" if number.high is None else written(figures, number.high, number.unit, number.currency)
        parts.append(f"{written(figures, number.low, number.unit, number.currency)} to {high}")
    if number.n is not None:
        parts.append(f"n\u00a0=\u00a0{figures.count(number.n)}")
    return " · ".join(parts)


def cell(value: Cell, figures: Figures) -> str:
    """Any cell on one line."""
    if isinstance(value, Number):
        under = beneath(value, figures)
        return f"{told(value, figures)} ({under})" if under else told(value, figures)
    if isinstance(value, int | float):
        return figures.value(value, Unit.COUNT) if value == round(value) else figures.value(value, Unit.RATIO)
    if isinstance(value, date):
        return figures.day(value)
    return value or ""


def joined(remarks: Iterable[str]) -> str:
    """Remarks as one text: a blank after a whole sentence, a semicolon after a few words."""
    text = ""
    for remark in filter(None, remarks):
        apart = "" if not text else " " if text.endswith(".") else "; "
        text = f"{text}{apart}{remark}"
    return text


def noted(table: Table, most: int, figures: Figures) -> str:
    """What to know beside a table of which so many rows are shown."""
    left = len(table.rows) - most
    more = f"{figures.count(left)} more rows stand in the workbook." if left > 0 else ""
    return " ".join(filter(None, (table.note, more)))
