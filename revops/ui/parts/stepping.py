"""Progress through the diagnostic, and the buttons that lead back and on."""

from __future__ import annotations

import math
from typing import Final

import streamlit as st

from revops.ui.steps import COMPANY, REVIEW, Steps, go

SECONDS_EACH: Final = 40
"""A question with five described answers is read and answered in so long; our own judgement."""


def progress(steps: Steps) -> None:
    """How far one has come."""
    place = f"Question {steps.number} of {len(steps.signs)}" if steps.sign else "All answers"
    if steps.at == COMPANY:
        place = "Before the questions"
    told = f"{place} · {len(steps.answered)} answered{_left(len(steps.signs) - len(steps.answered))}"
    st.progress(len(steps.answered) / len(steps.signs), text=told)


def _left(questions: int) -> str:
    """How long the open questions will take."""
    if not questions:
        return ""
    minutes = math.ceil(questions * SECONDS_EACH / 60)
    return f" · about {minutes} minute{'s' if minutes > 1 else ''} left"


def buttons(steps: Steps) -> None:
    """Back and on; the arrow keys do the same."""
    with st.container(horizontal=True, key="stepping"):
        if steps.before is not None:
            st.button("Back", key="step_back", on_click=go, args=(steps.before,))
        if steps.at != REVIEW:
            is_answered = steps.sign is None or steps.sign.key in steps.answered
            st.button(
                "Next" if is_answered else "Skip for now",
                key="step_on",
                type="primary" if is_answered else "secondary",
                on_click=go,
                args=(steps.after,),
            )
        if steps.at == COMPANY and steps.answered:
            st.button("Go on where you stopped", key="step_open", on_click=go, args=(steps.next_open,))
        if steps.sign:
            st.button("All answers", key="step_review", type="tertiary", on_click=go, args=(REVIEW,))
    if steps.sign:
        st.caption("Keys 1 to 5 answer, the arrows left and right go back and on.")
