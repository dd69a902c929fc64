"""What each answer to a question would mean; offered after the answer, so that it steers nobody."""

from __future__ import annotations

import streamlit as st

from revops.diagnostic.content import Sign
from revops.diagnostic.other_answers import Meaning
from revops.diagnostic.votes import is_voted_on
from revops.ui import cache
from revops.ui.parts.question import words
from revops.ui.reader import figures
from revops.ui.state import State
from revops.vocabulary import Outcome


def show(sign: Sign, state: State) -> None:
    """A folded table, worked out when it is opened."""
    answers = state.draft.answers
    if sign.key not in answers.signs or is_voted_on(sign.key, answers.counting_votes):
        return
    with st.expander("What each answer would mean", key="meaning", on_change="rerun") as part:
        if not part.open:
            return
        found = cache.meanings(state, sign.key)
        st.dataframe(
            {
                "Answer": [words(sign, meaning.step) for meaning in found],
                "The sign would stand at": [_points(meaning) for meaning in found],
                "Outcome": [_outcome(meaning) for meaning in found],
            },
            hide_index=True,
            alt=f"Outcome for each answer to: {sign.question}",
        )
        st.caption("With everything else as it is now. Points are of 100; the share is that of all simulated readings.")


def _points(meaning: Meaning) -> str:
    return "does not apply" if meaning.value is None else f"{figures().points(meaning.value)} of 100"


def _outcome(meaning: Meaning) -> str:
    share = figures().percent(meaning.share)
    if meaning.outcome is Outcome.UNSETTLED:
        return f"Not settled; most often {meaning.leading.label} ({share})"
    return f"{meaning.outcome.label} ({share})"
