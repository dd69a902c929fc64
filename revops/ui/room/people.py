"""Who sits in a room, and taking somebody out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from revops.ui import rooms
from revops.ui.plain import plain
from revops.workshop import Participant, RoomStore

_OUT: Final = "person_out"


def show(token: str, people: Sequence[Participant]) -> None:
    """A list in the order of joining; the one chosen can be taken out with all their answers."""
    if not people:
        return
    names = {person.id: _named(place, person) for place, person in enumerate(people, 1)}
    with st.expander("Somebody joined twice, or by mistake", key="people"):
        st.selectbox("Person", tuple(names), format_func=lambda key: plain(names[key]), key=_OUT)
        st.button("Take out with all answers", key="take_person_out", on_click=_take_out, args=(token,))


def _named(place: int, person: Participant) -> str:
    return f"{place}. {person.name} ({person.role.label})" if person.name else f"{place}. {person.role.label}"


def _take_out(token: str) -> None:
    rooms.act(partial(RoomStore.remove, token=token, participant=st.session_state[_OUT]))
