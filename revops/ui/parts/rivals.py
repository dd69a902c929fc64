"""A metric under the other definitions in use: how far they move it, and which one counts here."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.charts.changes import NOTHING, sized
from revops.charts.intervals import interval_bars
from revops.measure.naming import rival_label
from revops.metric import Metric
from revops.reading import Piece, Reading
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.state import current

_OWN: Final = "As defined here"


def show(metric: Metric, reading: Reading) -> None:
    """Every definition that gives a number, side by side, with the distance, and the choice of the one that counts."""
    if not metric.rivals:
        return
    st.markdown("**Other definitions in use**")
    _choice(metric)
    rivals = {rival_label(metric.key, key): rival for key, rival in reading.rivals.items() if rival.is_known}
    used = used_label(reading)
    if reading.is_known and rivals:
        pieces = [_piece(used, reading), *(_piece(label, rival) for label, rival in rivals.items())]
        name = f"{metric.label}, other definitions"
        draw(
            interval_bars(pieces, reading.unit, style(), label=name, currency=reading.currency), f"rivals_{metric.key}"
        )
    for label, rival in rivals.items():
        st.caption(plain(f"{label}: {_distance(reading, rival)}"))
    for key, rival in reading.rivals.items():
        if not rival.is_known:
            st.caption(plain(f"{rival_label(metric.key, key)}: unknown. {figures().dated(rival.reason or '')}"))


def used_label(reading: Reading) -> str:
    """Name of the definition that the number stands on."""
    return rival_label(reading.key, reading.definition or "")


def _choice(metric: Metric) -> None:
    key = f"definition_{metric.key}"
    st.session_state[key] = current().draft.answers.definitions.get(metric.key, "")
    st.selectbox(
        "Count it",
        ("", *metric.rivals),
        format_func=lambda name: plain(metric.rival_labels.get(name, _OWN)),
        key=key,
        on_change=_chosen,
        args=(metric.key,),
        width=420,
        help="The choice holds for the scorecard and the recommendation, and stands in the answers you download.",
    )


def _chosen(metric: str) -> None:
    state, name = current(), st.session_state[f"definition_{metric}"]
    others = {key: value for key, value in state.draft.answers.definitions.items() if key != metric}
    state.answer(definitions={**others, metric: name} if name else others)


def _piece(label: str, reading: Reading) -> Piece:
    return Piece(key=label, value=reading.value, low=reading.low, high=reading.high, n=reading.n)


def _distance(reading: Reading, rival: Reading) -> str:
    if reading.value is None or rival.value is None:
        return "cannot be compared"
    gap, write = rival.value - reading.value, figures()
    is_share = reading.unit.is_share
    size = f"{write.points(abs(gap))} points" if is_share else write.value(abs(gap), reading.unit, reading.currency)
    if sized(write, reading, gap, None) == NOTHING:
        return "the same" if not gap else "almost the same"
    return f"{size} {'higher' if gap > 0 else 'lower'}"
