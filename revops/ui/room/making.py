"""Making a room."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from revops.diagnostic.answers import ROLES
from revops.diagnostic.content import SIGNS
from revops.errors import RoomError
from revops.ui import rooms
from revops.ui.plain import plain
from revops.ui.rooms import ROOM_PARAM
from revops.ui.state import State, current
from revops.workshop import RoomPlan
from revops.workshop.room import LONGEST_TITLE, MOST_SEATS, SEATS

_TITLE: Final = "room_title"
_CLIENT: Final = "room_client"
_ROLES: Final = "room_roles"
_NAMED: Final = "room_named"
_RECURRING: Final = "room_recurring"
_SEATS: Final = "room_seats"
_PROBLEM: Final = "room_not_made"


def show(state: State, token: str) -> None:
    """What a room is for, the way back to one that this session made, and the form for a new one.

    Args:
        state: Whose room it will be.
        token: What the address names although no room is there; empty for nothing.
    """
    if token:
        _gone()
    st.write(
        "People join from their phones, vote in private, and see the spread by role. You talk about what matters most, "
        "vote again, and take what the room says into the recommendation."
    )
    _back(state)
    st.header("Open a room", anchor=False)
    with st.form("new_room"):
        _form(state)
        st.form_submit_button("Open the room", type="primary", key="make_room", on_click=_make)
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        st.error(plain(problem))


def _gone() -> None:
    """Says that the address leads to no room."""
    st.info("There is no room behind this address: it was deleted, or its thirty days have passed.")


def _back(state: State) -> None:
    known = rooms.seen(state.room) if state.room else None
    if known:
        label = plain(f"Back to your room “{known.room.plan.title}”")
        st.button(label, key="back_to_room", icon=":material/arrow_back:", on_click=_enter, args=(state.room,))


def _enter(token: str) -> None:
    st.query_params[ROOM_PARAM] = token


def _form(state: State) -> None:
    title, client = st.columns(2)
    title.text_input("Title", key=_TITLE, max_chars=LONGEST_TITLE, placeholder="Where do we need help?")
    client.text_input("Client", key=_CLIENT, max_chars=LONGEST_TITLE, help="For your export; phones do not show it.")
    st.pills(
        "Roles to choose from",
        ROLES,
        selection_mode="multi",
        default=ROLES,
        format_func=lambda role: role.label,
        key=_ROLES,
    )
    st.radio(
        "Votes",
        (False, True),
        format_func={False: "Anonymous", True: "With names"}.get,
        captions=(
            "Phones ask for the role alone; a role with fewer than three voters is never shown apart.",
            "Phones ask for a name; after the reveal you see who moved. The projector never shows names.",
        ),
        key=_NAMED,
    )
    st.number_input(
        "Seats",
        min_value=1,
        max_value=MOST_SEATS,
        value=SEATS,
        key=_SEATS,
        width=160,
        help="How many phones may join. A few more than people: some come twice.",
    )
    proposed = {sign.key for sign in rooms.signs_for(state)}
    with st.expander("Signs to vote on", key="room_signs"):
        for key, sign in SIGNS.items():
            st.checkbox(plain(sign.title), value=key in proposed, key=_sign(key))
    st.radio(
        "Customers pay a recurring amount",
        (True, False),
        format_func={True: "Yes, or not known", False: "No"}.get,
        index=int(state.draft.answers.context.recurring is False),
        key=_RECURRING,
        horizontal=True,
        help="Some answers are described otherwise where customers pay once.",
    )


def _sign(key: str) -> str:
    return f"room_sign_{key}"


def _make() -> None:
    """Makes the room and puts its secret link into the address."""
    given: Any = st.session_state
    plan = RoomPlan(
        title=given[_TITLE],
        client=given[_CLIENT],
        signs=tuple(key for key in SIGNS if given[_sign(key)]),
        roles=tuple(role for role in ROLES if role in given[_ROLES]),
        is_named=given[_NAMED],
        recurring=None if given[_RECURRING] else False,
        seats=int(given[_SEATS]),
    )
    try:
        token = rooms.create(plan)
    except RoomError as error:
        given[_PROBLEM] = str(error)
        return
    current().room = token
    _enter(token)
