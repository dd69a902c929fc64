"""Recommendation: the answer, how firm it is, why, and what would change it."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import (
    answer,
    empty,
    investment,
    memo,
    next_steps,
    ownership,
    plan,
    reasons,
    saving,
    since,
    voted,
    weighing,
)
from revops.ui.state import current

state = current()
found = cache.assessment(state)

st.title("Recommendation")
if not (found.answers.signs or found.answers.votes) and found.dataset.is_empty:
    empty.no_recommendation()
else:
    answer.show(found.diagnosis)
    since.show(state, found)
    voted.show(state)
    reasons.show(found.diagnosis)
    memo.against(found)
    weighing.show(found)
    next_steps.show(found.diagnosis.recommendation, state)
    investment.show(state, found)
    plan.show(state, found)
    ownership.show(found)
    memo.show(state, found)
    saving.show(state, found)
