"""The parts of one metric, each kind in the form that can be read: categories, steps, movements, what is to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from revops.charts.chart import Chart
from revops.charts.distribution import distribution
from revops.charts.intervals import interval_bars
from revops.charts.movements import movements
from revops.charts.theme import Style
from revops.metric import Metric
from revops.reading import Piece, Reading
from revops.vocabulary import Kind

LOW, MIDDLE, HIGH = "P10", "P50", "P90"
HEADINGS = {
    "steps": "Step by step",
    "outlook": "By month: half of the simulated futures win less, 80 of 100 lie on the bar",
}


def parts(metric: Metric, reading: Reading, style: Style) -> tuple[str, Chart]:
    """Heading and chart of a reading's parts.

    Args:
        metric: What was measured.
        reading: With parts.
        style: How to draw.
    """
    found, label = reading.parts or (), metric.label
    if metric.kind is Kind.DISTRIBUTION:
        return "How it splits", distribution(found, style, label=label)
    if metric.kind is Kind.SERIES and metric.estimate == "usual":
        chart = movements(found, reading.unit, style, label=label, currency=reading.currency)
        return "What came and went", chart
    months = (replace(piece, key=style.figures.dated(piece.key)) for piece in futures(found))
    pieces = list(months) if metric.estimate == "outlook" else list(found)
    chart = interval_bars(pieces, reading.unit, style, label=f"{label}, in parts", currency=reading.currency)
    return HEADINGS.get(metric.estimate, "In parts"), chart


def futures(found: Sequence[Piece]) -> Iterator[Piece]:
    """One piece per month: its middle, with the tenth and the nine tenths as the ends."""
    by_name = {piece.key: piece for piece in found}
    for piece in found:
        month, _, name = piece.key.rpartition(" ")
        low, high = by_name.get(f"{month} {LOW}"), by_name.get(f"{month} {HIGH}")
        if name == MIDDLE and low and high:
            yield Piece(key=f"up to {month}", value=piece.value, low=low.value, high=high.value, n=piece.n)
