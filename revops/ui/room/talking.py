"""After the reveal: what to talk about first, and everything about the sign under discussion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from revops.assessment import Assessment
from revops.charts.dots import group_name, vote_dots
from revops.charts.rounds import vote_rounds
from revops.diagnostic.content import Sign
from revops.statistics.agreement import Agreement
from revops.ui import rooms
from revops.ui.parts import evidence
from revops.ui.parts.drawing import draw, draw_alone
from revops.ui.plain import plain
from revops.ui.reader import figures, style
from revops.ui.room import noting, resuming, timing
from revops.vocabulary import Unit
from revops.workshop import (
    AgendaItem,
    Ballot,
    Minutes,
    Movement,
    Room,
    RoomStore,
    Tally,
    agenda,
    movements,
    sheet_alpha,
    tallies,
)
from revops.workshop.agenda import SHAPES

_FOCUS: Final = "room_focus"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a room has said so far.

    Attributes:
        by_round: The tallies of each revealed round, the first one first.
        moved: Who moved between the rounds, by sign.
        minutes: What was written down, by sign.
    """

    room: Room
    ballots: Sequence[Ballot]
    by_round: Mapping[int, Mapping[str, Tally]]
    moved: Mapping[str, Movement]
    minutes: Mapping[str, Minutes]

    @classmethod
    def of(cls, token: str, room: Room) -> Told:
        """Reads the revealed rounds of a room."""
        store = rooms.store()
        ballots = store.ballots(token)
        return cls(
            room=room,
            ballots=ballots,
            by_round={number: tallies(room, ballots, number) for number in room.revealed_rounds},
            moved=movements(room, ballots),
            minutes=store.minutes(token),
        )

    @property
    def last(self) -> Mapping[str, Tally]:
        """The tallies of the last revealed round."""
        return self.by_round[max(self.by_round)]


def show(token: str, told: Told, weights: Mapping[str, float]) -> DeltaGenerator | None:
    """The agenda, and the sign that was chosen from it.

    Args:
        token: Of the room.
        told: What it has said.
        weights: Edited weights by sign.

    Returns:
        The place for what the files show about the sign, see `beside`; None where none is chosen.
    """
    st.header("What to talk about first", anchor=False)
    items = agenda(told.last, weights)
    signs = {sign.key: sign for sign in rooms.signs_of(told.room)}
    _alpha(told.last)
    listed, opened = st.columns((2, 3), gap="large")
    with listed:
        _agenda(token, told.room, items, signs)
    with opened:
        item = next((item for item in items if item.sign == told.room.focus), None)
        if item is None:
            st.info("Choose a sign; the projector shows it as well.")
            return None
        return _opened(token, told, item, signs[item.sign])


def beside(place: DeltaGenerator, room: Room, found: Assessment) -> None:
    """What the files show about the sign under discussion; drawn last, as reading them may take a while."""
    sign = next(sign for sign in rooms.signs_of(room) if sign.key == room.focus)
    with place:
        evidence.beside(sign, found.diagnosis.signs.get(sign.key), found.readings)


def _alpha(found: Mapping[str, Tally]) -> None:
    """How well the room tells signs apart, explained where it can be said."""
    alpha = sheet_alpha(found)
    if alpha is None:
        st.caption("Krippendorff's alpha says nothing here: it needs two signs with two answers each that differ.")
        return
    written = figures().value(alpha, Unit.RATIO)
    st.caption(
        f"Ordered by disagreement times weight. Over all signs, Krippendorff's alpha is {written}: 1 where everybody "
        "tells the signs apart alike, 0 where it is as by chance, below 0 where people oppose each other. Studies ask "
        "for 0.67 before they build on it; a room that talks about what differs need not."
    )


def _agenda(token: str, room: Room, items: Sequence[AgendaItem], signs: Mapping[str, Sign]) -> None:
    keys = [item.sign for item in items]
    is_new = resuming.is_new(_FOCUS)
    if not is_new:
        st.session_state[_FOCUS] = room.focus
    chosen = st.radio(
        "Agenda",
        keys,
        index=keys.index(room.focus) if is_new and room.focus in keys else None,
        format_func=lambda key: plain(signs[key].title),
        captions=[_caption(item) for item in items],
        key=_FOCUS,
        on_change=_focus,
        args=(token,),
    )
    resuming.drawn(_FOCUS)
    if chosen != room.focus:
        _focus(token)
        st.rerun()


def _caption(item: AgendaItem) -> str:
    found = item.tally.everybody.agreement
    if found is None:
        return "Nobody chose a step."
    apart = f"Disagreement {figures().percent(found.disagreement)}, weight {figures().percent(item.weight)}"
    return f"{apart}. {item.finding}" if item.finding else f"{apart}."


def _focus(token: str) -> None:
    rooms.act(partial(RoomStore.focus, token=token, sign=st.session_state[_FOCUS]))


def _opened(token: str, told: Told, item: AgendaItem, sign: Sign) -> DeltaGenerator:
    st.subheader(plain(sign.question), anchor=False)
    timing.show(token, told.room)
    _dots(told, sign)
    _read(item)
    with st.expander("What each answer says", key=f"answers_{sign.key}"):
        for step, text in enumerate(sign.steps):
            st.text(f"{step}: {text}")
    place = st.container(border=True, key="room_evidence")
    place.markdown("**What your files show**")
    noting.show(token, told.room, sign, told.minutes.get(sign.key, Minutes()))
    return place


def _dots(told: Told, sign: Sign) -> None:
    """The votes by role; after the second round both beside each other, with who moved."""
    first, *later = votes = [by_sign[sign.key] for by_sign in told.by_round.values()]
    if not later:
        draw(vote_dots(first, style(), label=sign.title), f"dots_{sign.key}")
        _special(first)
        return
    moved = told.moved.get(sign.key)
    chart = vote_rounds(first, later[-1], moved, style(), label=sign.title)
    draw_alone(chart, f"rounds_{sign.key}")
    st.table(dict(chart.table), border="horizontal", hide_index=True, alt="Both rounds by role, and who moved")
    for tally in votes:
        _special(tally, f"Round {tally.round}. ")
    for mover in moved.movers if moved else ():
        st.text(f"{mover.name} ({mover.role.label}): {mover.before} to {mover.after}")


def _special(tally: Tally, of: str = "") -> None:
    """Who gave no step; they are no dot."""
    told = [
        f"{group_name(group)}: {group.unknown} don't know, {group.not_applicable} say it does not apply"
        for group in tally.groups
        if group.unknown or group.not_applicable
    ]
    if told:
        st.caption(plain(of + "; ".join(told) + "."))


def _read(item: AgendaItem) -> None:
    """The shape of the votes in words, with the measure of agreement and what it can bear."""
    found = item.tally.everybody.agreement
    if found is None:
        return
    st.markdown(item.finding or SHAPES[found.shape])
    write = figures()
    median, low, high = (
        write.value(number, Unit.COUNT) for number in (found.median, found.low_quartile, found.high_quartile)
    )
    st.caption(f"All together: median {median}, the middle half from {low} to {high}. {_r_wg(found)}")


def _r_wg(found: Agreement) -> str:
    if found.r_wg is None:
        return "Agreement beyond chance (r_wg) is told from five answers on.".replace("_", "\\_")
    return plain(
        f"Agreement beyond chance (r_wg) {found.r_wg:.2f}: 1 if all were alike, 0 if they lay as by chance. It cannot "
        "tell two camps from noise; the dots can."
    )
