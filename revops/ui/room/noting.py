"""What is written down about a sign: note, decision, owner, due date, and the answer that the room agreed on."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from revops.diagnostic.answers import Answer
from revops.diagnostic.content import Sign
from revops.ui import rooms
from revops.ui.parts.question import SPECIAL
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.room import typing
from revops.workshop import Minutes, Room, RoomStore
from revops.workshop.room import LONGEST_NOTE

_FIELDS: Final = ("note", "decision", "owner", "due_on", "agreed")


def show(token: str, room: Room, sign: Sign, kept: Minutes) -> None:
    """The minutes of a sign; what is typed is kept while it is typed, and the rest when its field is left."""
    keys = _keys(room.id, sign.key)
    for name, key in keys.items():
        if key not in st.session_state:
            st.session_state[key] = getattr(kept, name)
    with st.container(key=typing.AREA):
        _fields(token, room, sign, keys)
        st.caption("Kept." if kept != Minutes() else "What you type is kept.")
    typing.listen()


def _fields(token: str, room: Room, sign: Sign, keys: dict[str, str]) -> None:
    keep: Any = {"on_change": _keep, "args": (token, room.id, sign.key)}
    st.text_area("Note", key=keys["note"], max_chars=LONGEST_NOTE, height=90, placeholder="What was said?", **keep)
    st.text_input("Decision", key=keys["decision"], max_chars=LONGEST_NOTE, **keep)
    owner, due = st.columns(2)
    owner.text_input("Owner", key=keys["owner"], max_chars=120, **keep)
    due.date_input("Due", key=keys["due_on"], format=figures().date_input, **keep)
    options: tuple[Answer, ...] = (*range(len(sign.steps)), *SPECIAL)
    st.selectbox(
        "Answer the room agreed on",
        options,
        index=None,
        format_func=lambda answer: plain(_words(sign, answer)),
        key=keys["agreed"],
        placeholder="Not agreed on",
        **keep,
    )


def _words(sign: Sign, answer: Answer) -> str:
    return SPECIAL[answer] if answer in SPECIAL else f"{answer}: {sign.steps[int(answer)]}"


def _keys(room: int, sign: str) -> dict[str, str]:
    return {name: f"minutes_{name}_{room}_{sign}" for name in _FIELDS}


def _keep(token: str, room: int, sign: str) -> None:
    typed: dict[str, Any] = {name: st.session_state[key] for name, key in _keys(room, sign).items()}
    minutes = Minutes(**{**typed, **{name: typed[name] or "" for name in ("note", "decision", "owner")}})
    rooms.act(partial(RoomStore.write_minutes, token=token, sign=sign, minutes=minutes))
