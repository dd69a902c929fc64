"""Then and now, where a saved assessment was opened beside newer files: on the answer, and on the signs."""

from __future__ import annotations

import streamlit as st

from revops.assessment import Assessment
from revops.charts.since import NOTHING_MOVED, answer_since, moved_since, number_since
from revops.diagnostic.content import SIGNS, Sign
from revops.ui import cache, past
from revops.ui.parts.question import words
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State
from revops.vocabulary import Comparison


def show(state: State, found: Assessment) -> None:
    """What became of the answer, of what was said, and of the numbers."""
    then, saved = past.diagnosis(state, found), past.past(state)
    if then is None or saved is None or found.last is None or found.against is not Comparison.LAST:
        return
    with st.container(border=True, key="since"):
        st.header("Since your last assessment", anchor=False)
        st.markdown(plain(answer_since(figures(), then, found.diagnosis, found.last.as_of)))
        before, now = saved.answers.signs, state.draft.answers.signs
        for sign in (sign for sign in SIGNS.values() if sign.key in before and sign.key in now):
            if before[sign.key] != now[sign.key]:
                said, says = words(sign, before[sign.key]), words(sign, now[sign.key])
                st.markdown(f"- {plain(f'{sign.title}: you said “{said}” then, “{says}” now.')}")
        for sentence in tuple(moved_since(figures(), found)) or (NOTHING_MOVED,):
            st.markdown(f"- {plain(sentence)}")


def of_sign(state: State, sign: Sign) -> None:
    """What became of the numbers that bear on a sign."""
    found = cache.assessment(state)
    if found.against is not Comparison.LAST:
        return
    metrics = dict.fromkeys(rule.metric for rule in sign.evidence)
    for sentence in filter(None, (number_since(figures(), found, metric) for metric in metrics)):
        st.caption(plain(sentence))
