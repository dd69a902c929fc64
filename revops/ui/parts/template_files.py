"""The template workbook, empty or with a fictional company in it."""

from __future__ import annotations

import streamlit as st

from revops.templates import template
from revops.ui.download import XLSX


def show() -> None:
    """Two downloads; each is made when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key="templates"):
        st.caption("No export at hand? Fill in a workbook: one sheet per table, with notes and lists to pick from.")
        st.download_button(
            "Empty template",
            lambda: template(),
            file_name="revops-template.xlsx",
            mime=XLSX,
            key="template_empty",
            on_click="ignore",
            icon=":material/table:",
        )
        st.download_button(
            "Filled template",
            lambda: template(is_filled=True),
            file_name="revops-example.xlsx",
            mime=XLSX,
            key="template_filled",
            on_click="ignore",
            icon=":material/table_view:",
        )
