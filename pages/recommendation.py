"""Recommendation: the answer, how firm it is, why, and what would change it."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import answer, empty, investment, memo, next_steps, plan, reasons, saving
from revops.ui.state import current

state = current()
found = cache.assessment(state)

st.title("Recommendation")
if not found.answers.signs and found.dataset.is_empty:
    empty.no_recommendation()
else:
    answer.show(found.diagnosis)
    reasons.show(found.diagnosis)
    memo.against(found)
    next_steps.show(found.diagnosis.recommendation, state)
    investment.show(state, found)
    plan.show(state, found)
    memo.show(found)
    saving.show(state, found)
