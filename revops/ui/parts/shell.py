"""What stands around every screen: the operating model above, where the work is kept below."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.diagnostic.outdated import recounted_told
from revops.drafts import KEPT_FOR
from revops.ui import cache
from revops.ui.plain import plain
from revops.ui.state import State, current
from revops.vocabulary import OperatingModel

_CHOICE: Final = "model_choice"


def model_choice(state: State) -> None:
    """The operating model, changeable on every screen."""
    st.session_state[_CHOICE] = state.draft.model
    with st.container(key="model_bar", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control(
            "Operating model to assess",
            (OperatingModel.SALESOPS, OperatingModel.REVOPS, OperatingModel.BOTH),
            format_func=lambda model: model.label,
            key=_CHOICE,
            required=True,
            on_change=_chosen,
        )
        if state.draft.sample:
            st.badge("Sample company", color="blue")


def _chosen() -> None:
    current().change(model=st.session_state[_CHOICE])


def foot(state: State) -> None:
    """Says where the work is kept, and deletes it."""
    if state.was_lost:
        st.info("The work this address names is no longer kept here: it was deleted, or its time had passed.")
    if state.draft.recounted:
        st.info(plain(f"Your work was opened again. {recounted_told(state.draft.recounted)}"))
    if not state.token:
        return
    st.space("medium")
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.caption(
            f"Your work is kept on this server for {KEPT_FOR.days} days after the last change, under this page's "
            "address alone. Whoever has the address has the work."
        )
        if st.button("Delete everything now", key="delete_everything", type="tertiary", icon=":material/delete:"):
            _confirm()


@st.dialog("Delete everything now?")
def _confirm() -> None:
    if not current().token:
        # A dialog reruns by itself; what stands behind it has to follow.
        st.rerun()
    st.write("Your files, answers and choices are removed from this server at once. This cannot be undone.")
    with st.container(horizontal=True):
        st.button("Delete everything", key="delete_confirmed", type="primary", on_click=_forget)
        if st.button("Keep it", key="delete_cancelled"):
            st.rerun()


def _forget() -> None:
    state = current()
    cache.forget(state)
    state.forget()
