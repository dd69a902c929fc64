"""The screens in the order of the journey; link to a screen through here, never by a path."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

_PAGES: Final = Path(__file__).resolve().parents[2] / "pages"


class Screen(StrEnum):
    """A screen; its value is its file and, but for the first, its address."""

    START = "start"
    DATA = "data"
    SCORECARD = "scorecard"
    DIAGNOSTIC = "diagnostic"
    WORKSHOP = "workshop"
    RECOMMENDATION = "recommendation"
    REPORT = "report"
    METHOD = "method"

    @property
    def page(self) -> st.Page:
        """The page as the navigation knows it."""
        is_first = self is Screen.START
        return st.Page(
            _PAGES / f"{self.value}.py",
            title=self.value.capitalize(),
            url_path=None if is_first else self.value,
            default=is_first,
        )

    @property
    def target(self) -> st.Page:
        """The same page, made once, for links alone: navigation marks the page it runs."""
        return _target(self)

    def go(self) -> None:
        """Shows this screen next; draft and operating model are written into its address when it runs."""
        # Without parameters of its own a switch would clear those of the address, which bound inputs do not allow.
        st.switch_page(self.page, query_params={})

    def link(self, label: str, icon: str | None = None, **parameters: str) -> None:
        """Shows a link to this screen.

        Args:
            label: What it says.
            icon: A material icon before it.
            parameters: Of the address, such as `sign`.
        """
        st.page_link(self.target, label=label, icon=icon, query_params=parameters or None)


@cache
def _target(screen: Screen) -> st.Page:
    return screen.page
