"""What is remembered for the next export: kept with the draft, to take away, and to bring back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.errors import ContentError
from revops.profile_file import FILE_NAME, MOST_LETTERS, profile_from_toml, profile_to_toml
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current

_INBOX: Final = "profile_file"
_WRONG: Final = "profile_wrong"


def show(state: State) -> None:
    """How many kinds of files are known, their download, and the field for a profile kept elsewhere."""
    known = len(state.draft.profile.sheets)
    with st.expander("Next week's export: what is remembered", key="remembering", icon=":material/history:"):
        st.write(
            "How your files were read, and what you answered, is remembered by their headers. An export with the same "
            "headers needs no question next time, whatever its name; where headers change, the difference is told."
        )
        st.caption(f"Known by their headers: {figures().count(known)} sheet{'' if known == 1 else 's'}.")
        if known:
            st.download_button(
                "Download the profile",
                profile_to_toml(state.draft.profile),
                file_name=FILE_NAME,
                mime="application/toml",
                key="profile_download",
                on_click="ignore",
                icon=":material/download:",
            )
        st.file_uploader(
            f"Use a profile kept elsewhere ({FILE_NAME})",
            type=("toml", "json"),
            key=_INBOX,
            on_change=_take,
            max_upload_size=20,
        )
        if _WRONG in st.session_state:
            st.error(plain(st.session_state[_WRONG]))


def _take() -> None:
    """Takes over a profile and holds all files against it."""
    st.session_state.pop(_WRONG, None)
    file = st.session_state[_INBOX]
    if file is None:
        return
    try:
        profile = profile_from_toml(file.getvalue()[: 4 * MOST_LETTERS + 4].decode("utf-8"), file.name)
    except UnicodeDecodeError:
        st.session_state[_WRONG] = f"{file.name}, file: it is no text; choose the {FILE_NAME} that was saved here."
    except ContentError as error:
        st.session_state[_WRONG] = str(error)
    else:
        state = current()
        names = tuple(upload.name for upload in state.draft.files)
        state.change(profile=state.draft.profile.with_newer(profile), fresh=names)
