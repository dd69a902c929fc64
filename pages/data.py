"""Data: drop files, see what each sheet was taken for, answer what is open, change what is wrong."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import (
    dropping,
    opened,
    questions,
    remembering,
    same_names,
    sheets,
    template_files,
    undoing,
    unlocks,
)
from revops.ui.screens import Screen
from revops.ui.state import current

state = current()

st.title("Data", anchor=False)
dropping.show(state)
opened.wrong(state)
template_files.show()
data = dropping.read(state)
undoing.show(state)
opened.show(state, data)
if not state.draft.is_as_saved:
    sheets.show(state, data)
    questions.show(state, data)
    same_names.show(state, data)
remembering.show(state)
unlocks.show(cache.assessment(state))
if data.sheets:
    Screen.SCORECARD.link("See the scorecard", icon=":material/arrow_forward:")
