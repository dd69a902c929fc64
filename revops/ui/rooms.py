"""The rooms of this server, as a session reaches them: by the secret link in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from revops.database import default_url
from revops.diagnostic.answers import Context
from revops.diagnostic.content import SIGNS, Sign
from revops.diagnostic.signs import asked_signs, described
from revops.errors import RoomError
from revops.reaching import Reach, reach
from revops.ui.plain import plain
from revops.ui.state import State
from revops.workshop import Ballot, Participant, Progress, Room, RoomPlan, RoomStore
from revops.workshop.limits import Limiter, address_key

ROOM_PARAM: Final = "room"
SHOW_PARAM: Final = "show"
EVERY: Final = 2
"""Seconds between two looks at a room."""
MADE: Final = (60, 3600.0)
"""Rooms that may be opened from one address within an hour: enough for a class of consultants, too few for a script."""
_made: Final = Limiter(*MADE)
_WORKSHOP: Final = "/workshop"
_PROBLEM: Final = "room_problem"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A room at one moment, with who is there and how far they are."""

    room: Room
    progress: Progress
    people: tuple[Participant, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a projector may show of a room at one moment."""

    room: Room
    progress: Progress
    ballots: tuple[Ballot, ...]


def store() -> RoomStore:
    """The server's rooms."""
    return RoomStore(default_url())


def create(plan: RoomPlan) -> str:
    """Makes a room, and gives the token of its secret link.

    Raises:
        RoomError: If the plan cannot be held, or too many rooms came from the visitor's address.
    """
    plan.check()
    if not _made.count(address_key(st.context.ip_address)):
        raise RoomError.too_many()
    return store().create(plan)


def asked() -> str:
    """The token of the room that the address names; empty for none."""
    return str(st.query_params.get(ROOM_PARAM, ""))


def projected() -> str:
    """The projector's token that the address names; empty on every other screen."""
    is_here = urlsplit(st.context.url or _WORKSHOP).path.endswith(_WORKSHOP)
    return str(st.query_params.get(SHOW_PARAM, "")) if is_here else ""


@st.cache_data(ttl=1, max_entries=512, show_spinner=False)
def seen(token: str) -> Seen | None:
    """The room as it was less than a second ago, however many look at it; None where there is none."""
    rooms = store()
    room = rooms.room(token) if token else None
    if room is None:
        return None
    return Seen(room=room, progress=rooms.progress(token), people=rooms.participants(token))


@st.cache_data(ttl=1, max_entries=512, show_spinner=False)
def shown(projector: str) -> Shown | None:
    """The same for a projector's link, with the votes of revealed rounds and without names."""
    found = store().shown_room(projector)
    return Shown(room=found[0], progress=found[1], ballots=found[2]) if found else None


def standing(room: Room) -> tuple[object, ...]:
    """What decides the layout of a room's screens: they are made anew when it changes."""
    return room.phase, room.round, room.focus, room.timer_ends_at, room.is_locked


def act(change: Callable[[RoomStore], object]) -> None:
    """Changes a room; what the room does not take is told on the screen."""
    try:
        change(store())
    except RoomError as error:
        st.session_state[_PROBLEM] = str(error)
    seen.clear()
    shown.clear()


def button(label: str, key: str, change: Callable[[RoomStore], object], **look: Any) -> None:
    """A button that changes the room.

    It acts where it stands in the script, not in a callback: a server that has just started anew knows none, and what
    was clicked during its first run would be lost.
    """
    if st.button(label, key=key, **look):
        act(change)
        st.rerun()


def tell() -> None:
    """What was not taken, said once."""
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        st.warning(plain(problem))


def signs_of(room: Room) -> tuple[Sign, ...]:
    """The signs of a room in the order they are asked, answers described as phones show them."""
    context = Context(recurring=room.plan.recurring)
    return tuple(described(SIGNS[key], context) for key in room.plan.signs)


def signs_for(state: State) -> tuple[Sign, ...]:
    """The signs that a room of this draft would ask about."""
    return asked_signs(state.draft.model, state.draft.answers.context)


def way() -> Reach:
    """How phones come here."""
    return reach(st.context.url, st.get_option("server.address"), int(st.get_option("server.port")))
