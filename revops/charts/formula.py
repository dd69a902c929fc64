"""A formula with one company's numbers put in."""

from __future__ import annotations

import re

from revops.charts.figures import Figures
from revops.measure.naming import names_of_rows
from revops.metric import Metric
from revops.reading import PutIn, Reading
from revops.vocabulary import Kind, Unit

_OF_BOTH = re.compile(r"(?P<part>[^/()]+) / \((?P=part) \+ [^/()]+\)")
"""Formulas whose whole is the part and one more: "won / (won + lost)"."""

_WITHOUT_A_QUOTIENT = {
    Kind.TOTAL: "the sum over {rows}",
    Kind.MIDDLE: "the middle of {rows}",
    Kind.TIME_TO_EVENT: "the middle of {rows}, weighted for those still open",
}


def filled(figures: Figures, metric: Metric, reading: Reading) -> str:
    """A known number as it comes about: "4,238 / (4,238 + 2,473) = 63.2%".

    Args:
        figures: Writes the numbers.
        metric: What was measured.
        reading: Its number, by its own definition or a rival's.
    """
    return f"{_left(figures, metric, reading)} = {figures.headline(reading)}"


def _left(figures: Figures, metric: Metric, reading: Reading) -> str:
    if reading.put_in:
        formula = "" if reading.definition else metric.formula
        return _quotient(figures, reading.put_in, formula)
    n = figures.count(reading.n)
    if metric.estimate != "usual" or metric.unit is Unit.MONTHS:
        return f"what {n} counted come to"
    one, several = names_of_rows(metric)
    rows = f"{n} {one if reading.n == 1 else several}"
    if metric.kind is Kind.TOTAL and reading.value == reading.n:
        return rows
    return _WITHOUT_A_QUOTIENT.get(metric.kind, "what {rows} come to").format(rows=rows)


def _quotient(figures: Figures, found: PutIn, formula: str) -> str:
    part = figures.in_full(found.part, found.part_unit, found.currency)
    whole = figures.in_full(found.whole, found.whole_unit, found.currency)
    if _OF_BOTH.fullmatch(formula):
        rest = figures.in_full(found.whole - found.part, found.whole_unit, found.currency)
        whole = f"({part} + {rest})"
    times = "" if found.times == 1 else f"{figures.in_full(found.times, Unit.COUNT)} × "
    return f"{times}{part} / {whole}"
