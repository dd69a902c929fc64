"""Who may come into a room, who sits in it, and taking people out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from revops.ui import rooms
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.room import watching
from revops.ui.rooms import Seen
from revops.workshop import Participant, Room, RoomStore

_OUT: Final = "people_out"
_NEWCOMERS: Final = (
    "The reveal closed it: whoever comes now votes in the second round alone, and a single newcomer's answer can be "
    "told by comparing it with the first."
)


def show(token: str, seen: Seen) -> None:
    """The door, and the list of seats: those chosen can be taken out with their answers, or all without any."""
    with st.expander("Door and seats", key="people", icon=":material/door_front:"):
        _door(token, seen.room, len(seen.people))
        if seen.people:
            _seats(token, seen.people, seen.progress.silent)


def _door(token: str, room: Room, taken: int) -> None:
    write = figures()
    stands = watching.door(room) or "The door is open to all with the code."
    st.write(f"{write.count(taken)} of {write.count(room.plan.seats)} seats are taken. {stands}")
    if room.is_locked and room.revealed_rounds and not room.plan.is_named:
        st.caption(_NEWCOMERS)
    label = "Open the door again" if room.is_locked else "Nobody else may join"
    icon = ":material/lock_open:" if room.is_locked else ":material/lock:"
    rooms.button(label, "room_door", partial(RoomStore.lock, token=token, is_locked=not room.is_locked), icon=icon)


def _seats(token: str, people: Sequence[Participant], silent: int) -> None:
    names = {person.id: _named(place, person) for place, person in enumerate(people, 1)}
    chosen = [key for key in st.session_state.get(_OUT, ()) if key in names]
    st.session_state[_OUT] = chosen
    st.multiselect(
        "Somebody joined twice, or by mistake",
        tuple(names),
        format_func=lambda key: plain(names[key]),
        key=_OUT,
        placeholder="Choose seats, in the order of joining",
    )
    with st.container(horizontal=True, key="people_moves"):
        if chosen:
            rooms.button("Take out with all answers", "take_people_out", lambda store: store.remove(token, *chosen))
        if silent:
            label = f"Take out all who have answered nothing ({figures().count(silent)})"
            rooms.button(label, "take_silent_out", partial(RoomStore.remove_silent, token=token))
    st.caption("A phone that was taken out can join again while the door is open.")


def _named(place: int, person: Participant) -> str:
    return f"{place}. {person.name} ({person.role.label})" if person.name else f"{place}. {person.role.label}"
