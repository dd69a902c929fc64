"""The time as the database holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the time in UTC without zone; tests turn it."""


def utc_now() -> datetime:
    """The time in UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)
