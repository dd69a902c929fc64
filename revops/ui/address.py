"""Keeps the draft and the operating model in the address, through every click, reload and step back.

Inputs that nobody sees are bound to the address: a click in the navigation drops every other parameter,
and setting parameters by hand would add a step to the browser's history on each screen.
"""

from __future__ import annotations

import streamlit as st

from revops.ui.state import DRAFT_PARAM, MODEL_PARAM, State, model_in
from revops.vocabulary import OperatingModel


def follow(state: State) -> None:
    """Takes draft and operating model from the address, as after a step back, and writes what belongs there."""
    draft = st.session_state.get(DRAFT_PARAM, "")
    if draft and draft not in (state.addressed, state.token):
        state.follow(draft)
    model = st.session_state.get(MODEL_PARAM, "")
    if model and model != state.addressed_model:
        state.change(model=model_in(model, state.draft.model))
    state.keep()
    _write(state)
    with st.container(key="address"):
        st.text_input("Draft", key=DRAFT_PARAM, bind="query-params")
        st.text_input("Operating model", key=MODEL_PARAM, bind="query-params")


def _write(state: State) -> None:
    state.addressed = st.session_state[DRAFT_PARAM] = state.token or ""
    # The default is not written: the plain address of a screen stays plain until something is chosen.
    if state.addressed_model or state.draft.model is not OperatingModel.BOTH:
        state.addressed_model = st.session_state[MODEL_PARAM] = state.draft.model.value
