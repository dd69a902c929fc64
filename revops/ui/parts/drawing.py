"""A chart on the screen, with its sentence for those who do not see it and its table one click away."""

from __future__ import annotations

import streamlit as st

from revops.charts.chart import Chart


def draw(chart: Chart, key: str) -> None:
    """The chart and, folded away, the table behind it."""
    draw_alone(chart, key)
    with st.expander("Table behind the chart", key=f"table_{key}"):
        st.dataframe(dict(chart.table), hide_index=True, alt=chart.alt)


def draw_alone(chart: Chart, key: str) -> None:
    """The chart without its table, where the same numbers stand beside it."""
    st.vega_lite_chart(chart.data, dict(chart.spec), width="stretch", key=f"chart_{key}", alt=chart.alt)
