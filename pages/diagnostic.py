"""Diagnostic: the company in a few facts, then one sign at a time, then all answers."""

import streamlit as st

from revops.ui import cache
from revops.ui.parts import company, evidence, meaning, question, review, stepping, voted
from revops.ui.state import current
from revops.ui.steps import COMPANY, Steps

state = current()
steps = Steps.of(state.draft)
found = cache.assessment(state)

st.title("Diagnostic")
stepping.progress(steps)
if steps.sign:
    question.show(steps.sign, state)
    voted.on_sign(steps.sign, state.draft.answers)
    evidence.show(steps.sign, found.diagnosis.signs[steps.sign.key], state, found.readings)
    meaning.show(steps.sign, state)
elif steps.at == COMPANY:
    company.show(state)
else:
    review.show(steps, state, found.diagnosis.signs)
stepping.buttons(steps)
