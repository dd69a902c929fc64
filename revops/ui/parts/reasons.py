"""Why the recommendation is what it is: needs that add up, disagreements, rules that overruled the scores."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.charts.contributions import contributions
from revops.diagnostic.content import GATES, SIGNS
from revops.diagnostic.needs import on_paper
from revops.diagnostic.result import Diagnosis, GateResult, Need
from revops.ui.parts.drawing import draw
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.screens import Screen
from revops.ui.state import current
from revops.ui.steps import SIGN_PARAM

SHOWN_DIGITS: Final = 3
"""Points are shown with one digit behind the point of a hundred."""


def show(diagnosis: Diagnosis) -> None:
    """Needs, then where said and shown disagree, then the gates."""
    st.header("Why", anchor=False)
    st.caption(
        "Each sign adds points to the need for its team: a third for what the company is like, two thirds for what "
        "hurts. From 50 points on a team is called for, if enough hurts."
    )
    Screen.METHOD.link("Every sign, weight and threshold with its source", icon=":material/menu_book:")
    for need in diagnosis.needs.values():
        _need(need)
    _findings(diagnosis)
    _gates(diagnosis.recommendation.gates)


def _need(need: Need) -> None:
    write = figures()
    if need.value is None:
        st.markdown(f"**{need.team.label}**: nothing is known about its signs yet.")
        return
    if not need.is_decidable:
        known = plain(write.percent(need.known_weight))
        st.markdown(f"**{need.team.label}**: {known} of the weight of its signs is known, too little to say how much.")
        return
    between, parts = "", on_paper(need, SHOWN_DIGITS)
    if need.low is not None and need.high is not None:
        between = f", between {write.points(need.low)} and {write.points(need.high)} in nine of ten variations"
    st.markdown(
        f"**Need for {need.team.label}: {write.points(sum(part.points for part in parts))} of 100**{between}. "
        f"{plain(write.percent(need.known_weight))} of the weight of its signs is known."
    )
    titles = {key: sign.title for key, sign in SIGNS.items()}
    draw(contributions(parts, titles, style(), team=need.team.label), f"need_{need.team.value}")


def _findings(diagnosis: Diagnosis) -> None:
    found = [sign for sign in diagnosis.signs.values() if sign.finding]
    if not found:
        return
    st.header("Where answers and files disagree", anchor=False)
    for sign in found:
        with st.container(border=True, key=f"finding_{sign.key}"):
            st.markdown(plain(sign.finding or ""))
            Screen.DIAGNOSTIC.link("Look at this answer", icon=":material/edit:", **{SIGN_PARAM: sign.key})


def _gates(gates: tuple[GateResult, ...]) -> None:
    if not gates:
        return
    st.header("Rules that overrule the scores", anchor=False)
    for gate in gates:
        with st.container(border=True, key=f"gate_{gate.gate}"):
            st.markdown(f"**{plain(GATES[gate.gate].title)}**")
            st.markdown(plain(gate.because))
            st.caption(f"Without it: {gate.before.label}. With it: {gate.after.label}.")
            st.toggle(
                "Lift this rule",
                value=gate.lifted,
                key=f"lift_{gate.gate}",
                on_change=_lift,
                args=(gate.gate,),
                help="The decision is kept with your answers.",
            )


def _lift(gate: str) -> None:
    state = current()
    others = tuple(key for key in state.draft.answers.lifted_gates if key != gate)
    is_lifted = st.session_state[f"lift_{gate}"]
    state.answer(lifted_gates=(*others, gate) if is_lifted else others)
