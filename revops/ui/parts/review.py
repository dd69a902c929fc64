"""All answers in one list, each a click away from being changed."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from revops.diagnostic.answers import Answers
from revops.diagnostic.content import Sign
from revops.diagnostic.result import SignResult
from revops.diagnostic.votes import is_voted_on
from revops.ui.parts import voted
from revops.ui.parts.question import words
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.ui.state import State
from revops.ui.steps import SIGN_PARAM, Steps


def show(steps: Steps, state: State, results: Mapping[str, SignResult]) -> None:
    """The signs with their answers, and the way on."""
    missing = sum(not _said(sign, state.draft.answers) for sign in steps.signs)
    st.header("Your answers", anchor=False)
    if missing:
        have = "has" if missing == 1 else "have"
        st.caption(f"{missing} of {len(steps.signs)} signs {have} no answer. An open sign is unknown, never zero.")
    for number, sign in enumerate(steps.signs, 1):
        _row(number, sign, state, results.get(sign.key))
    st.space("small")
    Screen.RECOMMENDATION.link("See the recommendation", icon=":material/arrow_forward:")


def _row(number: int, sign: Sign, state: State, found: SignResult | None) -> None:
    answers = state.draft.answers
    answer = answers.signs.get(sign.key)
    with st.container(key=f"review_{sign.key}", gap="xsmall"):
        Screen.DIAGNOSTIC.link(f"{number}. {plain(sign.title)}", **{SIGN_PARAM: sign.key})
        st.caption(plain(_said(sign, answers) or "No answer yet"))
        if sign.key in answers.first and answers.first[sign.key] != answer:
            st.caption(f"Before seeing the files: {plain(words(sign, answers.first[sign.key]))}")
        if found is not None and found.shown is not None and sign.key in state.draft.compared:
            st.caption(f"Files show {figures().points(found.shown)} of 100")
        if note := answers.notes.get(sign.key):
            st.caption(f"Note: {plain(note)}")
        voted.decided(sign, answers)


def _said(sign: Sign, answers: Answers) -> str:
    """The answer, and whether a room gave one; empty without either."""
    answer = answers.signs.get(sign.key)
    given = "" if answer is None else words(sign, answer)
    if is_voted_on(sign.key, answers.counting_votes):
        return f"A workshop voted on it. {given}".strip()
    if is_voted_on(sign.key, answers.votes):
        return f"A workshop agreed on it. {given}"
    return given
