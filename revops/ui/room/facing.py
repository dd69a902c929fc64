"""A room as its facilitator sees it, from the lobby to what is taken along."""

from __future__ import annotations

import streamlit as st

from revops.ui import cache, rooms
from revops.ui.plain import plain
from revops.ui.room import finishing, inviting, paper, people, steering, talking, watching
from revops.ui.rooms import Seen
from revops.ui.state import State


def show(state: State, token: str, seen: Seen) -> None:
    """The way in, who is there, the next step; after a reveal what was said, and the end."""
    room, state.room = seen.room, token
    with st.container(key="named_room", gap="xsmall"):
        st.text(room.plan.title)
        if room.plan.client:
            st.caption(plain(room.plan.client))
    rooms.tell()
    inviting.show(room)
    watching.show(token, room)
    steering.moves(token, room)
    place = None
    if room.revealed_rounds:
        told = talking.Told.of(token, room)
        place = talking.show(token, told, state.draft.answers.weights)
        finishing.show(state, told)
    people.show(token, seen)
    paper.show(state, rooms.signs_of(room), room.plan.title)
    steering.foot(token, room)
    if place is not None:
        talking.beside(place, room, cache.assessment(state))
