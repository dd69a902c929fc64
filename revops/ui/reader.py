"""Who looks at the screen: the numbers of their country, light or dark."""

from __future__ import annotations

import streamlit as st

from revops.charts.figures import Figures
from revops.charts.theme import Style


def figures() -> Figures:
    """Writes numbers as this visitor's browser asks."""
    return Figures.of(st.context.locale)


def style() -> Style:
    """Draws charts for this visitor's theme and numbers."""
    return Style.of(st.context.locale, dark=st.context.theme.type == "dark")
