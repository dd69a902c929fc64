"""Where a workshop's votes stand in place of one person's answers."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from revops.diagnostic.agreed import agreement_document
from revops.diagnostic.answers import Answers, Role, Vote
from revops.diagnostic.content import SIGNS, Sign
from revops.diagnostic.votes import is_voted_on, last_votes
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.workshop.tallies import LEAST_APART

MOST_NAMED: Final = 3
"""Signs that a sentence names before it counts the others."""


def show(state: State) -> None:
    """Says that the answers are a workshop's, and takes them out again."""
    votes = state.draft.answers.votes
    if not votes:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="voted"):
        st.caption(f"Answers: workshop. {_told(votes)}")
        st.button("Take the votes out", key="votes_out", type="tertiary", on_click=_take_out)
    divided = divided_on(votes)
    if divided:
        st.caption(divided)


def divided_on(votes: tuple[Vote, ...]) -> str:
    """On which signs the room is divided, and how; empty where it is not.

    Leadership is told apart where enough speak for it that nobody's own answer can be read from it.
    """
    signs: dict[str, Any] = (agreement_document(votes) or {"signs": {}})["signs"]
    apart = [key for key, sign in signs.items() if _is_led_apart(sign)]
    camps = [key for key, sign in signs.items() if sign["shape"] == "polarised" and key not in apart]
    found = (("Leadership and the team see this differently", apart), ("The room stands in two camps", camps))
    return " ".join(f"{says}: {_titles(keys)}." for says, keys in found if keys)


def _is_led_apart(sign: dict[str, Any]) -> bool:
    leading = sign["roles"].get(Role.LEADERSHIP.value, {"votes": 0})
    return leading["votes"] >= LEAST_APART and bool(sign["leadership"]) and sign["leadership"]["wide"]


def _titles(keys: list[str]) -> str:
    named = ", ".join(f"“{SIGNS[key].title}”" for key in keys[:MOST_NAMED])
    more = len(keys) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def on_sign(sign: Sign, answers: Answers) -> None:
    """Says on a question that a room has answered it, and what it decided."""
    if not is_voted_on(sign.key, answers.votes):
        return
    given = last_votes(sign.key, answers.votes)
    counts = (
        "Its votes count; an answer given here is kept, and counts when they are taken out on the Recommendation "
        "screen."
        if is_voted_on(sign.key, answers.counting_votes)
        else "It agreed on an answer, which counts in place of the votes and can be changed here."
    )
    st.info(f"A workshop voted on this sign ({figures().count(len(given))} votes). {counts}")
    decided(sign, answers)


def decided(sign: Sign, answers: Answers) -> None:
    """What a room decided about a sign, who does it, and by when."""
    decision = answers.workshop.decisions.get(sign.key) if answers.workshop else None
    if decision is None:
        return
    due = f"by {figures().day(decision.due_on)}" if decision.due_on else ""
    owed = ", ".join(filter(None, (decision.owner, due)))
    what = " ".join(filter(None, (decision.what, f"({owed})" if owed else "")))
    st.caption(f"Decided: {plain(what)}")


def _told(given: tuple[Vote, ...]) -> str:
    """How many votes on how many signs."""
    cast = [len(last_votes(key, given)) for key in SIGNS if is_voted_on(key, given)]
    votes = "one vote" if max(cast) == 1 else f"{figures().count(max(cast))} votes"
    if len(cast) == 1:
        return f"One sign with {votes}; the last round counts."
    return f"{len(cast)} signs with up to {votes} each; the last round on each counts."


def _take_out() -> None:
    current().answer(votes=(), workshop=None)
