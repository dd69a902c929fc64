"""What would change the recommendation, what to find out, and the answers to take away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.diagnostic.answers_file import answers_to_toml
from revops.diagnostic.content import SIGNS
from revops.diagnostic.result import FindOut, Recommendation
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.ui.state import State
from revops.ui.steps import COMPANY, SIGN_PARAM
from revops.vocabulary import Outcome

_WORTH: Final = 0.005
"""Gain in firmness below which finding out is not worth a line."""
_NOTHING_TURNS: Final = "No sign, and no two signs together, change the outcome."
_TWO_TOGETHER: Final = "No single sign changes the outcome. These two together would:"
_NOTHING_TO_TURN: Final = "There is no answer yet that a sign could change."


def show(found: Recommendation, state: State) -> None:
    """Flips on the left, open questions on the right."""
    flips, open_questions = st.columns(2, gap="large")
    with flips:
        st.header("What would change the answer", anchor=False)
        _flips(found)
    with open_questions:
        st.header("What to find out next", anchor=False)
        _find_out(_worth_asking(found))
    st.space("small")
    st.download_button(
        "Download your answers",
        lambda: answers_to_toml(state.draft.answers).encode(),
        file_name="answers.toml",
        mime="application/toml",
        key="answers_file",
        on_click="ignore",
        icon=":material/download:",
        help="A text file that the command line reads: python -m revops assess --answers answers.toml",
    )


def _flips(found: Recommendation) -> None:
    if not found.flips:
        st.write(_NOTHING_TO_TURN if found.outcome is Outcome.UNSETTLED else _NOTHING_TURNS)
    if found.flips and found.flips[0].other:
        st.write(_TWO_TOGETHER)
    for number, flip in enumerate(found.flips):
        with st.container(key=f"flip_{number}"):
            st.markdown(f"- {plain(flip.says)}")
            for sign in (flip.sign, *([flip.other.sign] if flip.other else [])):
                label = f"Look at “{plain(SIGNS[sign].title)}”"
                Screen.DIAGNOSTIC.link(label, icon=":material/edit:", **{SIGN_PARAM: sign})
    if found.says_redefined:
        st.write(plain(found.says_redefined))


def _worth_asking(found: Recommendation) -> list[FindOut]:
    """What would make the answer firmer; while too little is known for one, every sign without an answer too."""
    is_open = found.outcome is Outcome.UNSETTLED
    return [item for item in found.find_out if item.narrows >= _WORTH or (is_open and item.kind == "sign")]


def _find_out(items: list[FindOut]) -> None:
    if not items:
        st.write("Nothing that is still unknown would make the answer firmer.")
    for item in items:
        st.markdown(f"- {plain(item.says)}")
        gain = plain(figures().points(item.narrows))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"Firmer by {gain} points of 100 on average")
            _link(item)


def _link(item: FindOut) -> None:
    if item.kind == "table":
        Screen.DATA.link("Add the file", icon=":material/upload_file:")
    else:
        step = item.what if item.kind == "sign" else COMPANY
        Screen.DIAGNOSTIC.link("Answer it", icon=":material/edit:", **{SIGN_PARAM: step})
