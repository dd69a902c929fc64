"""Where a workshop's votes stand in place of one person's answers."""

from __future__ import annotations

import streamlit as st

from revops.diagnostic.answers import Answers, Vote
from revops.diagnostic.content import SIGNS, Sign
from revops.diagnostic.votes import is_voted_on, last_votes
from revops.ui.reader import figures
from revops.ui.state import State, current


def show(state: State) -> None:
    """Says that the answers are a workshop's, and takes them out again."""
    votes = state.draft.answers.votes
    if not votes:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="voted"):
        st.caption(f"Answers: workshop. {_told(votes)}")
        st.button("Take the votes out", key="votes_out", type="tertiary", on_click=_take_out)


def on_sign(sign: Sign, answers: Answers) -> None:
    """Says on a question that a room has answered it."""
    if not is_voted_on(sign.key, answers.votes):
        return
    given = last_votes(sign.key, answers.votes)
    st.info(
        f"A workshop voted on this sign ({figures().count(len(given))} votes). Its votes count; an answer given here "
        "is kept, and counts when they are taken out on the Recommendation screen."
    )


def _told(given: tuple[Vote, ...]) -> str:
    """How many votes on how many signs."""
    cast = [len(last_votes(key, given)) for key in SIGNS if is_voted_on(key, given)]
    votes = "one vote" if max(cast) == 1 else f"{figures().count(max(cast))} votes"
    if len(cast) == 1:
        return f"One sign with {votes}; the last round counts."
    return f"{len(cast)} signs with up to {votes} each; the last round on each counts."


def _take_out() -> None:
    current().answer(votes=())
