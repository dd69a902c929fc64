"""Rooms whose door the facilitator locked."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """Adds the column; rooms that are there stay open."""
    op.add_column("rooms", sa.Column("is_locked", sa.Boolean, nullable=False, server_default=sa.false()))
