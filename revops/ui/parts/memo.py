"""The page for the board, to read here and to take away."""

from __future__ import annotations

from datetime import date

import streamlit as st

from revops.assessment import Assessment
from revops.memo import memo_of
from revops.memo.page import memo_page
from revops.plan.against import speaks_against
from revops.ui.invested import investment
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import State


def against(found: Assessment) -> None:
    """What speaks against the recommendation, the strongest argument first."""
    arguments = speaks_against(found.diagnosis)
    st.header("The strongest argument against it", anchor=False)
    if arguments is None:
        st.write("Nothing of what is known speaks against it; what is not known might.")
        return
    st.markdown(plain(arguments.strongest))
    if arguments.also:
        with st.expander("What else speaks against it", key="against_also"):
            for sentence in arguments.also:
                st.markdown(f"- {plain(sentence)}")


def show(state: State, found: Assessment) -> None:
    """The memo, folded away, with a button that downloads it as a page to print."""
    memo = memo_of(found, investment(state, found), figures())
    st.header("One page for the board", anchor=False)
    with st.expander(plain(memo.title), key="memo"):
        for part in memo.parts:
            st.markdown(f"**{part.title}**")
            for sentence in part.sentences:
                st.markdown(f"- {plain(sentence)}")
    st.download_button(
        "Download the page",
        lambda: memo_page(memo).encode(),
        file_name=f"memo-{memo.day or date.today()}.html",
        mime="text/html",
        key="memo_page",
        on_click="ignore",
        icon=":material/download:",
        help="One sheet of A4; any browser opens and prints it.",
    )
