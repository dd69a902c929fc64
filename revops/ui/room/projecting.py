"""What the wall shows: the way in, the progress, then the dots of the sign under discussion; no names, no notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from revops.charts.chart import Chart
from revops.charts.dots import vote_dots
from revops.charts.rounds import vote_rounds
from revops.database import utc_now
from revops.reaching import qr_code
from revops.ui import rooms
from revops.ui.parts.drawing import draw_alone
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.room import timing, watching
from revops.ui.rooms import Shown
from revops.vocabulary import Unit
from revops.workshop import Movement, Phase, Room, Tally, movements, tallies

EVERY: Final = 1
"""Seconds between two looks; the timer counts with them."""
SCALE: Final = 2.0
"""How much larger dots and letters of a chart are than on a laptop."""
_RULES: Final = """
<style>
[data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: none; padding: 3vh 4vw; }
.st-key-projector [data-testid="stText"], .st-key-projector [data-testid="stMarkdownContainer"] p {
  max-width: none; font-size: max(1.3rem, 2.2vw); line-height: 1.3; opacity: 1; color: inherit; }
.st-key-projector h1 { font-size: max(1.6rem, 3vw); line-height: 1.2; padding-top: 0; }
.st-key-projected_code [data-testid="stText"] { font-size: max(3.2rem, 11vw); font-weight: 700;
  letter-spacing: .1em; line-height: 1.05; font-variant-numeric: tabular-nums slashed-zero; }
.st-key-projected_time [data-testid="stText"] { font-size: max(2.4rem, 6vw); font-weight: 700; line-height: 1;
  font-variant-numeric: tabular-nums; }
.st-key-projected_qr img { width: min(34vw, 62vh) !important; max-width: none; height: auto; }
.st-key-projected_ends [data-testid="stText"] { font-size: max(1.1rem, 1.7vw) !important; }
.st-key-projector [role="progressbar"] > div { height: 1.4vh; }
/* A chart is drawn in pixels: on a wall with more of them it is enlarged as a whole. It takes the width it is seen at
   for its own, so it is told of one that fills the wall once it is enlarged. */
.st-key-projected_dots { --enlarged: 1; zoom: var(--enlarged); }
.st-key-projected_dots > * { width: calc(100% / var(--enlarged)) !important; overflow: visible; }
@media (min-width: 1700px) { .st-key-projected_dots { --enlarged: 1.4; } }
@media (min-width: 2300px) { .st-key-projected_dots { --enlarged: 1.9; } }
@media (min-width: 3200px) { .st-key-projected_dots { --enlarged: 2.8; } }
</style>
"""


def show(projector: str) -> None:
    """The wall, renewed by itself."""
    st.html(_RULES)
    _wall(projector)


@st.fragment(run_every=EVERY)
def _wall(projector: str) -> None:
    now = rooms.shown(projector)
    with st.container(key="projector"):
        if now is None:
            st.title("Workshop", anchor=False)
            st.text("There is no room behind this address any more.")
        elif now.room.phase is not Phase.REVEALED:
            st.title(plain(now.room.plan.title), anchor=False)
            _waiting(now)
        elif now.room.focus is None:
            st.title(plain(now.room.plan.title), anchor=False)
            st.text("The votes are revealed.")
        else:
            _under_discussion(now, now.room.focus)


def _waiting(now: Shown) -> None:
    """The way in with who is there and how far they are."""
    people = sum(now.progress.joined.values())
    words, picture = st.columns((3, 2), vertical_alignment="center")
    with words:
        _way_in(now.room)
        st.text(watching.arrived(people))
        st.text(watching.SAYS[now.room.phase])
        if now.room.is_locked:
            st.text(watching.door(now.room))
        if now.room.phase is not Phase.LOBBY:
            watching.answered(now.room, people, sum(now.progress.by_sign.values()))
    way = rooms.way()
    if not way.obstacle:
        with picture, st.container(key="projected_qr"):
            link = way.join(now.room.code)
            st.image(qr_code(link), width=480, alt=f"QR code of the link {link}")


def _way_in(room: Room) -> None:
    way = rooms.way()
    if not way.obstacle:
        st.text(f"{way.base.removeprefix('http://')}/join")
    with st.container(key="projected_code"):
        st.text(room.code)


def _under_discussion(now: Shown, key: str) -> None:
    """Question, what the ends of the scale say, the dots, and the time that is left."""
    sign = next(sign for sign in rooms.signs_of(now.room) if sign.key == key)
    asked, time = st.columns((4, 1), vertical_alignment="center")
    asked.title(plain(sign.question), anchor=False)
    if now.room.timer_ends_at is not None:
        with time, st.container(key="projected_time"):
            st.text(timing.left(now.room.timer_ends_at, utc_now()))
    room = without_names(now.room)
    votes = [tallies(room, now.ballots, number)[key] for number in room.revealed_rounds]
    moved = movements(room, now.ballots).get(key)
    with st.container(key="projected_dots"):
        draw_alone(_dots(votes, moved, sign.title), "projected")
    st.text(_middle(votes[-1]) + _moved(moved))
    with st.container(key="projected_ends", gap="xsmall"):
        st.text(f"0: {sign.steps[0]}")
        st.text(f"{len(sign.steps) - 1}: {sign.steps[-1]}")


def _dots(votes: Sequence[Tally], moved: Movement | None, title: str) -> Chart:
    """The votes of the round, or of both beside each other."""
    if len(votes) == 1:
        return vote_dots(votes[0], style(), label=title, scale=SCALE)
    return vote_rounds(votes[0], votes[-1], moved, style(), label=title, scale=SCALE)


def without_names(room: Room) -> Room:
    """The room as if it had no names: on a wall, nobody stands alone in a group."""
    return replace(room, plan=replace(room.plan, is_named=False))


def _middle(tally: Tally) -> str:
    found = tally.everybody.agreement
    return f"Middle of all answers: {figures().value(found.median, Unit.COUNT)}. " if found else ""


def _moved(moved: Movement | None) -> str:
    ways = moved.everybody if moved else None
    return f"Since round 1: {ways.up} up, {ways.down} down, {ways.same} stayed." if ways else ""
