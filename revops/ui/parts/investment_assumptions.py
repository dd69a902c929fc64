"""Everything the investment case rests on, each to be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from revops.charts.lifts import number
from revops.diagnostic.content import SOURCES
from revops.investment.content import ASSUMPTIONS, LEVER_TEXTS
from revops.investment.figures import Paid
from revops.investment.result import Assumed, InvestmentCase
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current

_PAID: Final = "investment_paid"
_SUGGESTED: Final = "suggested"
_WAYS: Final = {
    _SUGGESTED: "As the files suggest",
    Paid.MONTHLY.value: "In twelve monthly parts",
    Paid.AT_ONCE.value: "At once",
}


def show(state: State, case: InvestmentCase) -> None:
    """Numbers to change, then what the sums take for granted."""
    with st.expander("What this rests on", key="investment_assumptions", icon=":material/tune:"):
        with st.grid(2, min_column_width=300):
            for item in case.assumed:
                _assumption(item)
        if _PAID not in st.session_state:
            st.session_state[_PAID] = state.draft.answers.investment.paid or _SUGGESTED
        st.segmented_control(
            "How won deals are paid",
            list(_WAYS),
            key=_PAID,
            format_func=_WAYS.__getitem__,
            required=True,
            on_change=_keep_paid,
        )
        st.markdown("**Taken for granted**")
        for note in case.notes:
            st.markdown(f"- {plain(note)}")
        st.markdown("**How each number earns**")
        for key in case.levers:
            text = LEVER_TEXTS[key]
            st.markdown(f"- **{plain(text.title)}**: {plain(text.earns)} {plain(_first_large(text.formula))}.")
        st.markdown("**Your own numbers behind the sums**")
        st.dataframe(_terms(case), hide_index=True, alt="The company's own numbers that the sums are made from")


def _assumption(item: Assumed) -> None:
    assumption = item.assumption
    key = f"investment_assumption_{assumption.key}"
    if key not in st.session_state:
        st.session_state[key] = item.value
    whose = "Your own value." if item.is_changed else assumption.why
    if assumption.value is not None and not item.is_changed:
        whose = f"{whose} ({SOURCES[assumption.source].title})"
    with st.container(key=f"assumption_{assumption.key}", gap="xsmall"):
        st.number_input(
            f"{assumption.title} ({assumption.unit})",
            key=key,
            value=None,
            min_value=float(assumption.least),
            max_value=float(assumption.most),
            format="%g",
            width=260,
            on_change=_keep,
            args=(assumption.key,),
        )
        st.caption(f"{plain(assumption.says)} {plain(whose)}")


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _terms(case: InvestmentCase) -> dict[str, list[str]]:
    write = figures()
    measured = [term for term in case.terms if term.name not in ASSUMPTIONS]
    return {
        "Number": [term.label for term in measured],
        "Value": ["unknown" if t.value is None else number(write, t.value, t.unit, t.currency) for t in measured],
        "95% interval": [
            "–"
            if term.interval is None
            else " to ".join(
                number(write, end, term.unit, term.currency) for end in (term.interval.low, term.interval.high)
            )
            for term in measured
        ],
        "Why unknown": [term.reason or "–" for term in measured],
    }


def _keep(key: str) -> None:
    """An emptied field goes back to the published value."""
    value, state = st.session_state[f"investment_assumption_{key}"], current()
    given = state.draft.answers.investment
    others = {name: each for name, each in given.assumptions.items() if name != key}
    is_own = value is not None and value != ASSUMPTIONS[key].value
    state.answer(investment=replace(given, assumptions=others | ({key: value} if is_own else {})))
    if value is None:
        del st.session_state[f"investment_assumption_{key}"]


def _keep_paid() -> None:
    state, way = current(), st.session_state[_PAID]
    paid = None if way == _SUGGESTED else Paid(way)
    state.answer(investment=replace(state.draft.answers.investment, paid=paid))
