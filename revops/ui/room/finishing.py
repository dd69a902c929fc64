"""The end of a workshop: its result goes into the diagnostic, and everything into a file."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.ui.download import XLSX
from revops.ui.room.talking import Told
from revops.ui.screens import Screen
from revops.ui.state import State, current
from revops.workshop import with_room
from revops.workshop.book import room_book

_AGREED: Final = "take_agreed"


def show(state: State, told: Told) -> None:
    """What is taken into the diagnostic, the way to the recommendation, and the download."""
    st.header("Take it with you", anchor=False)
    st.radio(
        "What goes into the diagnostic",
        (False, True),
        format_func={False: "The votes, with their spread", True: "The agreed answers, votes for the rest"}.get,
        captions=(
            "The middle of each role counts; disagreement makes the recommendation less firm.",
            "Where the room agreed on an answer it counts as one; notes come along either way.",
        ),
        key=_AGREED,
    )
    with st.container(horizontal=True, key="room_finish"):
        st.button("Take it into the diagnostic", key="take_room", type="primary", on_click=_take, args=(told,))
        st.download_button(
            "Download everything",
            lambda: room_book(told.room, told.ballots, told.minutes),
            file_name=f"workshop-{told.room.created_at:%Y-%m-%d}.xlsx",
            mime=XLSX,
            key="room_book",
            on_click="ignore",
            icon=":material/download:",
            help="Votes, how they spread by role, who moved, and the minutes, as a workbook.",
        )
    if state.draft.answers.votes:
        st.success("The votes of a workshop stand in the diagnostic. Taking the room once more replaces them.")
        Screen.RECOMMENDATION.link("See the recommendation", icon=":material/arrow_forward:")


def _take(told: Told) -> None:
    state = current()
    taken = with_room(
        state.draft.answers, told.room, told.ballots, told.minutes, agreed=bool(st.session_state[_AGREED])
    )
    state.change(answers=taken)
