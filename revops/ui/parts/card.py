"""A metric on a card: name, value, interval and n, trend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.charts.changes import told
from revops.charts.trend import small_trend
from revops.history import numbers_before
from revops.measure.naming import caution, counted_otherwise, each
from revops.measure.then_and_now import way
from revops.metric import Metric
from revops.reading import Reading
from revops.ui import cache
from revops.ui.parts import benchmark
from revops.ui.parts.drawing import draw_alone
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.screens import Screen
from revops.ui.state import State
from revops.vocabulary import Slice

METRIC_PARAM: Final = "metric"
_SHOWN: Final = 3
"""Earlier assessments that a card has room for."""
_ENOUGH: Final = 3
"""Periods with a value below which a line says nothing."""


def card(metric: Metric, state: State, found: Assessment, *, place: str = "") -> None:
    """A known reading; muted where too few rows stand behind it.

    Args:
        metric: What was measured.
        state: Whose draft it is.
        found: What came out.
        place: Tells apart the same metric shown twice on a screen.
    """
    write = figures()
    reading = found.readings[metric.key]
    name = f"{'firm' if reading.firm else 'muted'}_{metric.key}{place}"
    with st.container(border=True, height="stretch", key=f"card_{name}", gap="xsmall"):
        Screen.SCORECARD.link(plain(metric.label), **{METRIC_PARAM: metric.key})
        with st.container(key=f"value_{name}"):
            st.markdown(plain(write.headline(reading).removesuffix(f" {each(reading)}")))
        span = f"{each(reading)} · " if each(reading) else ""
        st.caption(plain(span + write.under(reading)))
        for word in filter(None, (counted_otherwise(reading), write.split(reading), caution(reading))):
            st.caption(plain(word[0].upper() + word[1:]))
        _change(metric, reading, name, found)
        _before(metric, reading, found)
        benchmark.on_card(metric, reading)
        _trend(metric, reading, name, state, found)


def _change(metric: Metric, reading: Reading, name: str, found: Assessment) -> None:
    """What moved since the earlier period; nothing where the two cannot be compared."""
    change = found.changes.get(metric.key)
    if change is None or found.against is None:
        return
    if says := told(figures(), reading, change, found.window, found.against):
        with st.container(key=f"change_{name}"):
            st.caption(plain(says))


def _before(metric: Metric, reading: Reading, found: Assessment) -> None:
    """What it was in earlier assessments, where any is known and it was counted as now."""
    counted = way(metric, reading.definition, found.answers.context.figures)
    then = numbers_before(found.history, found.window.as_of, reading, counted)
    write = figures()
    told = [f"{write.headline(old)} on {write.day(day)}" for day, old in then[-_SHOWN:]]
    if told:
        st.caption(plain(f"Before: {', '.join(told)}"))


def _trend(metric: Metric, reading: Reading, name: str, state: State, found: Assessment) -> None:
    pieces = reading.by.get(Slice.MONTH, ())
    if sum(piece.value is not None and not piece.partial for piece in pieces) < _ENOUGH:
        return
    look = style()
    make = partial(small_trend, pieces, reading.unit, look, label=metric.label, currency=reading.currency)
    draw_alone(cache.chart(state, found, f"card {metric.key}", look, make), f"trend_{name}")


def unknown(metrics: Sequence[Metric], reason: str) -> None:
    """Readings without a value for the same reason, with what would give them one."""
    with st.container(key=f"unknown_{metrics[0].key}", gap="xsmall"):
        for metric in metrics:
            Screen.SCORECARD.link(plain(metric.label), **{METRIC_PARAM: metric.key})
        st.caption(plain(figures().dated(reason)))
