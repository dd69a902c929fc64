"""Names that may be one, written in two ways: shown for merging, never merged unasked."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.dataset import Dataset, Proposal
from revops.ui.plain import plain
from revops.ui.state import State, current

_SHOWN: Final = 10


def show(state: State, data: Dataset) -> None:
    """Each pair of spellings with a button that merges them, and what was merged so far with one that undoes it."""
    merged = state.draft.choices.same_names
    if not data.proposals and not merged:
        return
    st.header("Names that may be the same", anchor=False)
    for number, proposal in enumerate(data.proposals[:_SHOWN]):
        _line(number, proposal)
    if len(data.proposals) > _SHOWN:
        st.caption(f"And {len(data.proposals) - _SHOWN:,} more; `revops read` lists them all.")
    if merged:
        st.button("Keep all spellings apart again", key="names_apart", on_click=_part, icon=":material/undo:")


def _line(number: int, proposal: Proposal) -> None:
    first, *others = proposal.names
    rows = "1 row" if proposal.rows == 1 else f"{proposal.rows:,} rows"
    with st.container(horizontal=True, vertical_alignment="center", key=f"same_{number}"):
        st.markdown(plain(f"{', '.join(others)} ({rows}) and {first}: {proposal.because}."))
        st.button("Merge", key=f"merge_{number}", on_click=_merge, args=(proposal.names,))


def _merge(names: tuple[str, ...]) -> None:
    first, *others = names
    state = current()
    state.choose(same_names={**state.draft.choices.same_names, **dict.fromkeys(others, first)})


def _part() -> None:
    current().choose(same_names={})
