"""What moved since the earlier period, on the page of one metric."""

from __future__ import annotations

import streamlit as st

from revops.assessment import Assessment
from revops.charts.changes import between, told
from revops.metric import Metric
from revops.reading import Reading
from revops.ui.plain import plain
from revops.ui.reader import figures


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
        if change.reason:
            st.caption(plain(change.reason))
