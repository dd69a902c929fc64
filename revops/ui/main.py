"""The script behind every screen: what all of them share, then the screen that the address names."""

import streamlit as st

from revops.ui import address, look, rooms
from revops.ui.parts import leaving, shell
from revops.ui.screens import Screen
from revops.ui.state import current

st.set_page_config(page_title="RevOps Advisor", page_icon="🧭", layout="wide", initial_sidebar_state="auto")
look.apply()
is_wall = bool(rooms.projected())
screen = st.navigation([screen.page for screen in Screen], position="hidden" if is_wall else "top")
state = current()
address.follow(state)
leaving.watch()
if not is_wall:
    shell.model_choice(state)
screen.run()
if not is_wall:
    shell.foot(state)
