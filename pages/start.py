"""Start: what this does, how to begin, and which operating model to assess."""

import streamlit as st

from revops.ui.parts import doors, models
from revops.ui.state import current

st.title("Should you invest in SalesOps, RevOps, both, or neither yet?")
st.write(
    "RevOps Advisor reads your spreadsheets, asks thirteen questions, and gives you a recommendation "
    "with its reasons, how firm it is, and what would change it."
)
doors.show(current())
st.space("small")
models.show()
