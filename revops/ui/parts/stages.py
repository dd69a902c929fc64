"""Which stages mean won, lost and open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.dataset import SheetRead
from revops.ui.plain import upright
from revops.ui.state import current
from revops.vocabulary import DealOutcome

_STAGE: Final = "Stage"
_OUTCOME: Final = "Taken for"


def show(number: int, sheet: SheetRead) -> None:
    """One line per stage found; the outcome can be changed in place."""
    with st.expander(_title(sheet), key=f"stages_{number}", on_change="rerun") as opened:
        if not opened.open:
            return
        for place, (stage, outcome) in enumerate(sheet.stages.items()):
            _line(f"stage_{number}_{place}", stage, outcome)


def as_saved(number: int, sheet: SheetRead) -> None:
    """One line per stage, with what it was taken for when the sheet was saved."""
    with st.expander(_title(sheet), key=f"stages_{number}"):
        for stage, outcome in sheet.stages.items():
            st.text(f"{upright(stage) or '(blank)'}: {outcome}")


def _title(sheet: SheetRead) -> str:
    counts = {outcome: sum(found == outcome for found in sheet.stages.values()) for outcome in DealOutcome}
    return "Stages: " + ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items())


def _line(key: str, stage: str, outcome: str) -> None:
    st.session_state[key] = outcome
    with st.container(horizontal=True, vertical_alignment="center", key=f"line_{key}"):
        st.text(upright(stage) or "(blank)", width=240)
        st.segmented_control(
            f"Outcome of stage {key}",
            [outcome.value for outcome in DealOutcome],
            key=key,
            required=True,
            label_visibility="collapsed",
            on_change=_decide,
            args=(key, stage),
        )


def _decide(key: str, stage: str) -> None:
    state = current()
    outcome = DealOutcome(st.session_state[key])
    state.choose(f"“{stage}” means {outcome.value}", stages={**state.draft.choices.stages, stage: outcome})
