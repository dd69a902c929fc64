"""The facts about the company, asked once; each may be left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from revops.diagnostic.answers import GtmStage
from revops.diagnostic.content import CONTEXT, ContextFact
from revops.diagnostic.signs import asked_facts
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Fact

_OPEN: Final = "I don't know"
_EARLIEST: Final = date(1900, 1, 1)


def show(state: State) -> None:
    """One field per fact; what is typed is kept at once."""
    st.header("About your company", anchor=False)
    st.caption("Leave open what you don't know: it is then unknown, not zero, and comes up under what to find out.")
    for fact in asked_facts(state.draft.answers.context):
        _field(fact, getattr(state.draft.answers.context, fact.key))


def own_figures(state: State) -> None:
    """The figures that metrics calculate with and no file holds."""
    with st.expander("Your own figures", key="own_figures", icon=":material/calculate:"):
        for figure in Fact:
            _field(CONTEXT[figure.value], getattr(state.draft.answers.context, figure.value))


def _field(fact: ContextFact, value: Any) -> None:
    key = _key(fact.key)
    st.session_state[key] = value
    shared: dict[str, Any] = {"key": key, "on_change": _keep, "args": (fact,), "help": plain(fact.help)}
    label = plain(fact.question)
    if fact.kind == "choice":
        options = (*fact.values, None)
        says = dict(zip(options, (*fact.options, _OPEN), strict=True))
        st.session_state[key] = value.value if isinstance(value, GtmStage) else value
        st.radio(label, options, format_func=lambda option: plain(says[option]), index=None, **shared)
    elif fact.kind == "date":
        st.date_input(
            label, value=None, min_value=_EARLIEST, max_value="today", format=figures().date_input, width=260, **shared
        )
    elif fact.kind == "count":
        st.number_input(label, value=None, min_value=0, max_value=100_000, step=1, width=260, **shared)
    elif fact.kind == "share":
        st.number_input(label, value=None, min_value=-0.5, max_value=1.0, step=0.01, width=260, **shared)
    else:
        st.number_input(label, value=None, min_value=0.0, width=260, **shared)


def _keep(fact: ContextFact) -> None:
    value = st.session_state[_key(fact.key)]
    if fact.key == "gtm_stage" and value is not None:
        value = GtmStage(value)
    changed: Mapping[str, Any] = {fact.key: value}
    state = current()
    state.answer(context=replace(state.draft.answers.context, **changed))


def _key(fact: str) -> str:
    return f"fact_{fact}"
