"""Who is in a room and how far they are, renewed by itself; never what they answered."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.ui import rooms
from revops.ui.reader import figures
from revops.ui.rooms import EVERY, Seen
from revops.workshop import Phase, Room

SAYS: Final = {
    Phase.LOBBY: "The room can be joined; the vote has not begun.",
    Phase.OPEN: "The vote is open.",
    Phase.PAUSED: "The vote is paused: phones wait.",
    Phase.CLOSED: "The vote is closed, and not revealed yet.",
    Phase.REVEALED: "The votes are revealed.",
}


def show(token: str, room: Room) -> None:
    """People by role and their progress; the whole screen is made anew when the room goes on elsewhere."""
    st.header(f"Round {room.round}: {SAYS[room.phase]}", anchor=False)
    _watch(token, rooms.standing(room))


@st.fragment(run_every=EVERY)
def _watch(token: str, stood: tuple[object, ...]) -> None:
    now = rooms.seen(token)
    if now is None or rooms.standing(now.room) != stood:
        st.rerun()
    if now.room.phase is Phase.REVEALED:
        return
    _people(now)
    if now.room.phase is not Phase.LOBBY:
        answered(now.room, sum(now.progress.joined.values()), sum(now.progress.by_sign.values()))


def _people(now: Seen) -> None:
    there = sum(now.progress.joined.values())
    st.write(f"**{arrived(there)}** {door(now.room)}")
    with st.grid(len(now.room.plan.roles), min_column_width=110):
        for role in now.room.plan.roles:
            with st.container(key=f"role_{role}", gap="xsmall"):
                st.caption(role.label)
                st.text(figures().count(now.progress.joined[role]))
                if now.room.phase is not Phase.LOBBY:
                    st.caption(f"{now.progress.finished[role]} done, {now.progress.begun[role]} begun")
    if now.room.plan.is_named and now.people:
        st.text(", ".join(f"{person.name} ({person.role.label})" for person in now.people))


def door(room: Room) -> str:
    """That nobody else may join, where it is so; on the wall and beside the counter."""
    return "The door is closed: nobody else may join." if room.is_locked else ""


def arrived(people: int) -> str:
    """How many joined, as a sentence."""
    if not people:
        return "Nobody has joined yet."
    return "One person has joined." if people == 1 else f"{figures().count(people)} people have joined."


def answered(room: Room, people: int, answers: int) -> None:
    """A bar of the answers that are in, out of all that can come."""
    whole = people * len(room.plan.signs)
    share = min(answers / whole, 1.0) if whole else 0.0
    write = figures()
    st.progress(share, text=f"{write.count(answers)} of {write.count(whole)} answers are in")
    if room.round > 1:
        st.caption("Whoever stays with the first answer need not vote again.")
