"""A workshop without phones: what is printed, and the filled sheets typed in or uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa
import streamlit as st

from revops.diagnostic.answers import ROLES, Vote
from revops.diagnostic.content import Sign
from revops.errors import ChoiceError
from revops.intake.upload import Upload
from revops.kit import MARKS, Ballots, ballot_book, kit_page, question_sheet, votes_in, votes_of
from revops.ui.download import XLSX
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.ui.state import State, current

ROWS: Final = 12
"""People that the grid has room for before it grows."""
MOST_TOLD: Final = 20
_FILE: Final = "paper_file"
_READ: Final = "paper_read"
_GRID: Final = "paper_grid"
_ADD: Final = "paper_add"


def show(state: State, signs: Sequence[Sign], title: str = "") -> None:
    """Downloads, and two ways for the answers to come back."""
    with st.expander("On paper: script, question sheets, and their answers", key="paper", icon=":material/print:"):
        _downloads(signs, title)
        uploaded, typed = st.tabs(["Upload the filled workbook", "Type the answers here"])
        with uploaded:
            _upload(state)
        with typed:
            _type(state, signs)


def _downloads(signs: Sequence[Sign], title: str) -> None:
    st.write("Print one question sheet per person. Type the answers into the workbook, or here: a row per person.")
    files = (
        ("Agenda, script and invitation", lambda: kit_page(title).encode(), "workshop-kit.html", "text/html"),
        ("Question sheet", lambda: question_sheet(signs, title).encode(), "question-sheet.html", "text/html"),
        ("Workbook for the answers", lambda: ballot_book(signs), "votes.xlsx", XLSX),
    )
    with st.container(horizontal=True, key="paper_files"):
        for label, make, name, mime in files:
            st.download_button(
                label, make, file_name=name, mime=mime, key=f"paper_{name}", on_click="ignore", icon=":material/print:"
            )


def _upload(state: State) -> None:
    st.file_uploader("Filled workbook", type=("xlsx", "csv"), key=_FILE, on_change=_read, max_upload_size=5)
    found = st.session_state.get(_READ)
    if isinstance(found, str):
        st.error(plain(found))
    elif found is not None:
        _found(state, found, "uploaded")


def _read() -> None:
    """Reads the workbook once, when it arrives."""
    file = st.session_state[_FILE]
    try:
        st.session_state[_READ] = votes_in(Upload(file.name, file.getvalue())) if file else None
    except ChoiceError as error:
        st.session_state[_READ] = str(error)


def _type(state: State, signs: Sequence[Sign]) -> None:
    marks = ", ".join(f"{mark} for “{says}”" for mark, says in MARKS.items())
    st.caption(plain(f"0 to 4 as on the sheet, {marks}. An empty row is nobody."))
    typed: Any = st.data_editor(
        _blank(signs),
        key=_GRID,
        num_rows="dynamic",
        hide_index=True,
        column_config=_columns(signs),
        alt="Answers of the question sheets, a row for each person",
    )
    found = votes_of(typed.to_pylist())
    if found.votes or found.problems:
        _found(state, found, "typed")


def _blank(signs: Sequence[Sign]) -> pa.Table:
    empty = pa.array([None] * ROWS, pa.string())
    return pa.table({"Role": empty, "Round": pa.array([1] * ROWS, pa.int64()), **{sign.key: empty for sign in signs}})


def _columns(signs: Sequence[Sign]) -> dict[str, Any]:
    column = st.column_config
    asked = {
        sign.key: column.TextColumn(str(place), help=plain(sign.question), width=40, max_chars=20)
        for place, sign in enumerate(signs, 1)
    }
    return {
        "Role": column.SelectboxColumn(options=[role.label for role in ROLES], width="small"),
        "Round": column.NumberColumn(min_value=1, max_value=2, default=1, width=70),
        **asked,
    }


def _found(state: State, found: Ballots, way: str) -> None:
    """What was read, what could not be used, and the button that takes it."""
    for problem in found.problems[:MOST_TOLD]:
        st.warning(plain(problem))
    if len(found.problems) > MOST_TOLD:
        st.caption(f"… and {len(found.problems) - MOST_TOLD} more.")
    if not found.votes:
        st.caption("No vote was found.")
        return
    many = (
        "One question sheet was"
        if len(found.votes) == 1
        else f"{figures().count(len(found.votes))} question sheets were"
    )
    st.markdown(f"{many} read.")
    before = state.draft.answers.votes
    if before:
        st.checkbox("Add them to the votes that stand in the diagnostic", key=f"{_ADD}_{way}")
    st.button("Take them into the diagnostic", key=f"paper_take_{way}", on_click=_take, args=(found.votes, way))
    if before:
        Screen.RECOMMENDATION.link("See the recommendation", icon=":material/arrow_forward:")


def _take(votes: tuple[Vote, ...], way: str) -> None:
    state = current()
    if st.session_state.get(f"{_ADD}_{way}"):
        state.answer(votes=(*state.draft.answers.votes, *votes))
    else:
        state.answer(votes=votes, workshop=None)
