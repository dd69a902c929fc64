"""Files and sheets that are not used, one sentence each, and the way to use a sheet after all."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.choices import TableChoice
from revops.dataset import Refusal
from revops.tables import TABLES
from revops.ui.parts.dropping import read_after_all, remove
from revops.ui.plain import upright
from revops.ui.state import current

_READABLE: Final = ("NOT_OUR_TABLE", "LEFT_OUT")
"""The sheet was read, but not as a table; a person may know better."""


def show(number: int, refusal: Refusal) -> None:
    """A card; the other files keep working.

    Args:
        number: Place of the card, which tells equal refusals apart.
        refusal: What is not used, and why.
    """
    with st.container(border=True, key=f"refusal_{number}", gap="xsmall"):
        _told(refusal)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if refusal.code in _READABLE:
                _use_as(number, refusal)
            if refusal.code == "CANCELLED":
                st.button("Read it after all", key=f"after_all_{number}", on_click=read_after_all, args=(refusal.file,))
            st.button("Remove file", key=f"refused_{number}", type="tertiary", on_click=remove, args=(refusal.file,))


def as_saved(number: int, refusal: Refusal) -> None:
    """The card of what was not used when the assessment was saved.

    Args:
        number: As for `show`.
        refusal: As for `show`.
    """
    with st.container(border=True, key=f"saved_refusal_{number}", gap="xsmall"):
        _told(refusal)


def _told(refusal: Refusal) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge("Not used", color="orange")
        st.text(upright(refusal.file if refusal.sheet is None else f"{refusal.file} · {refusal.sheet}"))
    st.text(upright(refusal.reason))


def _use_as(number: int, refusal: Refusal) -> None:
    st.selectbox(
        "Use it as",
        tuple(TABLES),
        index=None,
        format_func=lambda table: TABLES[table].label,
        key=f"use_as_{number}",
        placeholder="Not used",
        on_change=_take_for,
        args=(number, refusal.file, refusal.sheet),
        width=190,
    )


def _take_for(number: int, file: str, sheet: str | None) -> None:
    choose_table(file, sheet, st.session_state[f"use_as_{number}"])


def choose_table(file: str, sheet: str | None, table: str | None) -> None:
    """Takes a sheet for a table, or leaves it out."""
    state = current()
    others = tuple(each for each in state.draft.choices.tables if (each.file, each.sheet) != (file, sheet))
    name = file if sheet is None else f"{file}, {sheet}"
    says = f"leaving out {name}" if table is None else f"taking {name} for {TABLES[table].label.lower()}"
    state.choose(says, tables=(*others, TableChoice(file=file, sheet=sheet, table=table)))
