"""Rooms of workshops: who joined, how they voted, what was written down."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Makes the tables of rooms."""
    op.create_table(
        "rooms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("projector_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("signs", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("is_named", sa.Boolean, nullable=False),
        sa.Column("recurring", sa.Boolean),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("focus", sa.String(64)),
        sa.Column("timer_ends_at", sa.DateTime),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("ends_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_rooms_ends_at", "rooms", ["ends_at"])
    op.create_table(
        "room_participants",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("room_id", sa.Integer, sa.ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("joined_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("room_id", "token_hash", name="uq_room_participants_token"),
    )
    owner = sa.ForeignKey("room_participants.id", ondelete="CASCADE")
    op.create_table(
        "room_ballots",
        sa.Column("participant_id", sa.Integer, owner, primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("sign", sa.String(64), primary_key=True),
        sa.Column("answer", sa.String(16), nullable=False),
    )
    op.create_table(
        "room_minutes",
        sa.Column("room_id", sa.Integer, sa.ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("sign", sa.String(64), primary_key=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("agreed", sa.String(16)),
    )
