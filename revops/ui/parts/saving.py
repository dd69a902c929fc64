"""The whole assessment as a file to take away."""

from __future__ import annotations

from datetime import date

import streamlit as st

from revops.assessment import Assessment
from revops.diagnostic import DEFAULT_SEED
from revops.saved import ENDING, Saved, pack
from revops.saved.assessed import View
from revops.ui import past
from revops.ui.state import State


def show(state: State, found: Assessment) -> None:
    """A button; the file is made when it is asked for."""
    day = found.window.as_of or date.today()
    st.download_button(
        "Save this assessment",
        lambda: pack(saved(state, found)),
        file_name=f"assessment-{day}{ENDING}",
        mime="application/zip",
        key="save_assessment",
        on_click="ignore",
        icon=":material/save:",
        help="Tables, answers and results in one file, with your customers' data in it. Open it on the Start screen "
        "and drop next week's files beside it: the scorecard says what moved. The command line opens it as well: "
        f"python -m revops assess FILE{ENDING}",
    )


def saved(state: State, found: Assessment) -> Saved:
    """What is saved of a draft and what came out of it, with the numbers of the assessments before."""
    draft, before = state.draft, past.past(state)
    view = View(
        window=found.window,
        is_chosen=bool(draft.span.since or draft.span.until),
        seen_on=past.today(state) or date.today(),
        model=found.model,
        against=found.against,
        seed=before.view.seed if before else DEFAULT_SEED,
    )
    kept = Saved(
        dataset=found.dataset,
        view=view,
        answers=found.answers,
        choices=draft.choices,
        profile=draft.profile,
        history=found.history,
        report=draft.report,
    )
    return kept.with_readings(found)
