"""The ways to begin."""

from __future__ import annotations

import streamlit as st

from revops.diagnostic.answers_file import answers_from_toml
from revops.drafts import Draft
from revops.intake.upload import Upload
from revops.samples import SAMPLES, Sample
from revops.ui.parts import opened
from revops.ui.plain import plain
from revops.ui.screens import Screen
from revops.ui.state import State, current


def show(state: State) -> None:
    """The doors side by side, on a phone one below the other; the way on for who has begun."""
    if state.token:
        _go_on(state)
    with st.grid(3, min_column_width=280):
        with st.container(border=True, height="stretch", key="door_files"):
            st.header("Use my spreadsheets", anchor=False)
            st.write("Exports of your CRM and billing, CSV or Excel. They stay on this server, and go when you say so.")
            Screen.DATA.link("Drop files", icon=":material/upload_file:")
        with st.container(border=True, height="stretch", key="door_questions"):
            st.header("Thirteen questions, no files", anchor=False)
            st.write("Answer what you see in your company. Files can be added later to check the answers.")
            Screen.DIAGNOSTIC.link("Answer questions", icon=":material/checklist:")
        with st.container(border=True, height="stretch", key="door_saved"):
            st.header("Open a saved assessment", anchor=False)
            st.write("Last week's file: the same numbers again, and what moved once you drop this week's exports.")
            opened.door(state)
    if SAMPLES:
        _samples(state)


def _go_on(state: State) -> None:
    draft = state.draft
    sample = next((each for each in SAMPLES if each.key == draft.sample), None)
    with st.container(border=True, key="door_open"):
        st.header(plain(sample.title) if sample else "Your work so far", anchor=False)
        if draft.saved:
            st.text(f"Opened: {draft.saved.name}")
        files = "" if draft.is_as_saved else f"Files: {len(draft.files)} · "
        st.caption(f"{files}{'A' if draft.is_as_saved else 'a'}nswers: {len(draft.answers.signs)}")
        with st.container(horizontal=True):
            for screen in (Screen.DATA, Screen.SCORECARD, Screen.DIAGNOSTIC, Screen.RECOMMENDATION):
                screen.link(screen.page.title)


def _samples(state: State) -> None:
    st.header("Try a sample company", anchor=False)
    st.caption("Fictional firms with their files and answers. Your own work stays under its own address.")
    with st.grid(2, min_column_width=280):
        for sample in SAMPLES:
            with st.container(border=True, height="stretch", key=f"door_{sample.key}"):
                st.markdown(f"**{plain(sample.title)}**")
                st.write(plain(sample.story))
                is_open = state.draft.sample == sample.key
                label = "Open now" if is_open else "Try it"
                if st.button(label, key=f"try_{sample.key}", disabled=is_open):
                    _open(sample)


def _open(sample: Sample) -> None:
    state = current()
    files = tuple(Upload(path.name, path.read_bytes()) for path in sample.files)
    answers = answers_from_toml(sample.answers.read_text(encoding="utf-8"), sample.answers.name)
    state.start_anew(Draft(files=files, answers=answers, model=state.draft.model, sample=sample.key))
    Screen.DATA.go()
