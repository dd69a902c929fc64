"""Workshop: a room of people who vote on the signs in private, see the spread, talk, and vote again."""

import streamlit as st

from revops.ui import cache, rooms
from revops.ui.room import finishing, inviting, making, paper, steering, talking, watching
from revops.ui.state import current

state = current()
token = rooms.asked()
seen = rooms.seen(token) if token else None

st.title("Workshop")
if seen is None:
    if token:
        making.gone()
    making.show(state)
    paper.show(state, rooms.signs_for(state))
else:
    room = seen.room
    state.room = token
    with st.container(key="named_room"):
        st.text(room.plan.title)
    rooms.tell()
    inviting.show(room)
    watching.show(token, room)
    steering.moves(token, room)
    if room.revealed_rounds:
        told = talking.Told.of(token, room)
        talking.show(token, told, cache.assessment(state))
        finishing.show(state, told)
    paper.show(state, rooms.signs_of(room), room.plan.title)
    steering.foot(token, room)
