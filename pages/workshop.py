"""Workshop: a room of people who vote on the signs in private, see the spread, talk, and vote again."""

import streamlit as st

from revops.ui import rooms
from revops.ui.room import facing, making, paper, projecting
from revops.ui.state import current

state = current()
token = rooms.asked()

if projector := rooms.projected():
    projecting.show(projector)
else:
    st.title("Workshop")
    if seen := rooms.seen(token):
        facing.show(state, token, seen)
    else:
        making.show(state, token)
        paper.show(state, rooms.signs_for(state))
