"""Taking back the last change of files or choices, and what that change did."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.questions import Facts, effect
from revops.ui import cache
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current

_HOW_FAR: Final = (
    "Reaches back to when you opened this page. A reload keeps the decisions since your files last changed, not files "
    "that were removed."
)


def show(state: State) -> None:
    """One button that says what it undoes, another to do it again, and what the change moved.

    Steps may hold files that were removed, which the server keeps no longer than the visit: a reload ends those.
    """
    if not state.past and not state.undone:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undoing"):
        if state.past:
            says = plain(f"Undo: {state.past[-1].says}")
            st.button(says, key="undo", icon=":material/undo:", on_click=_undo, help=_HOW_FAR)
        if state.undone:
            says = plain(f"Do again: {state.undone[-1].says}")
            st.button(says, key="redo", icon=":material/redo:", type="tertiary", on_click=_redo)
    moved = _moved(state)
    if moved:
        st.caption(plain(f"That change moved: {'; '.join(moved)}."))


def _moved(state: State) -> list[str]:
    """What the last change of the choices moved: each number before and after."""
    if not state.past or state.past[-1].fields != ("choices",) or not state.draft.files:
        return []
    write = figures()

    def look(choices: object) -> Facts:
        return cache.preview(state, choices, ("effect", write), lambda data: effect(data, write))  # type: ignore[arg-type]

    before, after = look(state.past[-1].draft.choices), look(state.draft.choices)
    return [f"{name} {was} → {now}" for (name, was), (_, now) in zip(before, after, strict=True) if was != now]


def _undo() -> None:
    current().undo()


def _redo() -> None:
    current().redo()
