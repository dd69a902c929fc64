"""Which earlier period or assessment the scorecard is held against."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.history import DatedReadings
from revops.measure.earlier import earlier, why_none
from revops.measure.then_and_now import NO_EARLIER
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Comparison

_KEY: Final = "against"


def choice(state: State, found: Assessment) -> None:
    """The choice, where there is one, and in words which days it means."""
    against, window = state.draft.against, found.window
    ways = _ways(found)
    if len(ways) > 1:
        st.session_state[_KEY] = against if against in ways else Comparison.PREVIOUS
        st.segmented_control(
            "Changes against",
            ways,
            key=_KEY,
            format_func=lambda each: each.label,
            required=True,
            on_change=_chosen,
        )
    if against is Comparison.LAST:
        st.caption(_since(found.last))
        return
    then = earlier(window, against)
    day = figures().day
    if then is None:
        st.caption(f"No changes are shown. {why_none(window, against)}")
    else:
        st.caption(f"Changes are against {day(then.since)} to {day(then.until)}.")


def _ways(found: Assessment) -> list[Comparison]:
    """What the numbers can be held against; periods that are the same one are offered once."""
    periods = {repr(earlier(found.window, each)): each for each in (Comparison.YEAR, Comparison.PREVIOUS)}
    return [each for each in Comparison if each in periods.values() or (each is Comparison.LAST and found.last)]


def _since(last: DatedReadings | None) -> str:
    if last is None:
        return f"No changes are shown. {NO_EARLIER}"
    return (
        f"Changes are against your last assessment, seen from {figures().day(last.as_of)}. A verdict holds the days "
        "since against what was found then, since both periods share the rest of their days."
    )


def _chosen() -> None:
    current().change(against=Comparison(st.session_state[_KEY]))
