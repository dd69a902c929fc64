"""The participants' side of a room: joining with its code, and voting while a round is open."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, CursorResult, Row, bindparam, func, insert, select

from revops.database import Clock, database_at, token_hash, utc_now
from revops.diagnostic.answers import STEP_VALUES, Answer, Role, Special
from revops.errors import RoomError
from revops.workshop.room import LONGEST_NAME, Participant, Room
from revops.workshop.schema import BALLOTS, PARTICIPANTS, ROOMS, answer_from, room_from
from revops.workshop.upsert import upsert

# Built once: with hundreds of phones, putting a statement together costs more than running it.
_ROOM: Final = select(ROOMS).where(ROOMS.c.code == bindparam("code"), ROOMS.c.ends_at > bindparam("now"))
_ROOM_TO_JOIN: Final = _ROOM.with_for_update()
_SEAT: Final = (
    _ROOM.join(PARTICIPANTS, PARTICIPANTS.c.room_id == ROOMS.c.id)
    .where(PARTICIPANTS.c.token_hash == bindparam("token"))
    .add_columns(
        PARTICIPANTS.c.id.label("participant_id"), PARTICIPANTS.c.role, PARTICIPANTS.c.name, PARTICIPANTS.c.joined_at
    )
)
_SEAT_TO_VOTE: Final = _SEAT.with_for_update(read=True, of=ROOMS)
_TAKEN: Final = select(func.count()).select_from(PARTICIPANTS).where(PARTICIPANTS.c.room_id == bindparam("room"))
_TAKE: Final = insert(PARTICIPANTS)
_OWN: Final = (
    select(BALLOTS.c.round, BALLOTS.c.sign, BALLOTS.c.answer)
    .where(BALLOTS.c.participant_id == bindparam("participant"))
    .order_by(BALLOTS.c.round)
)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A participant in the room as it stands now, with what they answered themselves.

    Attributes:
        answers: Their own answers by round and sign; never anybody else's.
    """

    room: Room
    participant: Participant
    answers: Mapping[int, Mapping[str, Answer]]

    def standing(self, sign: str) -> Answer | None:
        """What they answer about a sign now: in the second round the first answer, until they change it."""
        rounds = [number for number, signs in self.answers.items() if sign in signs and number <= self.room.round]
        return self.answers[max(rounds)][sign] if rounds else None

    @property
    def next_sign(self) -> int | None:
        """Place from 1 of the first sign without an answer; None where all have one."""
        return next((at for at, sign in enumerate(self.room.plan.signs, 1) if self.standing(sign) is None), None)


class BallotBox:
    """Joining and voting, for those who hold a code or the token of a seat."""

    def __init__(self, url: str, *, now: Clock = utc_now) -> None:
        """Opens the database.

        Args:
            url: SQLAlchemy address, the same as that of the rooms.
            now: The time; tests turn it.
        """
        self._now = now
        self._database = database_at(url)

    def room(self, code: str) -> Room | None:
        """The room of a code; None where there is none, or where it has ended. Either takes one look into an index."""
        with self._database.reading() as connection:
            row = connection.execute(_ROOM, self._living(code)).first()
        return None if row is None else room_from(row)

    def seat(self, code: str, token: str) -> Seat | None:
        """The seat that a phone's token holds in a room; None where it holds none."""
        with self._database.reading() as connection:
            # One look, so that its time does not tell whether the room is missing or the seat.
            row = connection.execute(_SEAT, self._held(code, token)).first()
            if row is None:
                return None
            participant = _participant_from(row)
            return Seat(room=room_from(row), participant=participant, answers=_own(connection, participant.id))

    def join(self, code: str, token: str, role: str, name: str = "") -> Seat:
        """Takes a seat. Asked twice with one token, it is the same seat, with the role of the first time.

        Args:
            code: Of the room.
            token: The phone's own; only its hash is kept.
            role: One that the room offers.
            name: Kept where the room is named, and nowhere else.

        Raises:
            RoomError: If the room is gone, locked or full, or does not have the role, or wants a name.
        """
        with self._database.writing() as connection:
            # Locked, so that two who come at once do not both take the last seat.
            row = connection.execute(_ROOM_TO_JOIN, self._living(code)).first()
            if row is None:
                raise RoomError.gone()
            room = room_from(row)
            held = connection.execute(_SEAT, self._held(code, token)).first()
            if held is not None:
                person = _participant_from(held)
                return Seat(room=room, participant=person, answers=_own(connection, person.id))
            _check_door(connection, room)
            chosen = _checked(room, role, name) | {"joined_at": self._now()}
            taken = connection.execute(_TAKE, {"room_id": room.id, "token_hash": token_hash(token), **chosen})
            return Seat(room=room, participant=Participant(id=_key_of(taken), **chosen), answers={})

    def cast(self, code: str, token: str, round_number: int, sign: str | int, answer: Answer) -> Room:
        """Keeps what somebody answers about a sign, in place of what they answered before in this round.

        Args:
            code: Of the room.
            token: The phone's own.
            round_number: The round that the answer is meant for.
            sign: Its key, or its place in the room from 1.
            answer: 0 to 4, or a special answer.

        Returns:
            The room.

        Raises:
            RoomError: If they have no seat in such a room, no vote is open, the round is another one, or the room does
                not ask for the sign or answer.
        """
        with self._database.writing() as connection:
            # Shared, so that votes do not wait for each other but the end of the round waits for those under way.
            row = connection.execute(_SEAT_TO_VOTE, self._held(code, token)).first()
            if row is None:
                raise RoomError.not_in()
            room = room_from(row)
            key = {"participant_id": row.participant_id, "round": room.round, "sign": _asked(room, sign)}
            _check_vote(room, round_number, answer)
            upsert(connection, BALLOTS, key, {"answer": str(answer)})
        return room

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def _living(self, code: str) -> dict[str, Any]:
        return {"code": code, "now": self._now()}

    def _held(self, code: str, token: str) -> dict[str, Any]:
        return {**self._living(code), "token": token_hash(token)}


def _participant_from(row: Row[Any]) -> Participant:
    return Participant(id=row.participant_id, role=Role(row.role), name=row.name, joined_at=row.joined_at)


def _key_of(taken: CursorResult[Any]) -> int:
    key = taken.inserted_primary_key
    return int(key[0]) if key else 0


def _own(connection: Connection, participant: int) -> dict[int, dict[str, Answer]]:
    answers: dict[int, dict[str, Answer]] = {}
    for number, sign, answer in connection.execute(_OWN, {"participant": participant}):
        answers.setdefault(number, {})[sign] = answer_from(answer)
    return answers


def _checked(room: Room, role: str, name: str) -> dict[str, Any]:
    """Role and name as they are kept."""
    if role not in room.plan.roles:
        raise RoomError.not_asked()
    tidy = tidy_name(name) if room.plan.is_named else ""
    if room.plan.is_named and not tidy:
        raise RoomError("no_name", "This room votes with names; please give yours.")
    return {"role": Role(role), "name": tidy}


def tidy_name(text: str) -> str:
    """A name on one line, without control characters, cut to its limit."""
    kept = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text[: 10 * LONGEST_NAME])
    return " ".join(unicodedata.normalize("NFC", kept).split())[:LONGEST_NAME]


def _check_door(connection: Connection, room: Room) -> None:
    if room.is_locked:
        raise RoomError.locked()
    if connection.execute(_TAKEN, {"room": room.id}).scalar_one() >= room.plan.seats:
        raise RoomError.full(room.plan.seats)


def _asked(room: Room, sign: str | int) -> str:
    """The key of a sign that the room asks about."""
    signs = room.plan.signs
    if isinstance(sign, int) and 1 <= sign <= len(signs):
        return signs[sign - 1]
    if sign not in signs:
        raise RoomError.not_asked()
    return str(sign)


def _check_vote(room: Room, round_number: int, answer: Answer) -> None:
    if not room.is_open:
        raise RoomError.not_open()
    if round_number != room.round:
        raise RoomError.other_round()
    if not isinstance(answer, Special) and not 0 <= answer < len(STEP_VALUES):
        raise RoomError.not_asked()
