"""What moved since the earlier period, on the page of one metric."""

from __future__ import annotations

import streamlit as st

from revops.assessment import Assessment
from revops.charts.changes import MANY_AT_ONCE, between, is_outweighed, told
from revops.charts.waterfall import waterfall
from revops.measure.changed import Changed
from revops.measure.earlier import called
from revops.metric import Metric
from revops.reading import Reading
from revops.ui import cache
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.state import State
from revops.vocabulary import Slice, Timing


def sentence(metric: Metric, reading: Reading, found: Assessment) -> None:
    """By how much, from what, how sure; or why it cannot be said."""
    change = found.changes.get(metric.key)
    if change is None or found.against is None:
        return
    write = figures()
    says = told(write, reading, change, found.window, found.against)
    with st.container(key="change_detail", gap="xsmall"):
        if change.value is not None and says:
            then = write.value(change.value, reading.unit, reading.currency)
            rows = f"n\u00a0=\u00a0{write.count(change.n)}"
            st.markdown(plain(f"{says[0].upper()}{says[1:]}; it was {then} ({rows})."))
        if span := between(write, reading, change):
            st.caption(plain(f"95% interval of the change: {span}."))
        if is_outweighed(change):
            st.caption(MANY_AT_ONCE)
        if change.reason:
            st.caption(plain(write.dated(change.reason)))


def parts(metric: Metric, reading: Reading, state: State, found: Assessment) -> None:
    """What the change is made of; nothing where it does not split into parts that add up."""
    change = found.changes.get(metric.key)
    if change is None or change.value is None or found.against is None:
        return
    changed = cache.changed(state, found, metric.key, _way(metric))
    if changed is None:
        return
    st.markdown("**What changed**")
    if len(changed.ways) > 1:
        st.segmented_control("Split by", changed.ways, key=_key(metric), default=changed.way, format_func=_name)
    is_state = metric.timing is Timing.MONTH_END
    then = figures().day(change.until) if is_state else called(found.window, found.against)
    draw(waterfall(changed, reading, style(), label=metric.label, then=then), f"changed_{metric.key}")
    st.caption(_about(changed))


def _key(metric: Metric) -> str:
    return f"split_{metric.key}"


def _way(metric: Metric) -> Slice | None:
    """The way picked before this run; the control itself stands below what it decides."""
    picked = st.session_state.get(_key(metric))
    return None if picked is None else Slice(picked)


def _name(way: Slice) -> str:
    return way.value.capitalize()


def _about(changed: Changed) -> str:
    if changed.way is None:
        return "The parts add up to the change exactly. They are arithmetic, not causes."
    return (
        "Each group stands for what its own number did; the mix for what more of one group and less of another did. "
        "The parts add up to the change exactly. They are arithmetic, not causes."
    )
