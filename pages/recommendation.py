"""Recommendation."""

import streamlit as st

st.title("Recommendation")
