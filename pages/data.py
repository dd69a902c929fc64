"""Data: drop files, see what each sheet was taken for, change what is wrong."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import dropping, questions, refusals, sheet, unlocks
from revops.ui.screens import Screen
from revops.ui.state import current

state = current()

st.title("Data")
dropping.show(state)
data = dropping.read(state)
refusals.show(data.refusals)
for number, read in enumerate(data.sheets):
    sheet.show(number, read, data)
questions.show(state, data)
unlocks.show(cache.assessment(state))
if data.sheets:
    Screen.SCORECARD.link("See the scorecard", icon=":material/arrow_forward:")
