"""The saved assessment that was opened: how to open one, what it is for now, and how to let it go."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.dataset import Dataset
from revops.intake.upload import MEGABYTE, Limits, Upload
from revops.saved import ENDING, Saved
from revops.ui import past
from revops.ui.parts import refusals, sheet
from revops.ui.parts.dropping import let_go
from revops.ui.plain import plain, upright
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.ui.state import State, current

_KEY: Final = "open_saved"
_AS_SAVED: Final = (
    "Its tables are shown as they were saved. Drop newer files above: they take their place, are read as these were, "
    "and the scorecard says what moved since."
)
_BESIDE: Final = "Your files are read as its files were, and the scorecard can be held against it."


def door(state: State) -> None:
    """The field for a saved assessment; one that opens leads on to what is in it."""
    # No list of endings: a phone greys out files whose ending it does not know.
    st.file_uploader(
        f"A file that was saved here (NAME{ENDING})",
        key=_inbox(state),
        on_change=_take,
        max_upload_size=Limits.from_environment().upload_bytes // MEGABYTE,
    )
    if state.has_arrived:
        state.has_arrived = False
        Screen.DATA.go()
    wrong(state)


def wrong(state: State) -> None:
    """Why what was dropped last could not be opened."""
    for reason in state.not_opened:
        st.error(plain(reason))


def _take() -> None:
    state = current()
    file = st.session_state[_inbox(state)]
    if file is not None:
        upload = Upload(file.name, file.getvalue())
        let_go()
        state.has_arrived = past.take(state, (upload,))
        state.drops += 1


def _inbox(state: State) -> str:
    # Another key after each drop, so that the field is empty when a visitor comes back.
    return f"{_KEY}_{state.drops}"


def show(state: State, data: Dataset) -> None:
    """What was opened and what it is for; its tables too, where no file has taken their place."""
    upload = state.draft.saved
    if upload is None:
        return
    saved = past.past(state)
    with st.container(border=True, key="opened", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container(width="content", key="named_opened"):
                st.text(upright(upload.name))
            st.button("Remove", key="remove_opened", type="tertiary", on_click=_remove, help=_what_goes(state))
        if saved is None:
            st.error(plain(state.lost.get(state.files.saved_hash, "")))
            return
        st.caption(plain(f"Saved assessment, {about(saved)}."))
        st.write(_AS_SAVED if state.draft.is_as_saved else _BESIDE)
        if saved.left_out:
            st.caption(plain(saved.left_out))
    if state.draft.is_as_saved:
        _tables(data)


def about(saved: Saved) -> str:
    """Of which day it is, and when it was saved."""
    view, day = saved.view, figures().day
    seen = f"seen from {day(view.window.as_of)}, " if view.window.as_of else ""
    return f"{seen}saved on {day(view.seen_on)}"


def _what_goes(state: State) -> str:
    tables = "Its tables go; your" if state.draft.is_as_saved else "Your files,"
    return f"{tables} answers and what is known about reading your files stay. Can be undone on this screen."


def _tables(data: Dataset) -> None:
    for number, read in enumerate(data.sheets):
        sheet.as_saved(number, read, data)
    for number, refusal in enumerate(data.refusals):
        refusals.as_saved(number, refusal)
    assumed = [each for each in data.assumptions if each.question]
    if assumed:
        with st.expander(f"Assumed when it was read: {figures().count(len(assumed))}", key="assumed_opened"):
            for each in assumed:
                st.text(upright(f"{each.question} Taken: {each.chose}. {each.because}"))


def _remove() -> None:
    past.remove(current())
