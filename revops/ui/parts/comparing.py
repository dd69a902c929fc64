"""Which earlier period the scorecard is held against."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.measure.earlier import earlier, why_none
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Comparison
from revops.window import Window

_KEY: Final = "against"


def choice(state: State, window: Window) -> None:
    """The choice, where there is one, and in words which days it means."""
    against = state.draft.against
    if len({repr(earlier(window, each)) for each in Comparison}) > 1:
        st.session_state[_KEY] = against
        st.segmented_control(
            "Changes against",
            tuple(Comparison),
            key=_KEY,
            format_func=lambda each: each.label,
            required=True,
            on_change=_chosen,
        )
    then = earlier(window, against)
    day = figures().day
    if then is None:
        st.caption(f"No changes are shown. {why_none(window, against)}")
    else:
        st.caption(f"Changes are against {day(then.since)} to {day(then.until)}.")


def _chosen() -> None:
    current().change(against=Comparison(st.session_state[_KEY]))
