"""Rooms and votes for tests, with defaults for everything a test does not look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from revops.database import new_token
from revops.diagnostic.answers import Answer, Role
from revops.workshop import Ballot, BallotBox, Move, Phase, Room, RoomPlan, RoomStore

SIGNS = ("early_stage", "reps_reactive", "poor_team_communication")
REVEALED = (Move.OPEN, Move.CLOSE, Move.REVEAL)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Workshop:
    """Both sides of the rooms of one database."""

    url: str
    rooms: RoomStore
    box: BallotBox
    clock: Clock

    def opened(self, *moves: Move, **plan: object) -> tuple[str, str]:
        """Token and code of a room that these moves were made in."""
        token = self.rooms.create(plan_of(**plan))
        for move in moves:
            self.rooms.move(token, move)
        room = self.rooms.room(token)
        assert room is not None
        return token, room.code

    def joined(self, code: str, role: Role = Role.SALES, name: str = "") -> str:
        """A phone's token."""
        phone = new_token()
        self.box.join(code, phone, role, name)
        return phone


def plan_of(**plan: object) -> RoomPlan:
    return RoomPlan(**{"title": "Where to invest", "signs": SIGNS, **plan})  # type: ignore[arg-type]


def room_of(phase: Phase = Phase.REVEALED, round_number: int = 1, **plan: object) -> Room:
    made = datetime(2026, 6, 1)
    return Room(
        id=1, plan=plan_of(**plan), code="234567", phase=phase, round=round_number, focus=None, timer_ends_at=None,
        is_locked=False, created_at=made, ends_at=made + timedelta(days=30),
    )  # fmt: skip


def ballots_of(
    by_role: dict[Role, list[Answer]], sign: str = SIGNS[0], round_number: int = 1, first: int = 1
) -> tuple[Ballot, ...]:
    """One participant for each answer, counted on through the roles."""
    cast = [(role, answer) for role, answers in by_role.items() for answer in answers]
    return tuple(
        Ballot(participant=person, role=role, name=f"P{person}", round=round_number, sign=sign, answer=answer)
        for person, (role, answer) in enumerate(cast, first)
    )
