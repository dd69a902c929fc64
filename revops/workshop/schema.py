"""The tables of rooms, and their rows as what they mean."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from revops.diagnostic.answers import Answer, Role, Special
from revops.workshop.room import Ballot, Minutes, Participant, Phase, Room, RoomPlan

METADATA: Final = MetaData()
ROOMS: Final = Table(
    "rooms",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("projector_hash", String(64), nullable=False, unique=True),
    Column("code", String(6), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("signs", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("is_named", Boolean, nullable=False),
    Column("recurring", Boolean),
    Column("seats", Integer, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("focus", String(64)),
    Column("timer_ends_at", DateTime),
    Column("is_locked", Boolean, nullable=False, server_default=false()),
    Column("created_at", DateTime, nullable=False),
    Column("ends_at", DateTime, nullable=False),
    Index("ix_rooms_ends_at", "ends_at"),
)
PARTICIPANTS: Final = Table(
    "room_participants",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("room_id", ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("joined_at", DateTime, nullable=False),
    UniqueConstraint("room_id", "token_hash", name="uq_room_participants_token"),
)
BALLOTS: Final = Table(
    "room_ballots",
    METADATA,
    Column("participant_id", ForeignKey("room_participants.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("sign", String(64), primary_key=True),
    Column("answer", String(16), nullable=False),
)
MINUTES: Final = Table(
    "room_minutes",
    METADATA,
    Column("room_id", ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("sign", String(64), primary_key=True),
    Column("note", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_on", Date),
    Column("agreed", String(16)),
)


def plan_row(plan: RoomPlan) -> dict[str, Any]:
    """The columns of a plan."""
    return {
        "title": plan.title.strip(),
        "client": plan.client.strip(),
        "signs": json.dumps(plan.signs),
        "roles": json.dumps(plan.roles),
        "is_named": plan.is_named,
        "recurring": plan.recurring,
        "seats": plan.seats,
    }


def room_from(row: Row[Any]) -> Room:
    """The room of a row of `ROOMS`."""
    plan = RoomPlan(
        title=row.title,
        client=row.client,
        signs=_signs(row.signs),
        roles=_roles(row.roles),
        is_named=row.is_named,
        recurring=row.recurring,
        seats=row.seats,
    )
    return Room(
        id=row.id,
        plan=plan,
        code=row.code,
        phase=Phase(row.phase),
        round=row.round,
        focus=row.focus,
        timer_ends_at=row.timer_ends_at,
        is_locked=row.is_locked,
        created_at=row.created_at,
        ends_at=row.ends_at,
    )


@lru_cache
def _signs(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache
def _roles(text: str) -> tuple[Role, ...]:
    return tuple(Role(role) for role in json.loads(text))


def participant_from(row: Row[Any]) -> Participant:
    """The participant of a row of `PARTICIPANTS`."""
    return Participant(id=row.id, role=Role(row.role), name=row.name, joined_at=row.joined_at)


def ballot_from(row: Row[Any]) -> Ballot:
    """The ballot of a row of `BALLOTS` with the role and name of its participant."""
    return Ballot(
        participant=row.participant_id,
        role=Role(row.role),
        name=row.name,
        round=row.round,
        sign=row.sign,
        answer=answer_from(row.answer),
    )


def minutes_from(row: Row[Any]) -> Minutes:
    """The minutes of a row of `MINUTES`."""
    agreed = None if row.agreed is None else answer_from(row.agreed)
    return Minutes(note=row.note, decision=row.decision, owner=row.owner, due_on=row.due_on, agreed=agreed)


def answer_from(text: str) -> Answer:
    """An answer as it is kept: "0" to "4", or a special one."""
    return int(text) if text.isdigit() else Special(text)
