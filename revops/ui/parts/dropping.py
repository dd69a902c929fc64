"""Dropping files, and the list of those that were dropped."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from revops.choices import Choices
from revops.dataset import Dataset
from revops.diagnostic.answers import Answers
from revops.drafts import Draft
from revops.intake.archive import ENDINGS
from revops.intake.upload import MEGABYTE, Limits, Upload, named_apart
from revops.profiles import tell
from revops.saved import ENDING, is_saved_name
from revops.ui import cache, past
from revops.ui.plain import plain
from revops.ui.reading_files import FileKey
from revops.ui.state import State, current

TYPES: Final = tuple(ending.removeprefix(".") for ending in (*ENDINGS, ".zip", ".gz", ENDING))
PATIENCE: Final = 0.7
"""Seconds after which a visitor wants to know what is going on."""
_KEY: Final = "drop"


def show(state: State) -> None:
    """Where files are dropped; each that arrives joins those already there."""
    limit = Limits.from_environment().upload_bytes // MEGABYTE
    st.file_uploader(
        "Drop CSV or Excel files, or a zip of them: deals, leads, subscriptions, spend",
        type=TYPES,
        accept_multiple_files=True,
        key=_inbox(state),
        on_change=_take,
        max_upload_size=limit,
        help="Any export will do: headers are matched by name and by the look of the values. An assessment that was "
        f"saved here ({ENDING}) opens, or beside your files becomes what they are compared with.",
    )
    st.caption("Files stay on this server, with your answers, until you delete them; nothing is sent elsewhere.")
    for name in _replaced(state):
        told = "took the place of the file of the same name. To have both, undo, rename one and drop it again."
        st.info(plain(f"{name} {told}"))
    there = {upload.name for upload in state.draft.files}
    if names := " and ".join(name for name in state.renamed if name in there):
        st.info(plain(f"Files of one name came together. Each is read; to tell them apart, see {names} below."))


def read(state: State) -> Dataset:
    """The tables that the files give; says which file is being read while it takes a while, and can stop it."""
    place = st.empty()
    bars: dict[tuple[FileKey, int], DeltaGenerator] = {}

    def told(key: FileKey, done: int, whole: int, seconds: float) -> None:
        if seconds < PATIENCE:
            st.session_state.get(_KEY)  # a moment at which Streamlit can stop this run for a click
            return
        text = f"{_doing(plain(key.name), done, whole)}, {seconds:.0f} seconds so far …"
        if (key, done) not in bars:
            with place.container(border=True, key=f"reading_{done}"):
                bars[key, done] = st.progress(done / whole, text=text)
                st.button("Stop reading this file", key=f"stop_reading_{done}", on_click=_stop, args=(key,))
        bars[key, done].progress(done / whole, text=text)

    data = cache.dataset(state, told)
    place.empty()
    return tell(data, state.recalled.values(), state.draft.choices)


def _doing(name: str, done: int, whole: int) -> str:
    return f"Reading {name} ({done + 1} of {whole})" if done < whole else f"Making tables of {name}"


def _stop(key: FileKey) -> None:
    stop(current(), key)


def stop(state: State, key: FileKey) -> None:
    """Goes on without a file, whether it is being opened or tables are being made of it."""
    state.stopped.add(key)
    cache.stop_interpreting(state)
    if key in state.openings:
        state.openings.pop(key).stop()


def read_after_all(name: str) -> None:
    """Reads a file whose reading was stopped."""
    state = current()
    state.stopped = {key for key in state.stopped if key.name != name}


_MANY: Final = 3
"""Files from which on the undo button counts them instead of naming them."""


def _take() -> None:
    state = current()
    dropped = [Upload(file.name, file.getvalue()) for file in st.session_state[_inbox(state)] or ()]
    arrived = named_apart(dropped)
    if not arrived:
        return
    state.renamed = tuple(upload.name for upload in arrived if upload not in dropped)
    state.drops += 1
    let_go()
    # An assessment comes first, so that files dropped with it are read as its own were.
    past.take(state, [upload for upload in arrived if is_saved_name(upload.name)])
    _add(state, {upload.name: upload for upload in arrived if not is_saved_name(upload.name)})


def _add(state: State, new: dict[str, Upload]) -> None:
    """Files join those already there, or take the place of the tables of an assessment."""
    if not new:
        return
    if state.draft.sample:
        # A company's own files never mix with a sample's.
        state.start_anew(Draft(model=state.draft.model, choices=Choices(), answers=Answers()))
    kept = tuple(upload for upload in state.draft.files if upload.name not in new)
    fresh = tuple(name for name in state.draft.fresh if name not in new)
    dropped = " and ".join(new) if len(new) < _MANY else f"{len(new)} files"
    state.step(f"dropping {dropped}", files=(*kept, *new.values()), **past.followed(state.draft))
    state.change(fresh=(*fresh, *new))
    state.recalled = {place: known for place, known in state.recalled.items() if place[0] not in new}


def _replaced(state: State) -> list[str]:
    """Names of files that hold something else since the last drop."""
    step = next((each for each in reversed(state.past) if "files" in each.fields), None)
    before = {upload.name: upload.content for upload in step.draft.files} if step else {}
    return [upload.name for upload in state.draft.files if before.get(upload.name, upload.content) != upload.content]


def let_go() -> None:
    """Frees the uploads of this visit, which are kept in the state by now."""
    # Streamlit would hold a second copy of every upload in memory until the session ends.
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def remove(name: str) -> None:
    """Takes a file out of the draft."""
    state = current()
    left = tuple(upload for upload in state.draft.files if upload.name != name)
    state.step(f"removing {name}", files=left, **({} if left else past.alone_again(state)))


def _inbox(state: State) -> str:
    # A new key after each drop empties the field, so that the list below is the only list of files.
    return f"{_KEY}_{state.drops}"
