"""What may be read of a room's votes: all of revealed rounds, and how many there are of the one under way."""

from __future__ import annotations

from collections import Counter
from typing import Final

from sqlalchemy import Connection, bindparam, func, literal, select

from revops.workshop.room import Ballot, Progress, Room
from revops.workshop.schema import BALLOTS, PARTICIPANTS, ballot_from

OWN: Final = BALLOTS.c.participant_id == PARTICIPANTS.c.id
"""That an answer is somebody's."""
_IN_ROOM: Final = PARTICIPANTS.c.room_id == bindparam("room")
_THIS_ROUND: Final = BALLOTS.c.round == bindparam("round")
# Built once: every facilitator and every wall asks for them again and again.
_BY_PERSON: Final = (
    select(
        PARTICIPANTS.c.role,
        func.count(BALLOTS.c.sign).filter(_THIS_ROUND).label("now"),
        func.count(BALLOTS.c.sign).label("ever"),
    )
    .select_from(PARTICIPANTS.outerjoin(BALLOTS, OWN))
    .where(_IN_ROOM)
    .group_by(PARTICIPANTS.c.id, PARTICIPANTS.c.role)
)
_BY_SIGN: Final = (
    select(BALLOTS.c.sign, func.count())
    .select_from(PARTICIPANTS.join(BALLOTS, OWN & _THIS_ROUND))
    .where(_IN_ROOM)
    .group_by(BALLOTS.c.sign)
)


def ballots_in(connection: Connection, room: Room, *, with_names: bool) -> tuple[Ballot, ...]:
    """The votes of the rounds that were revealed, and of no other."""
    name = PARTICIPANTS.c.name if with_names else literal("").label("name")
    asked = (
        select(BALLOTS, PARTICIPANTS.c.role, name)
        .join(PARTICIPANTS, PARTICIPANTS.c.id == BALLOTS.c.participant_id)
        .where(PARTICIPANTS.c.room_id == room.id, BALLOTS.c.round.in_(room.revealed_rounds))
        .order_by(BALLOTS.c.round, BALLOTS.c.participant_id, BALLOTS.c.sign)
    )
    return tuple(ballot_from(row) for row in connection.execute(asked))


def progress_of(connection: Connection, room: Room) -> Progress:
    """Who is there and how far they are in this round, without what they answered."""
    asked = {"room": room.id, "round": room.round}
    people = connection.execute(_BY_PERSON, asked).all()
    by_key = {sign: int(count) for sign, count in connection.execute(_BY_SIGN, asked)}
    joined = Counter(row.role for row in people)
    begun = Counter(row.role for row in people if row.now)
    finished = Counter(row.role for row in people if row.now == len(room.plan.signs))
    return Progress(
        joined={role: joined[role] for role in room.plan.roles},
        begun={role: begun[role] for role in room.plan.roles},
        finished={role: finished[role] for role in room.plan.roles},
        by_sign={sign: by_key.get(sign, 0) for sign in room.plan.signs},
        silent=sum(row.ever == 0 for row in people),
    )
