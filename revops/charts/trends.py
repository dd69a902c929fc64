"""Trends in words."""

from __future__ import annotations

from revops.charts.changes import NOTHING, sized
from revops.charts.figures import Figures
from revops.measure.naming import names_of_rows
from revops.measure.trends import Trended
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Kind, Unit


def trend_told(figures: Figures, reading: Reading, trend: Trended | None) -> str:
    """One sentence: how far it rises or falls each month, or that no trend stands out; empty without a trend."""
    if trend is None:
        return ""
    low, high = (_step(figures, reading, end) for end in (trend.low, trend.high))
    span = f"{low} to {high} each month, over {trend.months} whole months"
    if not trend.is_beyond_noise:
        return f"No trend beyond noise: {span}."
    word = "Rising" if trend.slope > 0 else "Falling"
    return f"{word}: {_step(figures, reading, trend.slope)} each month ({span})."


def _step(figures: Figures, reading: Reading, step: float) -> str:
    said = sized(figures, reading, step, None).removesuffix(f" {reading.unit.each}")
    if said == NOTHING:
        return "0"
    metric = METRICS[reading.key]
    is_of_things = metric.unit is Unit.COUNT and metric.kind is Kind.TOTAL
    return f"{said} {names_of_rows(metric)[1]}" if is_of_things else said
