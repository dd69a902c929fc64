"""Scorecard: the health of the revenue business, number by number, with how sure each is."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import comparing, detail, empty, reconciliation, saving, scorecard, span
from revops.ui.state import current

state = current()

st.title("Scorecard")
if not state.draft.has_tables:
    empty.no_files()
else:
    found = cache.assessment(state)
    metric = detail.named()
    span.choice(state, found.dataset, found.window)
    comparing.choice(state, found)
    if metric:
        detail.show(metric, state, found)
    elif reconciliation.asked():
        reconciliation.show(state, found)
    else:
        reconciliation.door()
        scorecard.show(state, found)
        saving.show(state, found)
