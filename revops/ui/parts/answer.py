"""The recommendation itself: one sentence, how firm it is, what it means and what to do."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.charts.shares import outcome_shares
from revops.diagnostic.content import OUTCOMES, SETTINGS
from revops.diagnostic.phrases import FORMS, scale
from revops.diagnostic.result import Diagnosis, FormOf, Recommendation
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style

_FIRM: Final = {
    "clear": "Clear: {share} of all variations end there.",
    "leaning": "Leaning: {share} of all variations end there; one or two facts could still move it.",
    "unsettled": f"No outcome can be relied on yet: an answer takes {100 * SETTINGS.leaning_share:.0f}% of all "
    f"variations, with at least {100 * SETTINGS.known_weight:.0f}% known of what speaks about each team.",
}


def show(diagnosis: Diagnosis) -> None:
    """The answer with its firmness beside it."""
    found = diagnosis.recommendation
    text = OUTCOMES[found.outcome]
    with st.container(border=True, key="answer"):
        st.header(found.outcome.label, anchor=False)
        with st.container(key="answer_line"):
            st.markdown(plain(found.story[0]))
        for sentence in (*found.story[1:], text.means, *_edited(found)):
            st.markdown(plain(sentence))
    what, firm = st.columns(2, gap="large")
    with what:
        st.header("What to do", anchor=False)
        for step in text.next:
            st.markdown(f"- {plain(step)}")
        for form in found.forms:
            st.markdown(_form(form))
        st.caption("The first steps, who takes them and when to look again stand in the plan below.")
    with firm:
        st.header("How firm that is", anchor=False)
        st.markdown(plain(_FIRM[found.word].format(share=figures().percent(found.firmness))))
        draw(outcome_shares(found.shares, found.outcome, style()), "shares")
        st.caption(
            f"Your answers and figures were varied {figures().count(diagnosis.draws)} times within their uncertainty; "
            "the bars say how often each outcome came out."
        )
        st.caption(plain(f"Words for shares: {scale()}"))


def _form(form: FormOf) -> str:
    """In what form to invest in a team, what that means and why."""
    means = f"{plain(FORMS[form.form].means)} " if form.form else ""
    judged = "" if form.form is None else " Our own judgement."
    return f"**{form.team.label}: {plain(form.label)}**  \n{means}{plain(form.because)}{judged}"


def _edited(found: Recommendation) -> list[str]:
    """The published answer, kept beside the edited one."""
    if found.published is None or found.published_firmness is None:
        return []
    share = figures().percent(found.published_firmness)
    same = "the same" if found.published is found.outcome else found.published.label
    return [
        f"This is with your own weights or anchors. With the published ones it is {same} ({share} of all variations)."
    ]
