"""Diagnostic."""

import streamlit as st

st.title("Diagnostic")
