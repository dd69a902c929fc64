"""What a screen says when what it needs is not there, with links to where it can be had."""

from __future__ import annotations

import streamlit as st

from revops.ui.screens import Screen


def no_recommendation() -> None:
    """Neither answers nor files."""
    with st.container(border=True, key="empty"):
        st.write("A recommendation needs answers, files, or better both.")
        Screen.DIAGNOSTIC.link("Answer thirteen questions", icon=":material/checklist:")
        Screen.DATA.link("Use my spreadsheets", icon=":material/upload_file:")
        Screen.START.link("Try a sample company", icon=":material/apartment:")


def no_files() -> None:
    """A scorecard without a file."""
    with st.container(border=True, key="empty"):
        st.write("The scorecard reads your spreadsheets: deals first, then leads, subscriptions and spend.")
        Screen.DATA.link("Use my spreadsheets", icon=":material/upload_file:")
        Screen.START.link("Try a sample company", icon=":material/apartment:")
