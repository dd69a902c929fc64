"""What a sheet leaves open: each question with the answers side by side and what each would lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from revops.choices import Choices
from revops.dataset import Dataset, SheetRead
from revops.questions import Facts, Question, questions
from revops.ui import cache
from revops.ui.plain import plain, upright
from revops.ui.reader import figures
from revops.ui.state import State, current

SMALL: Final = 50_000
"""Rows up to which the first question shows its answers without being opened."""


def show(state: State, sheet: SheetRead, data: Dataset) -> None:
    """The questions of a sheet; what nobody can answer here is told in a line."""
    opened = cache.opened_files(state)
    asked = questions(data, opened, state.draft.choices, figures(), of=sheet)
    for question in asked:
        if not question.can_be_answered:
            _told(question)
    rows = sum(each.rows_read for each in data.sheets)
    for number, question in enumerate(each for each in asked if each.can_be_answered):
        _ask(state, question, is_open=number == 0 and rows <= SMALL)


def _told(question: Question) -> None:
    about = question.about
    st.markdown(f":material/info: **{plain(about.question)}** {plain(f'Taken: {about.chose}. {about.because}')}")


def _ask(state: State, question: Question, *, is_open: bool) -> None:
    about, key = question.about, question.key
    title = plain(about.question)
    with st.expander(title, expanded=is_open, key=f"ask_{key}", on_change="rerun", icon=":material/help:") as part:
        if not part.open:
            return
        st.text(upright(f"Taken for now: {about.chose}. {about.because}"))
        if question.rated:
            _rates(state, question)
        elif question.codes:
            _one_of(state, question)
        elif question.several:
            _several(state, question)
        else:
            _options(state, question)


def _options(state: State, question: Question) -> None:
    """The answers side by side, each with its effect and a button."""
    with st.grid(min(len(question.options), 4), min_column_width=170):
        for number, option in enumerate(question.options):
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.button(
                    plain(option.label),
                    key=f"answer_{question.key}_{number}",
                    on_click=_answer,
                    args=(question.about.of, option.label, option.choices),
                    width="stretch",
                )
                _facts(_look(state, question, option.choices))
                if option.is_taken:
                    st.caption("Taken for now")


def _rates(state: State, question: Question) -> None:
    """A number for each currency, and the total that they lead to before they are used."""
    keys = {code: f"rate_{question.key}_{code}" for code in question.rated}
    with st.grid(3, min_column_width=170):
        for code, key in keys.items():
            st.number_input(plain(f"{code} for one {question.base}"), value=None, key=key, format="%.4f")
    typed = {code: st.session_state[key] for code, key in keys.items() if st.session_state[key] is not None}
    wrong = [code for code, rate in typed.items() if rate <= 0]
    if wrong:
        st.error(plain(f"{' and '.join(wrong)}: a rate is above zero; what stands there is not used."))
    given = {code: rate for code, rate in typed.items() if rate > 0}
    _facts(_look(state, question, state.draft.choices))
    if len(given) < len(keys):
        st.caption("Give every rate to see the total in one currency. Without rates the currencies stay apart.")
        return
    choices = _rated(state.draft.choices, question.base, given)
    st.caption(plain(f"With these rates, in {question.base}:"))
    _facts(_look(state, question, choices))
    st.button(
        "Use these rates",
        key=f"answer_{question.key}_rates",
        on_click=_answer,
        args=("", "your rates", choices),
    )


def _one_of(state: State, question: Question) -> None:
    """One name of many, and what it leads to before it is used."""
    picked = st.selectbox("This one", question.codes, key=f"one_{question.key}", width=260)
    encodings = {**state.draft.choices.encodings, question.about.file or "": picked}
    choices = replace(state.draft.choices, encodings=encodings)
    _facts(_look(state, question, choices))
    st.button("Use this answer", key=f"answer_{question.key}_one", on_click=_answer, args=("", picked, choices))


def _several(state: State, question: Question) -> None:
    """Words of the file to pick from, and what the picked ones lead to before they are used."""
    key = f"several_{question.key}"
    picked = st.multiselect("These", question.several, key=key, placeholder="Pick one or more")
    choices = replace(state.draft.choices, mql_statuses=tuple(picked) if picked else None)
    _facts(_look(state, question, choices))
    st.button(
        "Use this answer",
        key=f"answer_{question.key}_several",
        disabled=not picked,
        on_click=_answer,
        args=("", ", ".join(picked), choices),
    )


def _rated(choices: Choices, base: str, rates: dict[str, float]) -> Choices:
    return replace(choices, rates={**choices.rates, **rates, base: 1.0})


def _look(state: State, question: Question, choices: Choices) -> Facts:
    name = (question.key, repr(figures()))
    return cache.preview(state, choices, name, partial(_seen, question))


def _seen(question: Question, data: Dataset) -> Facts:
    return question.facts(data)


def _facts(facts: Sequence[tuple[str, str]]) -> None:
    for name, value in facts:
        st.text(upright(f"{name}: {value}"))


def _answer(of: str, label: str, choices: Choices) -> None:
    says = f"answer “{label}” for “{of}”" if of else f"answer “{label}”"
    current().step(says, choices=choices)
