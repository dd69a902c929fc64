"""What was assumed about a sheet because the data could not decide it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from revops.dataset import Assumption, SheetRead
from revops.ui.plain import plain

_STAGES: Final = "deals.outcome"


def show(sheet: SheetRead, assumptions: Iterable[Assumption]) -> None:
    """Each question with the default taken; stages of unknown meaning in one line."""
    here = [each for each in assumptions if (each.file, each.sheet) == (sheet.file, sheet.sheet)]
    stages = [each for each in here if each.about == _STAGES]
    for assumption in here:
        if assumption.about != _STAGES:
            _line(assumption.question, f"{assumption.chose}. {assumption.because}")
    if stages:
        taken = "; ".join(each.chose for each in stages)
        _line("Which stages mean won, lost or open?", f"{taken}. Change it under Stages below.")


def _line(question: str, taken: str) -> None:
    st.markdown(f":material/help: **{plain(question)}** {plain(f'Taken: {taken}')}")
