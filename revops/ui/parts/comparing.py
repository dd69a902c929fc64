"""Which earlier period or assessment the scorecard is held against."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.history import DatedReadings
from revops.measure.earlier import earlier, why_none
from revops.ui import past
from revops.ui.parts.opened import about
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Comparison

_KEY: Final = "against"
_UNDONE: Final = "Takes it out of this work; your files and answers stay. The Data screen can undo it."
_NOT_EARLIER: Final = "Your files end no later than it does, so they are held against the period before instead."


def choice(state: State, found: Assessment) -> None:
    """The choice, where there is one, and in words which days it means."""
    against = found.against or Comparison.PREVIOUS
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
    st.caption(_days(found, against))
    _opened(state, found)


def _days(found: Assessment, against: Comparison) -> str:
    """Which days the numbers are held against."""
    day = figures().day
    if found.last and against is Comparison.LAST:
        return _since(found.last)
    then = earlier(found.window, against)
    if then is None:
        return f"No changes are shown. {why_none(found.window, against)}"
    return f"Changes are against {day(then.since)} to {day(then.until)}."


def _opened(state: State, found: Assessment) -> None:
    """Which assessment is opened beside the files, and the button that takes it out."""
    saved, upload = past.past(state), state.draft.saved
    if saved is None or upload is None or state.draft.is_as_saved:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="opened_bar"):
        st.caption(plain(f"Opened beside your files: {upload.name}, {about(saved)}."), width="content")
        st.button("Remove it", key="remove_opened", type="tertiary", on_click=_remove, help=_UNDONE)
    if state.draft.against is Comparison.LAST and found.last is None:
        st.caption(_NOT_EARLIER)


def _remove() -> None:
    past.remove(current())


def _ways(found: Assessment) -> list[Comparison]:
    """What the numbers can be held against; periods that are the same one are offered once."""
    periods = {repr(earlier(found.window, each)): each for each in (Comparison.YEAR, Comparison.PREVIOUS)}
    return [each for each in Comparison if each in periods.values() or (each is Comparison.LAST and found.last)]


def _since(last: DatedReadings) -> str:
    return (
        f"Changes are against your last assessment, seen from {figures().day(last.as_of)}. A verdict holds the days "
        "since against what was found then, since both periods share the rest of their days."
    )


def _chosen() -> None:
    current().change(against=Comparison(st.session_state[_KEY]))
