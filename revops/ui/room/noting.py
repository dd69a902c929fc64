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
from revops.ui.room import resuming, typing
from revops.workshop import Minutes, Room, RoomStore
from revops.workshop.room import LONGEST_NOTE

_FIELDS: Final = ("note", "decision", "owner", "due_on", "agreed")


def show(token: str, room: Room, sign: Sign, kept: Minutes) -> None:
    """The minutes of a sign; what is typed is kept while it is typed, and the rest when its field is left."""
    keys = _keys(room.id, sign.key)
    is_new = resuming.is_new(keys["note"])
    if not is_new:
        _follow(keys, kept)
    with st.container(key=typing.AREA):
        _fields(token, room, sign, kept)
        st.caption("Kept." if kept != Minutes() else "What you type is kept.")
    typing.listen()
    resuming.drawn(keys["note"])
    if is_new and _typed(keys) != kept:
        changed = resuming.continued(_typed(keys), kept)
        rooms.act(partial(RoomStore.write_minutes, token=token, sign=sign.key, minutes=changed))
        st.rerun()


def _follow(keys: dict[str, str], kept: Minutes) -> None:
    """Shows what the room keeps, where another window has changed it."""
    if keys["note"] not in st.session_state:
        return
    typed = _typed(keys)
    for name, key in keys.items():
        if getattr(typed, name) != getattr(kept, name):
            st.session_state[key] = getattr(kept, name)


def _fields(token: str, room: Room, sign: Sign, kept: Minutes) -> None:
    keys = _keys(room.id, sign.key)
    begin = Minutes() if keys["note"] in st.session_state else kept
    keep: Any = {"on_change": _keep, "args": (token, room.id, sign.key)}
    note: Any = {"max_chars": LONGEST_NOTE, "height": 90, "placeholder": "What was said?"}
    st.text_area("Note", begin.note, key=keys["note"], **note, **keep)
    st.text_input("Decision", begin.decision, key=keys["decision"], max_chars=LONGEST_NOTE, **keep)
    owner, due = st.columns(2)
    owner.text_input("Owner", begin.owner, key=keys["owner"], max_chars=120, **keep)
    due.date_input("Due", begin.due_on, key=keys["due_on"], format=figures().date_input, **keep)
    options: tuple[Answer, ...] = (*range(len(sign.steps)), *SPECIAL)
    st.selectbox(
        "Answer the room agreed on",
        options,
        index=None if begin.agreed is None else options.index(begin.agreed),
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
    minutes = _typed(_keys(room, sign))
    rooms.act(partial(RoomStore.write_minutes, token=token, sign=sign, minutes=minutes))


def _typed(keys: dict[str, str]) -> Minutes:
    typed: dict[str, Any] = {name: st.session_state[key] for name, key in keys.items()}
    return Minutes(**{**typed, **{name: typed[name] or "" for name in ("note", "decision", "owner")}})
