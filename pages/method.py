"""Method: every metric, sign, rule and threshold with its formula, source and firmness."""

import streamlit as st

from revops.ui.parts import definition

st.title("Method")
entry = definition.named()
if entry:
    definition.show(entry)
else:
    definition.search()
