"""Report: what is handed over, for whom and how much of it, as files."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import empty, reporting, saving
from revops.ui.state import current

state = current()
found = cache.assessment(state)

st.title("Report")
if not found.answers.signs and found.dataset.is_empty:
    empty.no_recommendation()
else:
    reporting.show(state, found)
    saving.show(state, found)
