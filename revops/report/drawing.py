"""Charts as SVG: drawn here, so that no browser and no network is needed, and one drawing fits light, dark and print.

Colours come from the page through classes; widths of letters are estimated, with room to spare.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from html import escape
from typing import Final

from revops.charts.figures import Figures
from revops.report.blocks import Chart, Number, Shape
from revops.report.wording import told

WIDTH: Final = 640
_LABELS, _ENDS, _ROW, _BAR = 230, 90, 40, 16
_HEIGHT, _LEFT, _TOP, _BOTTOM = 230, 70, 10, 28
_LETTERS: Final = 30
"""Letters of a label on one line; a second line takes the rest."""
_MOST_NAMES: Final = 6


def svg(chart: Chart, figures: Figures) -> str:
    """A chart as an SVG element; empty where no number is known.

    Args:
        chart: What to draw.
        figures: Writes the numbers.
    """
    numbers = [number for series in chart.series for number in series.numbers]
    if not any(_is_drawn(number) for number in numbers):
        return ""
    height, body = (_bars if chart.shape is Shape.BARS else _line)(chart, figures)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(chart.says)}">'
        f"<title>{escape(chart.title)}</title>{body}</svg>"
    )


def _is_drawn(number: Number) -> bool:
    return number.value is not None and math.isfinite(number.value)


def _value(number: Number) -> float:
    return number.value if number.value is not None and math.isfinite(number.value) else 0.0


def _bars(chart: Chart, figures: Figures) -> tuple[int, str]:
    """Bars downwards, the name before and the number behind each."""
    numbers = chart.series[0].numbers
    values = [_value(number) for number in numbers]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = (WIDTH - _LABELS - _ENDS) / ((high - low) or 1.0)
    zero = _LABELS - low * scale
    rows = []
    for place, (label, number) in enumerate(zip(chart.labels, numbers, strict=True)):
        middle = place * _ROW + _ROW / 2
        rows.append(_label(label, middle))
        if _is_drawn(number):
            start, end = sorted((zero, zero + _value(number) * scale))
            rows.append(
                f'<rect class="bar" x="{start:.1f}" y="{middle - _BAR / 2:.1f}" width="{max(end - start, 1):.1f}" '
                f'height="{_BAR}" rx="2"/>'
            )
        at = max(zero, zero + _value(number) * scale) + 6
        rows.append(f'<text class="value" x="{at:.1f}" y="{middle + 4:.1f}">{escape(told(number, figures))}</text>')
    return len(numbers) * _ROW, "".join(rows)


def _label(text: str, middle: float) -> str:
    lines = wrapped(text, _LETTERS, 2)
    first = middle + 4 - 7 * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{_LABELS - 10}" y="{first + 14 * place:.1f}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text class="label" text-anchor="end">{spans}</text>'


def wrapped(text: str, letters: int, lines: int) -> list[str]:
    """A text in so many lines of so many letters at most, those of East Asia counted double; cut with an ellipsis."""
    found = [""]
    for word in text.split():
        for piece in _pieces(word, letters):
            if width(found[-1]) + width(piece) + 1 > letters and found[-1]:
                found.append("")
            found[-1] = f"{found[-1]} {piece}".strip()
    return found if len(found) <= lines else [*found[: lines - 1], _cut(found[lines - 1], letters)]


def _cut(line: str, letters: int) -> str:
    """A line that goes on, with room made for the ellipsis that says so."""
    while width(line) >= letters:
        line = line[:-1]
    return f"{line}…"


def width(text: str) -> int:
    """How many letters wide a text is."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _is_wide(text: str) -> bool:
    return width(text) > len(text)


def _pieces(word: str, letters: int) -> list[str]:
    step = letters // 2 if _is_wide(word) else letters
    return [word[at : at + step] for at in range(0, len(word), step)]


def _line(chart: Chart, figures: Figures) -> tuple[int, str]:
    """A line across with the interval as a band; what is unknown leaves a gap."""
    numbers = chart.series[0].numbers
    ends = [_value(number) for number in numbers if _is_drawn(number)]
    ends += [end for number in numbers for end in (number.low, number.high) if end is not None and math.isfinite(end)]
    ticks = nice(min(ends), max(ends))
    low, high = ticks[0], ticks[-1]
    across = (WIDTH - _LEFT - 20) / max(len(numbers) - 1, 1)
    down = (_HEIGHT - _TOP - _BOTTOM) / ((high - low) or 1.0)

    def x(place: int) -> float:
        return _LEFT + place * across

    def y(value: float) -> float:
        return _TOP + (high - min(max(value, low), high)) * down

    body = [_tick(tick, y(tick), numbers[0], figures) for tick in ticks]
    banded = [(x(place), number) for place, number in enumerate(numbers) if None not in (number.low, number.high)]
    if len(banded) > 1:
        upper = [f"{at:.1f},{y(number.high or 0):.1f}" for at, number in banded]
        lower = [f"{at:.1f},{y(number.low or 0):.1f}" for at, number in reversed(banded)]
        body.append(f'<polygon class="band" points="{" ".join([*upper, *lower])}"/>')
    for run in _runs(numbers):
        points = " ".join(f"{x(place):.1f},{y(_value(numbers[place])):.1f}" for place in run)
        body.append(f'<polyline class="line" points="{points}"/>')
        body += [
            f'<circle class="point" cx="{x(place):.1f}" cy="{y(_value(numbers[place])):.1f}" r="3"/>' for place in run
        ]
    return _HEIGHT, "".join([*body, *_names(chart.labels, across)])


def _tick(tick: float, at: float, like: Number, figures: Figures) -> str:
    text = told(Number(at=like.at, unit=like.unit, value=tick, currency=like.currency), figures)
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - 20}" y1="{at:.1f}" y2="{at:.1f}"/>'
        f'<text class="label" text-anchor="end" x="{_LEFT - 6}" y="{at + 4:.1f}">{escape(text)}</text>'
    )


def _names(labels: Sequence[str], across: float) -> list[str]:
    """Names below the line; one at the edge ends there instead of reaching over it."""
    step = max(1, math.ceil(len(labels) / _MOST_NAMES))
    return [
        f'<text class="label" text-anchor="{"end" if place and place == len(labels) - 1 else "middle"}" '
        f'x="{_LEFT + place * across:.1f}" y="{_HEIGHT - 8}">'
        f"{escape(labels[place])}</text>"
        for place in range(0, len(labels), step)
    ]


def _runs(numbers: Sequence[Number]) -> list[list[int]]:
    """Places of known numbers that follow each other."""
    runs: list[list[int]] = [[]]
    for place, number in enumerate(numbers):
        if _is_drawn(number):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def nice(low: float, high: float) -> list[float]:
    """Three to six round numbers that reach around the ends."""
    span = (high - low) or abs(high) or 1.0
    size = 10.0 ** math.floor(math.log10(span / 3))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if span / (size * factor) <= 4)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * place for place in range(first, max(last, first + 1) + 1)]
