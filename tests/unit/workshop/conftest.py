"""Rooms on SQLite and on a real PostgreSQL server, and a clock that tests turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from workshop_builders import Clock, Workshop

from revops.database import database_at
from revops.workshop import BallotBox, RoomStore

START = datetime(2026, 6, 1, 9, 0)


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rooms.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def workshop(url: str, clock: Clock) -> Iterator[Workshop]:
    yield Workshop(url=url, rooms=RoomStore(url, now=clock), box=BallotBox(url, now=clock), clock=clock)
    database_at(url).close()
