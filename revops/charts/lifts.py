"""Lifts and small shares in words."""

from __future__ import annotations

import math

from babel.numbers import format_decimal

from revops.charts.figures import Figures
from revops.vocabulary import Unit

_FINE = 0.01
"""Below one per cent a share keeps two digits that count."""


def number(figures: Figures, value: float, unit: Unit, currency: str | None = None) -> str:
    """A number with its unit, small shares with digits enough to tell them apart: "27.5%", "0.026%"."""
    if unit is Unit.SHARE and 0 < abs(value) < _FINE:
        return f"{_points(figures, value)}%"
    return figures.value(value, unit, currency)


def lift(figures: Figures, value: float, unit: Unit, currency: str | None = None) -> str:
    """How far a number moves: points for shares, else the unit: "16.5 points", "€1,200", "4.3 days"."""
    if math.isinf(value):
        return "no upper end"
    if unit is Unit.SHARE:
        return f"{_points(figures, value)} points"
    return figures.value(value, unit, currency)


def _points(figures: Figures, share: float) -> str:
    points = share * 100
    if points and abs(points) < 1:
        digits = min(6, 1 - math.floor(math.log10(abs(points))))
        return str(format_decimal(points, "0." + "#" * digits, locale=figures.locale))
    return figures.points(share)


def between(figures: Figures, low: float | None, high: float | None, unit: Unit, currency: str | None = None) -> str:
    """A range of lifts: "12.8 to 20.3 points"; empty where there is none."""
    if low is None or high is None:
        return ""
    start, end = (lift(figures, each, unit, currency) for each in (low, high))
    return f"{start.removesuffix(' points') if end.endswith(' points') else start} to {end}"
