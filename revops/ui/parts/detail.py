"""One metric opened: over time, by group, other definitions, the rows behind it, how it is defined."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.charts.chart import Chart
from revops.charts.formula import filled
from revops.charts.intervals import interval_bars
from revops.charts.parts import parts
from revops.charts.standings import outstanding, together, told
from revops.charts.trend import trend
from revops.charts.trends import trend_told
from revops.definitions import definitions
from revops.measure.groups import shown
from revops.measure.naming import beside, caution, put_in
from revops.measure.trends import trend_of
from revops.metric import Metric
from revops.metrics import METRICS
from revops.reading import Reading
from revops.ui import cache
from revops.ui.download import csv_bytes
from revops.ui.parts import benchmark, changes, definition, rivals
from revops.ui.parts.card import METRIC_PARAM
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.screens import Screen
from revops.ui.state import State
from revops.vocabulary import Slice

_SHOWN_ROWS: Final = 200
_WAYS: Final = {
    Slice.SEGMENT: "Segment",
    Slice.PRODUCT: "Product",
    Slice.SOURCE: "Source",
    Slice.OWNER: "Owner",
    Slice.CHANNEL: "Channel",
    Slice.SIZE: "Size",
    Slice.COHORT: "Cohort",
}


def named() -> Metric | None:
    """The metric that the address names."""
    return METRICS.get(st.query_params.get(METRIC_PARAM, ""))


def show(metric: Metric, state: State, found: Assessment) -> None:
    """Everything there is about one metric."""
    reading = cache.detail(state, found, metric.key)
    Screen.SCORECARD.link("All metrics", icon=":material/arrow_back:")
    st.header(plain(metric.label), anchor=False)
    st.markdown(plain(metric.says))
    _value(reading)
    changes.sentence(metric, reading, found)
    if reading.is_known:
        benchmark.opened(metric, reading)
        changes.parts(metric, reading, state, found)
        _over_time(metric, reading)
        _parts(metric, reading)
        _groups(metric, reading)
    rivals.show(metric, reading)
    _put_in(metric, reading)
    _defined(metric)
    if reading.is_known:
        _rows(metric, found)


def _value(reading: Reading) -> None:
    write = figures()
    if not reading.is_known:
        st.info(plain(write.dated(reading.reason or "")))
        return
    with st.container(key="value_detail"):
        st.markdown(plain(write.headline(reading)))
    st.caption(plain(write.under(reading)))
    if (word := caution(reading)) and not METRICS[reading.key].stands_for:
        st.caption(plain(word[0].upper() + word[1:]))
    for name, other in beside(reading):
        st.caption(plain(f"{name}: {write.headline(other)} ({write.under(other)})"))
    for note in reading.notes:
        st.markdown(f"- {plain(write.dated(note))}")


def _over_time(metric: Metric, reading: Reading) -> None:
    pieces = reading.by.get(Slice.MONTH, ())
    if not any(piece.value is not None for piece in pieces):
        return
    st.markdown("**By month**")
    draw(trend(pieces, reading.unit, style(), label=metric.label, currency=reading.currency), f"month_{metric.key}")
    if says := trend_told(figures(), reading, trend_of(reading)):
        st.caption(plain(says))
    if any(piece.partial for piece in pieces):
        st.caption("Hollow points are months that your files cut off; they carry no verdict.")


def _parts(metric: Metric, reading: Reading) -> None:
    if reading.parts:
        heading, chart = parts(metric, reading, style())
        st.markdown(f"**{heading}**")
        draw(chart, f"parts_{metric.key}")


def _groups(metric: Metric, reading: Reading) -> None:
    ways = [way for way in _WAYS if any(piece.key for piece in reading.by.get(way, ()))]
    if not ways:
        return
    st.markdown("**By group**")
    for way, tab in zip(ways, st.tabs([_WAYS[way] for way in ways]), strict=True):
        with tab:
            label = f"{metric.label} by {way.value}"
            draw(_group_chart(reading, way, label), f"{way.value}_{metric.key}")
            for word in (told(figures(), reading, way), together(reading.groups.get(way, ()), way)):
                if word:
                    st.caption(plain(word))


def _group_chart(reading: Reading, way: Slice, label: str) -> Chart:
    """Each group with its interval; those that differ by more than luck in the accent."""
    groups = reading.groups.get(way, ())
    if not groups:
        return interval_bars(reading.by[way], reading.unit, style(), label=label, currency=reading.currency)
    names = [one.piece.key for one in outstanding(groups)]
    return interval_bars(
        shown(groups), reading.unit, style(), label=label, currency=reading.currency, outstanding=names
    )


def _put_in(metric: Metric, reading: Reading) -> None:
    """The formula with this company's numbers in it."""
    write = figures()
    if not reading.made_of:
        if reading.is_known:
            st.markdown(f"**With your numbers put in**  \n{plain(_formula(metric, reading))}")
            st.markdown(plain(filled(write, metric, reading)))
        return
    st.markdown(f"**What it is made of**  \n{plain(metric.formula)}")
    for label, part in put_in(reading):
        under = write.under(part) if part.n else "as you gave it"
        told = f"{write.headline(part)} ({under})" if part.is_known else part.reason or ""
        st.markdown(f"- {plain(label)}: {plain(told)}")
    if reading.is_known:
        st.markdown(plain(f"Together: {write.headline(reading)}"))


def _formula(metric: Metric, reading: Reading) -> str:
    """The formula of the definition that counts here; of a rival its name says it."""
    return rivals.used_label(reading) if reading.definition else metric.formula


def _defined(metric: Metric) -> None:
    with st.expander("How it is defined", key=f"defined_{metric.key}"):
        entry = definitions((metric.key,))[0]
        definition.facts(entry, without=definition.WARNINGS)
        Screen.METHOD.link("In the method, with its SQL", icon=":material/menu_book:", key=metric.key)


def _rows(metric: Metric, found: Assessment) -> None:
    with st.expander("Rows behind it", key=f"rows_{metric.key}", on_change="rerun") as rows:
        if not rows.open:
            return
        table = cache.rows(found, metric.key, _SHOWN_ROWS)
        st.caption(f"The first {figures().count(table.num_rows)} rows, with the place of each in your own file.")
        st.dataframe(table, hide_index=True, alt=f"Rows behind {metric.label}")
        st.download_button(
            "Download all rows",
            lambda: csv_bytes(cache.rows(found, metric.key)),
            file_name=f"{metric.key}.csv",
            mime="text/csv",
            key=f"download_{metric.key}",
            on_click="ignore",
            icon=":material/download:",
        )
