"""One sign: the question, five described answers, a note; after the answer, what the files show."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.diagnostic.answers import Answer, Special
from revops.diagnostic.content import Sign
from revops.ui.parts import answer_keys
from revops.ui.plain import plain
from revops.ui.state import State, current

SPECIAL: Final = {Special.UNKNOWN: "I don't know", Special.NOT_APPLICABLE: "Does not apply to us"}


def show(sign: Sign, state: State) -> None:
    """The question with its answers; an answer is kept at once."""
    answers = state.draft.answers
    group = "what hurts" if sign.group == "pain" else "what the company is like"
    st.caption(f"{sign.team.label} · {group} · {sign.evidence_class.label}")
    key = _key(sign.key)
    st.session_state[key] = answers.signs.get(sign.key)
    options: tuple[Answer, ...] = (*range(len(sign.steps)), *SPECIAL)
    with st.container(key="question"):
        st.radio(
            plain(sign.question),
            options,
            format_func=lambda answer: plain(words(sign, answer)),
            index=None,
            key=key,
            on_change=_keep,
            args=(sign.key,),
            help=plain(sign.help),
        )
    answer_keys.listen()
    st.session_state[_note(sign.key)] = answers.notes.get(sign.key, "")
    st.text_area(
        "A note, if you like",
        key=_note(sign.key),
        on_change=_keep_note,
        args=(sign.key,),
        height=80,
        placeholder="What makes you say so? It is kept with the answer.",
    )


def words(sign: Sign, answer: Answer) -> str:
    """An answer as a sentence."""
    return SPECIAL[answer] if isinstance(answer, Special) else f"{answer + 1}. {sign.steps[answer]}"


def _keep(sign: str) -> None:
    _set(sign, st.session_state[_key(sign)])


def _set(sign: str, answer: Answer) -> None:
    state = current()
    answers = state.draft.answers
    before = answers.signs.get(sign)
    if sign in state.draft.compared and before is not None and before != answer:
        # What was said before the evidence was seen stays on record.
        state.answer(first={sign: before, **answers.first})
    state.answer(signs={**state.draft.answers.signs, sign: answer})


def _keep_note(sign: str) -> None:
    state = current()
    notes = {**state.draft.answers.notes, sign: st.session_state[_note(sign)].strip()}
    state.answer(notes={key: note for key, note in notes.items() if note})


def _key(sign: str) -> str:
    return f"answer_{sign}"


def _note(sign: str) -> str:
    return f"note_{sign}"
