"""The whole assessment as a file to take away."""

from __future__ import annotations

from datetime import date

import streamlit as st

from revops.assessment import Assessment
from revops.drafts import Draft
from revops.saved import ENDING, Saved, pack
from revops.saved.assessed import View
from revops.ui.state import State


def show(state: State, found: Assessment) -> None:
    """A button; the file is made when it is asked for."""
    day = found.window.as_of or date.today()
    draft = state.draft
    st.download_button(
        "Save this assessment",
        lambda: pack(saved(draft, found)),
        file_name=f"assessment-{day}{ENDING}",
        mime="application/zip",
        key="save_assessment",
        on_click="ignore",
        icon=":material/save:",
        help="Tables, answers and results in one file, with your customers' data in it. The command line opens it, "
        "alone or with next week's files: python -m revops assess FILE.revops",
    )


def saved(draft: Draft, found: Assessment) -> Saved:
    """What is saved of a draft and what came out of it."""
    view = View(
        window=found.window,
        is_chosen=bool(draft.span.since or draft.span.until),
        seen_on=date.today(),
        model=found.model,
        against=found.against,
    )
    kept = Saved(dataset=found.dataset, view=view, answers=found.answers, choices=draft.choices, profile=draft.profile)
    return kept.with_readings(found)
