"""The three operating models in the words of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from revops.vocabulary import OperatingModel

EXPLAINED: Final[Mapping[OperatingModel, tuple[str, str]]] = {
    OperatingModel.SALESOPS: (
        "Makes reps' lives easier so that they spend more of their time selling.",
        "Works with the sales team about 90% of the time, on revenue streams that exist. Usually comes first.",
    ),
    OperatingModel.REVOPS: (
        "Aligns sales, marketing and customer success as one revenue team with one strategy.",
        "Looks at the whole journey of buyer and customer, and reports to the CFO, COO or CEO to stay neutral.",
    ),
    OperatingModel.BOTH: (
        "Help me decide: both are assessed, and what each needs is told apart.",
        "With both, RevOps takes the long view and feeds qualified leads; SalesOps makes reps effective on them.",
    ),
}


def show() -> None:
    """What each choice of the bar above means."""
    st.header("What is assessed")
    st.caption("Choose above, on any screen; your answers stay.")
    with st.grid(3, min_column_width=260):
        for model, (first, second) in EXPLAINED.items():
            with st.container():
                st.markdown(f"**{model.label}**")
                st.write(first)
                st.caption(second)
