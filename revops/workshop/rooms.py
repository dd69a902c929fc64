"""The facilitator's side of a room: everything here is reached with the room's secret link alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from revops.database import Clock, database_at, new_token, token_hash, utc_now
from revops.errors import RoomError
from revops.workshop.codes import new_code
from revops.workshop.counting import OWN, ballots_in, progress_of
from revops.workshop.room import KEPT_FOR, LEADS, Ballot, Minutes, Move, Participant, Phase, Progress, Room, RoomPlan
from revops.workshop.schema import (
    BALLOTS,
    MINUTES,
    PARTICIPANTS,
    ROOMS,
    minutes_from,
    participant_from,
    plan_row,
    room_from,
)
from revops.workshop.upsert import upsert

_TRIES: Final = 20
"""How many codes are tried before giving up; with a million rooms, the first is taken once in 600 times."""


def projector_token(token: str) -> str:
    """The link that only shows a room, made from the facilitator's; it does not lead back to that one."""
    return hashlib.sha256(f"projector:{token}".encode()).hexdigest()[:40]


class RoomStore:
    """Rooms in an SQL database, for those who hold their links."""

    def __init__(self, url: str, *, now: Clock = utc_now) -> None:
        """Opens the database.

        Args:
            url: SQLAlchemy address; everybody with the same one shares the rooms.
            now: The time; tests turn it.
        """
        self._now = now
        self._database = database_at(url)

    def create(self, plan: RoomPlan) -> str:
        """Makes a room.

        Returns:
            The token of its secret link. Nobody can find it again: only its hash is kept.

        Raises:
            RoomError: If the plan cannot be held.
        """
        plan.check()
        self._drop_ended()
        token, now = new_token(), self._now()
        row = {
            **plan_row(plan),
            "token_hash": token_hash(token),
            "projector_hash": token_hash(projector_token(token)),
            "phase": Phase.LOBBY,
            "round": 1,
            "created_at": now,
            "ends_at": now + KEPT_FOR,
        }
        self._insert(row)
        return token

    def room(self, token: str) -> Room | None:
        """The room of a facilitator's link; None where there is none, or where it has ended."""
        self._drop_ended()
        with self._database.reading() as connection:
            row = connection.execute(self._living().where(ROOMS.c.token_hash == token_hash(token))).first()
        return None if row is None else room_from(row)

    def shown_room(self, projector: str) -> tuple[Room, Progress, tuple[Ballot, ...]] | None:
        """What a projector's link may show: the room, how far it is, and the votes of revealed rounds without names."""
        with self._database.reading() as connection:
            row = connection.execute(self._living().where(ROOMS.c.projector_hash == token_hash(projector))).first()
            if row is None:
                return None
            room = room_from(row)
            return room, progress_of(connection, room), ballots_in(connection, room, with_names=False)

    def move(self, token: str, move: Move) -> Room:
        """Takes the room a step on.

        Raises:
            RoomError: If the room is gone, or the step does not follow from where it is.
        """
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            if move not in room.moves:
                raise RoomError.not_now(move, room.phase)
            connection.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(**_moved(room, move)))
            return self._locked(connection, token)

    def lock(self, token: str, *, is_locked: bool) -> Room:
        """Lets nobody else in, or opens the door again; whoever has a seat keeps it.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            connection.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(is_locked=is_locked))
            return self._locked(connection, token)

    def focus(self, token: str, sign: str | None, minutes: float | None = None) -> Room:
        """Puts a sign under discussion, on the projector as well, with a timer where minutes are given.

        Raises:
            RoomError: If the room is gone or does not have the sign.
        """
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            if sign is not None and sign not in room.plan.signs:
                raise RoomError.not_asked()
            ends_at = None if minutes is None else self._now() + timedelta(minutes=minutes)
            changed = {"focus": sign, "timer_ends_at": ends_at}
            connection.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(**changed))
            return self._locked(connection, token)

    def progress(self, token: str) -> Progress:
        """Who is there and how far they are in this round, without what they answered.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.reading() as connection:
            return progress_of(connection, self._found(connection, token))

    def participants(self, token: str) -> tuple[Participant, ...]:
        """Who joined, in that order.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.reading() as connection:
            room = self._found(connection, token)
            asked = select(PARTICIPANTS).where(PARTICIPANTS.c.room_id == room.id).order_by(PARTICIPANTS.c.id)
            return tuple(participant_from(row) for row in connection.execute(asked))

    def remove(self, token: str, *people: int) -> None:
        """Takes people out of the room with everything they answered, such as one who joined twice.

        Raises:
            RoomError: If the room is gone, or if votes without names were revealed and theirs are among them: what
                lies there without them, against what lay there before, would tell how they voted.
        """
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            theirs = PARTICIPANTS.c.id.in_(people) & (PARTICIPANTS.c.room_id == room.id)
            revealed = select(BALLOTS.c.sign).where(OWN, BALLOTS.c.round.in_(room.revealed_rounds)).exists()
            if not room.plan.is_named and connection.execute(select(PARTICIPANTS.c.id).where(theirs, revealed)).first():
                raise RoomError.told()
            connection.execute(delete(PARTICIPANTS).where(theirs))

    def remove_silent(self, token: str) -> None:
        """Takes everybody out who has answered nothing in any round, such as seats that one visitor took many of.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            theirs = PARTICIPANTS.c.room_id == room.id
            connection.execute(delete(PARTICIPANTS).where(theirs, ~select(BALLOTS.c.sign).where(OWN).exists()))

    def ballots(self, token: str) -> tuple[Ballot, ...]:
        """The votes of the rounds that were revealed, and of no other.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.reading() as connection:
            return ballots_in(connection, self._found(connection, token), with_names=True)

    def minutes(self, token: str) -> Mapping[str, Minutes]:
        """What was written down, by sign.

        Raises:
            RoomError: If the room is gone.
        """
        with self._database.reading() as connection:
            room = self._found(connection, token)
            rows = connection.execute(select(MINUTES).where(MINUTES.c.room_id == room.id)).all()
        found = {row.sign: minutes_from(row) for row in rows}
        return {sign: found[sign] for sign in room.plan.signs if sign in found}

    def write_minutes(self, token: str, sign: str, minutes: Minutes) -> None:
        """Writes down what was said and decided about a sign, in place of what stood there.

        Raises:
            RoomError: If the room is gone, does not have the sign, or a text is too long.
        """
        minutes.check()
        with self._database.writing() as connection:
            room = self._locked(connection, token)
            if sign not in room.plan.signs:
                raise RoomError.not_asked()
            agreed = None if minutes.agreed is None else str(minutes.agreed)
            row = {**asdict(minutes), "agreed": agreed}
            upsert(connection, MINUTES, {"room_id": room.id, "sign": sign}, row)

    def delete(self, token: str) -> None:
        """Removes the room with everything in it; on SQLite its bytes are overwritten."""
        with self._database.writing() as connection:
            connection.execute(delete(ROOMS).where(ROOMS.c.token_hash == token_hash(token)))
        self._database.overwrite_deleted()

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def _living(self) -> Any:
        return select(ROOMS).where(ROOMS.c.ends_at > self._now())

    def _found(self, connection: Connection, token: str) -> Room:
        return _room_of(connection.execute(self._living().where(ROOMS.c.token_hash == token_hash(token))).first())

    def _locked(self, connection: Connection, token: str) -> Room:
        """The room, which nobody else changes until the end of the transaction."""
        asked = self._living().where(ROOMS.c.token_hash == token_hash(token)).with_for_update()
        return _room_of(connection.execute(asked).first())

    def _insert(self, row: dict[str, Any]) -> None:
        for _ in range(_TRIES):
            try:
                with self._database.writing() as connection:
                    connection.execute(insert(ROOMS).values(**row, code=new_code()))
                return
            except IntegrityError:
                continue
        raise RoomError("full", "No code is free; end some rooms first.")

    def _drop_ended(self) -> None:
        ended = ROOMS.c.ends_at <= self._now()
        with self._database.reading() as connection:
            if connection.execute(select(ROOMS.c.id).where(ended).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            connection.execute(delete(ROOMS).where(ended))
        self._database.overwrite_deleted()


def _moved(room: Room, move: Move) -> dict[str, Any]:
    """What a move changes. A second vote needs no timer of the talk before it.

    A reveal of votes without names closes the door: beside the first round, what a single newcomer answers in the
    second would lie open.
    """
    again = move is Move.VOTE_AGAIN
    changed: dict[str, Any] = {"phase": LEADS[move][1], "round": room.round + again}
    if again:
        changed["timer_ends_at"] = None
    if move is Move.REVEAL and not room.plan.is_named:
        changed["is_locked"] = True
    return changed


def _room_of(row: Row[Any] | None) -> Room:
    if row is None:
        raise RoomError.gone()
    return room_from(row)
