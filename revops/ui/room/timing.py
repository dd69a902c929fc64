"""The time that a sign gets."""

from __future__ import annotations

import math
from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from revops.database import utc_now
from revops.ui import rooms
from revops.workshop import Room, RoomStore

MINUTES: Final = 7
"""For a sign, as the script of the kit has it."""
_MINUTES: Final = "timer_minutes"


def show(token: str, room: Room) -> None:
    """Starts and stops the timer of the sign under discussion, and shows what is left."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="timer"):
        minutes = st.number_input("Minutes", min_value=1, max_value=60, value=MINUTES, key=_MINUTES, width=130)
        focus = partial(RoomStore.focus, token=token, sign=room.focus)
        rooms.button("Start the timer", "timer_start", partial(focus, minutes=float(minutes)))
        if room.timer_ends_at is not None:
            rooms.button("Stop", "timer_stop", focus)
    if room.timer_ends_at is not None:
        _count(room.timer_ends_at)


@st.fragment(run_every=1)
def _count(ends_at: datetime) -> None:
    with st.container(key="time_left"):
        st.text(left(ends_at, utc_now()))


def left(ends_at: datetime, now: datetime) -> str:
    """What is left of the time, in minutes and seconds."""
    seconds = math.ceil((ends_at - now).total_seconds())
    return "Time is up" if seconds <= 0 else f"{seconds // 60}:{seconds % 60:02d}"
