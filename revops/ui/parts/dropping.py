"""Dropping files, and the list of those that were dropped."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from revops.choices import Choices
from revops.dataset import Dataset
from revops.diagnostic.answers import Answers
from revops.drafts import Draft
from revops.intake.upload import MEGABYTE, Limits, Upload
from revops.ui import cache
from revops.ui.plain import plain
from revops.ui.state import State, current

TYPES: Final = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods")
_KEY: Final = "drop"


def show(state: State) -> None:
    """Where files are dropped; each that arrives joins those already there."""
    limit = Limits.from_environment().upload_bytes // MEGABYTE
    st.file_uploader(
        "Drop CSV or Excel files: deals, leads, subscriptions, spend",
        type=TYPES,
        accept_multiple_files=True,
        key=_inbox(state),
        on_change=_take,
        max_upload_size=limit,
        help="Any export will do: headers are matched by name and by the look of the values.",
    )
    st.caption("Files stay on this server, with your answers, until you delete them; nothing is sent elsewhere.")


def read(state: State) -> Dataset:
    """The tables that the files give; says which file is being read while it takes a while."""
    if not cache.unread(state):
        return cache.dataset(state)
    bar = st.progress(0.0, text="Reading your files …")

    def told(done: int, whole: int, name: str) -> None:
        bar.progress(done / whole, text=f"Reading {plain(name)} ({done + 1} of {whole}) …")

    data = cache.dataset(state, told)
    bar.empty()
    return data


def _take() -> None:
    state = current()
    arrived = tuple(Upload(file.name, file.getvalue()) for file in st.session_state[_inbox(state)] or ())
    if not arrived:
        return
    if state.draft.sample:
        # A company's own files never mix with a sample's.
        state.start_anew(Draft(model=state.draft.model, choices=Choices(), answers=Answers()))
    names = {upload.name for upload in arrived}
    kept = tuple(upload for upload in state.draft.files if upload.name not in names)
    state.change(files=kept + tuple({upload.name: upload for upload in arrived}.values()))
    state.drops += 1
    _let_go()


def _let_go() -> None:
    # Streamlit would hold a second copy of every upload in memory until the session ends.
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def remove(name: str) -> None:
    """Takes a file out of the draft."""
    state = current()
    state.change(files=tuple(upload for upload in state.draft.files if upload.name != name))


def _inbox(state: State) -> str:
    # A new key after each drop empties the field, so that the list below is the only list of files.
    return f"{_KEY}_{state.drops}"
