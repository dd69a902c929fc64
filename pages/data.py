"""Data: drop files, see what each sheet was taken for, change what is wrong."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import dropping, questions, same_names, sheets, unlocks
from revops.ui.screens import Screen
from revops.ui.state import current

state = current()

st.title("Data")
dropping.show(state)
data = dropping.read(state)
sheets.show(data)
questions.show(state, data)
same_names.show(state, data)
unlocks.show(cache.assessment(state))
if data.sheets:
    Screen.SCORECARD.link("See the scorecard", icon=":material/arrow_forward:")
