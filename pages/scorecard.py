"""Scorecard."""

import streamlit as st

st.title("Scorecard")
