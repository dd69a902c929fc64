"""The ways to begin."""

from __future__ import annotations

import streamlit as st

from revops.ui.screens import Screen
from revops.ui.state import State


def show(state: State) -> None:
    """The doors side by side; on a phone one below the other."""
    with st.grid(2, min_column_width=260):
        with st.container(border=True, height="stretch", key="door_files"):
            st.subheader("Use my spreadsheets", anchor=False)
            st.write("Exports of your CRM and billing, CSV or Excel. They stay on this server, and go when you say so.")
            Screen.DATA.link("Drop files", icon=":material/upload_file:")
        with st.container(border=True, height="stretch", key="door_questions"):
            st.subheader("Thirteen questions, no files", anchor=False)
            st.write("Answer what you see in your company. Files can be added later to check the answers.")
            Screen.DIAGNOSTIC.link("Answer questions", icon=":material/checklist:")
