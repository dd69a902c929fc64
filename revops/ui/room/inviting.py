"""How people get into a room: code, link, and a picture for cameras."""

from __future__ import annotations

import streamlit as st

from revops.reaching import qr_code
from revops.ui import rooms
from revops.ui.plain import plain
from revops.workshop import Phase, Room


def show(room: Room) -> None:
    """The way in; folded away once votes are talked about."""
    if room.phase is Phase.REVEALED:
        with st.expander("Code and link of the room", key="invite_again"):
            _way_in(room)
    else:
        with st.container(border=True, key="invite"):
            _way_in(room)


def _way_in(room: Room) -> None:
    """The code in large letters with link and QR code; where phones cannot come, why, and what to do."""
    way = rooms.way()
    link = way.join(room.code)
    words, picture = st.columns((3, 2), vertical_alignment="center")
    with words:
        st.caption("Code of the room")
        with st.container(key="room_code"):
            st.text(room.code)
        if way.obstacle:
            st.warning(plain(way.obstacle), icon=":material/phonelink_off:")
            if way.command:
                st.code(way.command, language=None, wrap_lines=True)
            st.caption("This link works on this computer alone. The question sheets below need no phone.")
        else:
            who = "Phones in the same network" if way.is_near else "Phones"
            st.caption(f"{who} open this link, or point the camera at the square.")
        st.code(link, language=None, wrap_lines=True)
        if way.is_near and not way.obstacle:
            st.caption(
                "Does a phone not get there? It has to be in the same network, not in one for guests, and the firewall "
                "of this computer has to let it in. The counter below tells who has arrived."
            )
    if not way.obstacle:
        picture.image(qr_code(link), width=240, alt=f"QR code of the link {link}")
