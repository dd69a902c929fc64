"""What the files show about a sign, beside what was said."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from revops.charts.bearing import bearing
from revops.diagnostic.content import EXPORTS, SOURCES, Sign
from revops.diagnostic.result import Evidence, SignResult
from revops.metrics import METRICS
from revops.reading import Reading
from revops.ui.parts import since
from revops.ui.parts.drawing import draw_alone
from revops.ui.parts.question import words
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.state import State, current


def show(sign: Sign, found: SignResult, state: State, readings: Mapping[str, Reading]) -> None:
    """After the answer: each reading that bears on the sign, and what it makes of the answer."""
    if sign.key not in state.draft.answers.signs or not sign.evidence:
        return
    if found.shown is None:
        tables = " or ".join(dict.fromkeys(EXPORTS[rule.table].label for rule in sign.evidence))
        st.caption(f"Your {tables} could check this answer; no file here speaks about it yet.")
        return
    if sign.key not in state.draft.compared:
        st.button(
            "Compare with your files",
            key=f"compare_{sign.key}",
            icon=":material/compare_arrows:",
            on_click=_compare,
            args=(sign.key,),
        )
        return
    with st.container(border=True, key="evidence"):
        st.markdown("**What your files show**")
        for evidence in found.evidence:
            _one(evidence, readings.get(evidence.metric))
        since.of_sign(state, sign)
        _joined(sign, found, state)
        marks = " · ".join(dict.fromkeys(SOURCES[rule.source].title for rule in sign.evidence))
        st.caption(plain(f"{sign.cannot_show} The marks under the scales: {marks}."))


def beside(sign: Sign, found: SignResult | None, readings: Mapping[str, Reading]) -> None:
    """What the files show, for a room that has voted and now talks about it."""
    if found is None or found.shown is None:
        st.caption("No file here speaks about this sign.")
        return
    for each in found.evidence:
        _one(each, readings.get(each.metric))
    st.caption(plain(sign.cannot_show))


def _compare(sign: str) -> None:
    state = current()
    state.change(compared=(*state.draft.compared, sign))


def _one(evidence: Evidence, reading: Reading | None) -> None:
    metric = METRICS[evidence.metric]
    chart = bearing(
        evidence, metric.unit, style(), label=metric.label, currency=reading.currency if reading is not None else None
    )
    if evidence.says is not None and evidence.value is None:
        st.markdown(plain(evidence.says))
        return
    if chart is None:
        st.caption(f"{plain(metric.label)}: unknown. {plain(figures().dated(evidence.reason or ''))}")
        return
    st.markdown(plain(evidence.says or metric.label))
    draw_alone(chart, f"bearing_{evidence.metric}")
    source = "as you said" if evidence.is_stated else f"n = {figures().count(evidence.n)}"
    st.caption(f"The further right, the more it speaks for the sign. {source}")


def _joined(sign: Sign, found: SignResult, state: State) -> None:
    write = figures()
    if found.shown is not None and found.said is not None and found.value is not None:
        st.markdown(
            f"You said {write.points(found.said)} of 100, your files show {write.points(found.shown)}; with the files "
            f"counting {plain(write.percent(found.trust))}, the sign stands at **{write.points(found.value)}**. "
            "You may change your answer; both are kept."
        )
    first = state.draft.answers.first.get(sign.key)
    if first is not None and first != state.draft.answers.signs.get(sign.key):
        st.caption(f"Before seeing this you said: {plain(words(sign, first))}")
