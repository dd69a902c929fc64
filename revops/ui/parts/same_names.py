"""Names that may be one, written in two ways: shown with what a merge brings together, never merged unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from revops.dataset import Dataset, Proposal
from revops.questions import together
from revops.ui.plain import plain, told_apart, upright
from revops.ui.reader import figures
from revops.ui.state import State, current

_SHOWN: Final = 10


def show(state: State, data: Dataset) -> None:
    """Each pair of spellings with what either answer does, and what was decided so far, to be taken back."""
    decided = state.draft.choices.same_names
    if not data.proposals and not decided:
        return
    st.header("Names that may be the same", anchor=False)
    for number, proposal in enumerate(data.proposals[:_SHOWN]):
        _card(number, proposal, data)
    if len(data.proposals) > _SHOWN:
        st.caption(f"And {figures().count(len(data.proposals) - _SHOWN)} more; they follow as these are answered.")
    if decided:
        _decided(decided)


def _card(number: int, proposal: Proposal, data: Dataset) -> None:
    with st.container(border=True, key=f"same_{number}", gap="small"):
        shown = told_apart(proposal.names)
        st.markdown(f"**{plain(' · '.join(shown.values()))}**: {plain(proposal.because)}.")
        for name, brings in together(data, proposal, figures()):
            st.text(f"{shown.get(name, name)}: {upright(brings)}")
        with st.container(horizontal=True, key=f"decide_{number}"):
            st.button(
                plain(f"Merge into {shown[proposal.names[0]]}"),
                key=f"merge_{number}",
                on_click=_merge,
                args=(proposal.names,),
            )
            st.button(
                "Keep apart for good",
                key=f"apart_{number}",
                on_click=_keep_apart,
                args=(proposal.names,),
                help="Remembered in the profile: they are not proposed again, next week's export included.",
            )


def _decided(decided: Mapping[str, str]) -> None:
    shown = told_apart(dict.fromkeys((*decided, *decided.values())))
    merged = [f"{shown[name]} is {shown[meant]}" for name, meant in decided.items() if name != meant]
    apart = [shown[name] for name, meant in decided.items() if name == meant]
    if merged:
        st.caption(plain(f"Merged: {'; '.join(merged)}."))
    if apart:
        st.caption(plain(f"Kept apart, each a name of its own: {', '.join(apart)}."))
    st.button("Ask about these names again", key="names_open", on_click=_open, icon=":material/undo:")


def _merge(names: tuple[str, ...]) -> None:
    first, *others = names
    _decide(f"merging {', '.join(others)} into {first}", dict.fromkeys(others, first))


def _keep_apart(names: tuple[str, ...]) -> None:
    _decide(f"keeping {' and '.join(names)} apart", {name: name for name in names})


def _decide(says: str, meant: Mapping[str, str]) -> None:
    state = current()
    state.choose(says, same_names={**state.draft.choices.same_names, **meant})


def _open() -> None:
    current().choose("the answers about names", same_names={})
