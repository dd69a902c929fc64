"""How far the user thinks each number may move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from revops.charts.lifts import number
from revops.investment.content import LEVER_TEXTS
from revops.investment.figures import Lift
from revops.investment.result import InvestmentCase, LeverCase
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State, current
from revops.vocabulary import Unit

_PICKED: Final = "investment_levers"
_ENDS: Final = ("low", "likely", "high")
_LABELS: Final = {"low": "Lowest", "likely": "Likeliest", "high": "Highest"}


def show(state: State, case: InvestmentCase) -> None:
    """Which numbers may move, and three guesses for each; nothing is filled in."""
    known = {key: lever for key, lever in case.levers.items() if lever.today.value is not None}
    given = state.draft.answers.investment.lifts
    if _PICKED not in st.session_state:
        st.session_state[_PICKED] = [key for key in known if key in given]
    st.pills(
        "Which numbers do you think it would move?",
        list(known),
        selection_mode="multi",
        key=_PICKED,
        format_func=lambda key: LEVER_TEXTS[key].title,
        on_change=_picked,
        args=(tuple(known),),
    )
    with st.grid(2, min_column_width=300):
        for key in st.session_state[_PICKED]:
            if key in known:
                _guesses(known[key], given.get(key), case.currency)


def _guesses(lever: LeverCase, given: Lift | None, currency: str | None) -> None:
    unit, scale = lever.today.unit, _scale(lever.today.unit)
    with st.container(border=True, key=f"range_{lever.key}"):
        now = number(figures(), lever.today.value or 0.0, unit, currency)
        st.markdown(f"**{plain(LEVER_TEXTS[lever.key].title)}**, today {plain(now)}")
        st.caption(f"How much better, {_measure(unit, currency)}; below 0 for worse.")
        with st.container(horizontal=True):
            for end in _ENDS:
                key = _key(lever.key, end)
                if key not in st.session_state:
                    st.session_state[key] = None if given is None else round(getattr(given, end) * scale, 9)
                st.number_input(
                    _LABELS[end],
                    key=key,
                    value=None,
                    step=None if unit.is_money else 0.1,
                    format="%g",
                    width=90,
                    on_change=_keep,
                    args=(lever.key, scale),
                )
        if _wrong(lever.key):
            st.caption(":material/error: From lowest over likeliest to highest the guesses have to rise.")


def _scale(unit: Unit) -> float:
    return 100.0 if unit is Unit.SHARE else 1.0


def _measure(unit: Unit, currency: str | None) -> str:
    if unit is Unit.SHARE:
        return "in points of 100"
    return f"in {currency or 'your currency'}" if unit.is_money else f"in {unit.value}"


def _key(lever: str, end: str) -> str:
    return f"investment_{end}_{lever}"


def _typed(lever: str) -> Sequence[float | None]:
    return [st.session_state.get(_key(lever, end)) for end in _ENDS]


def _wrong(lever: str) -> bool:
    typed = [each for each in _typed(lever) if each is not None]
    return len(typed) == len(_ENDS) and typed != sorted(typed)


def _keep(lever: str, scale: float) -> None:
    """A range counts once it has three guesses that rise."""
    low, likely, high = _typed(lever)
    state = current()
    others = {key: lift for key, lift in state.draft.answers.investment.lifts.items() if key != lever}
    if low is not None and likely is not None and high is not None and low <= likely <= high:
        others |= {lever: Lift(low=low / scale, likely=likely / scale, high=high / scale)}
    state.answer(investment=replace(state.draft.answers.investment, lifts=others))


def _picked(known: tuple[str, ...]) -> None:
    """What is no longer picked has no range; ranges of numbers that are not known now stay."""
    state, picked = current(), st.session_state[_PICKED]
    given = state.draft.answers.investment.lifts
    kept = {key: lift for key, lift in given.items() if key in picked or key not in known}
    for key in set(given) - set(kept):
        for end in _ENDS:
            st.session_state.pop(_key(key, end), None)
    state.answer(investment=replace(state.draft.answers.investment, lifts=kept))
