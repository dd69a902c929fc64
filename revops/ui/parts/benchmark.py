"""What others measured, beside the company's own number: a word on the card, a chart where a metric is opened."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from revops.benchmarks import Benchmark, Side, benchmarks_of, firm_one, side
from revops.charts.beside import beside_others
from revops.measure.naming import rival_label
from revops.metric import Metric
from revops.reading import Reading
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.screens import Screen
from revops.vocabulary import Unit

_SAYS: Final = {
    Side.BETTER: ("better than the benchmark", "green"),
    Side.WORSE: ("worse than the benchmark", "orange"),
    Side.ABOVE: ("above the benchmark", ""),
    Side.BELOW: ("below the benchmark", ""),
    Side.UNCLEAR: ("no clear difference", ""),
}
"""The verdict in words, and the colour where it is good or bad news."""

_OTHERWISE: Final = (
    "What others measured is for “{label}” as it is defined here. You count “{chosen}”, so no benchmark stands "
    "beside it."
)


def on_card(metric: Metric, reading: Reading) -> None:
    """One line where a firm benchmark stands beside a firm number."""
    entry = firm_one(metric.key, date.today().year)
    verdict = side(reading, entry, date.today().year) if entry else None
    if entry and verdict:
        _verdict(entry, verdict)


def opened(metric: Metric, reading: Reading) -> None:
    """The company's interval and all benchmarks, drawn together, with where each comes from."""
    entries, year = benchmarks_of(metric.key), date.today().year
    if not entries or not reading.is_known:
        return
    st.markdown("**Beside others**")
    if reading.definition:
        st.caption(plain(_OTHERWISE.format(label=metric.label, chosen=rival_label(metric.key, reading.definition))))
        return
    first = firm_one(metric.key, year)
    verdict = side(reading, first, year) if first else None
    if first and verdict:
        _verdict(first, verdict)
    draw(beside_others(reading, entries, style(), label=metric.label, year=year), f"beside_{metric.key}")
    if any(not entry.is_firm(year) for entry in entries):
        st.caption("Grey figures are second-hand or more than ten years old: to be seen, not to be judged by.")
    with st.expander("Where the benchmarks come from", key=f"cited_{metric.key}"):
        for entry in entries:
            st.caption(plain(f"{entry.segment}: {_figure(entry)}. {entry.cited}"))
        Screen.METHOD.link("In the method", icon=":material/menu_book:", key=entries[0].key)


def _verdict(entry: Benchmark, verdict: Side) -> None:
    says, colour = _SAYS[verdict]
    word = f":{colour}[{says}]" if colour else says
    st.markdown(f"{plain(f'{_figure(entry)} at others ({entry.segment}, {entry.year})')}: {word}")


def _figure(entry: Benchmark) -> str:
    return figures().value(entry.middle, Unit(entry.unit))
