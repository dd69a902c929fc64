"""What the facilitator does with a room: opening, closing, revealing, and deleting it."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from revops.ui import rooms
from revops.ui.rooms import ROOM_PARAM, SHOW_PARAM
from revops.ui.state import current
from revops.workshop import Move, Phase, Room, RoomStore, projector_token
from revops.workshop.room import KEPT_FOR

LABELS: Final = {
    Move.OPEN: "Open the vote",
    Move.PAUSE: "Pause",
    Move.GO_ON: "Go on",
    Move.CLOSE: "Close the vote",
    Move.REOPEN: "Open it again",
    Move.REVEAL: "Reveal the votes",
    Move.VOTE_AGAIN: "Vote a second time",
}
_FORWARD: Final = (Move.OPEN, Move.GO_ON, Move.REVEAL)
_ASIDE: Final = {
    Phase.CLOSED: "After the reveal this round cannot be opened again; a second one can.",
    Phase.REVEALED: "In the second round answers stand until they are changed.",
}


def moves(token: str, room: Room) -> None:
    """A button for each step that can be taken now."""
    if not room.moves:
        return
    with st.container(horizontal=True, key="room_moves"):
        for move in room.moves:
            change = partial(RoomStore.move, token=token, move=move)
            rooms.button(LABELS[move], f"move_{move}", change, type="primary" if move in _FORWARD else "secondary")
    if room.phase in _ASIDE:
        st.caption(_ASIDE[room.phase])


def foot(token: str, room: Room) -> None:
    """The projector's link, what the address of this page is worth, and how the room ends."""
    with st.container(key="room_foot", horizontal=True, vertical_alignment="center"):
        st.link_button(
            "Projector view",
            f"/workshop?{SHOW_PARAM}={projector_token(token)}",
            icon=":material/cast:",
            key="projector_link",
        )
        if st.button("Delete this room now", key="delete_room", type="tertiary", icon=":material/delete:"):
            _confirm(token)
    st.caption(
        "The address of this page is the key to the room: keep it, and show it to nobody. The projector view has an "
        f"address of its own, which only shows. The room ends {KEPT_FOR.days} days after it was opened."
    )


@st.dialog("Delete this room now?")
def _confirm(token: str) -> None:
    if rooms.asked() != token:
        # A dialog reruns by itself; what stands behind it has to follow.
        st.rerun()
    st.write(
        "The room goes at once with everybody's votes and all notes; phones and projector lose it. What you took into "
        "the diagnostic stays there. This cannot be undone."
    )
    with st.container(horizontal=True):
        st.button("Delete the room", key="delete_room_confirmed", type="primary", on_click=_delete, args=(token,))
        if st.button("Keep it", key="delete_room_cancelled"):
            st.rerun()


def _delete(token: str) -> None:
    rooms.act(partial(RoomStore.delete, token=token))
    current().room = ""
    st.query_params.pop(ROOM_PARAM, None)
