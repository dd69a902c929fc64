"""Which days the scorecard looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import streamlit as st

from revops.dataset import Dataset
from revops.drafts import Span
from revops.measure.windows import about_window
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.window import Window

_YEAR: Final = "Last 12 months"
_ALL: Final = "All time"
_OWN: Final = "Own dates"
_KEY: Final = "span"
_DATES: Final = "span_dates"
_EARLIEST: Final = date(1970, 1, 1)


def choice(state: State, dataset: Dataset, window: Window) -> None:
    """The choice, and in words what it means for these files."""
    span = state.draft.span
    st.session_state[_KEY] = _ALL if span.all_time else _OWN if span.since or span.until else _YEAR
    with st.container(horizontal=True, vertical_alignment="bottom", key="span_bar"):
        st.segmented_control("Period", (_YEAR, _ALL, _OWN), key=_KEY, required=True, on_change=_chosen)
        if st.session_state[_KEY] == _OWN and window.since and window.until:
            _own_dates(window.since, window.until)
    st.caption(" ".join([*_words(window), *map(figures().dated, about_window(dataset, window))]))


def _own_dates(since: date, until: date) -> None:
    st.session_state[_DATES] = (since, until)
    st.date_input(
        "From and to",
        key=_DATES,
        min_value=_EARLIEST,
        max_value="today",
        format=figures().date_input,
        on_change=_dated,
        width=260,
    )


def _words(window: Window) -> Iterator[str]:
    day = figures().day
    if window.is_undated:
        return
    start = f"From {day(window.since)}" if window.since else "From the first event"
    yield f"{start} to {day(window.until)}, seen from the last event in your files, {day(window.as_of)}."


def _chosen() -> None:
    picked = st.session_state[_KEY]
    if picked == _OWN:
        _start_own_dates(current())
        return
    current().change(span=Span(all_time=picked == _ALL))


def _start_own_dates(state: State) -> None:
    window = state.last[1].window if state.last else None
    if window is not None and window.until is not None:
        state.change(span=Span(since=window.since or _year_before(window.until), until=window.until))


def _dated() -> None:
    dates = st.session_state[_DATES]
    if isinstance(dates, tuple) and len(dates) == 2:
        current().change(span=Span(since=dates[0], until=dates[1]))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))
