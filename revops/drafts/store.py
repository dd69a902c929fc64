"""Drafts in a database, under the hashes of their tokens."""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)

from revops.drafts.body import body_of, draft_from
from revops.drafts.draft import Draft
from revops.intake.upload import Upload

KEPT_FOR: Final = timedelta(days=30)
TOKEN_BYTES: Final = 24
"""192 random bits: out of reach of guessing."""
_SAVED_AT: Final = -1
"""Place of the opened assessment among a draft's uploads; files are counted from 0."""

_METADATA = MetaData()
_DRAFTS = Table(
    "drafts",
    _METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("body", Text, nullable=False),
    Column("expires_at", DateTime, nullable=False, index=True),
)
_FILES = Table(
    "draft_files",
    _METADATA,
    Column("token_hash", String(64), ForeignKey("drafts.token_hash", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)


class DraftStore:
    """Drafts in an SQL database."""

    def __init__(self, url: str, *, now: Callable[[], datetime] | None = None) -> None:
        """Opens the database and makes what is missing.

        Args:
            url: SQLAlchemy address, such as `sqlite:////var/lib/revops/drafts.db`.
            now: Clock in UTC without zone; tests turn it.
        """
        self._now = now or (lambda: datetime.now(UTC).replace(tzinfo=None))
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
        _METADATA.create_all(self._engine)

    def save(self, token: str, draft: Draft) -> None:
        """Keeps the draft under the token and starts its thirty days anew; unchanged files are not written again."""
        key, uploads = _hashed(token), _placed(draft)
        row = {"body": body_of(draft), "expires_at": self._now() + KEPT_FOR}
        with self._engine.begin() as connection:
            found = connection.execute(update(_DRAFTS).where(_DRAFTS.c.token_hash == key).values(**row))
            if not found.rowcount:
                connection.execute(insert(_DRAFTS).values(token_hash=key, **row))
            columns = (_FILES.c.position, _FILES.c.name, _FILES.c.sha256)
            kept = connection.execute(select(*columns).where(_FILES.c.token_hash == key)).all()
            if {tuple(file) for file in kept} == {(at, file.name, sha256(file)) for at, file in uploads.items()}:
                return
            connection.execute(delete(_FILES).where(_FILES.c.token_hash == key))
            if uploads:
                connection.execute(insert(_FILES), [_file_row(key, at, file) for at, file in uploads.items()])

    def load(self, token: str) -> Draft | None:
        """The draft under the token; None where there is none, or where its time has passed."""
        self._drop_expired()
        key = _hashed(token)
        with self._engine.connect() as connection:
            body = connection.execute(select(_DRAFTS.c.body).where(_DRAFTS.c.token_hash == key)).scalar_one_or_none()
            if body is None:
                return None
            columns = (_FILES.c.position, _FILES.c.name, _FILES.c.content)
            files = connection.execute(
                select(*columns).where(_FILES.c.token_hash == key).order_by(_FILES.c.position)
            ).all()
        uploads = {position: Upload(name=name, content=content) for position, name, content in files}
        saved = uploads.pop(_SAVED_AT, None)
        return draft_from(body, tuple(uploads.values()), saved)

    def delete(self, token: str) -> None:
        """Removes the draft with its files; on SQLite their bytes are overwritten."""
        key = _hashed(token)
        with self._engine.begin() as connection:
            connection.execute(delete(_FILES).where(_FILES.c.token_hash == key))
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.token_hash == key))
        self._empty_log()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def _drop_expired(self) -> None:
        expired = select(_DRAFTS.c.token_hash).where(_DRAFTS.c.expires_at < self._now())
        with self._engine.begin() as connection:
            if connection.execute(expired.limit(1)).first() is None:
                return
            connection.execute(delete(_FILES).where(_FILES.c.token_hash.in_(expired)))
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.expires_at < self._now()))
        self._empty_log()

    def _empty_log(self) -> None:
        # What was deleted would otherwise stay readable in the write-ahead log.
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def new_token() -> str:
    """A token nobody can guess, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def sha256(file: Upload) -> str:
    """Hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.content).hexdigest()


def default_url() -> str:
    """`REVOPS_DATABASE_URL`, or an SQLite file in the user's own data folder."""
    given = os.environ.get("REVOPS_DATABASE_URL")
    if given:
        return given
    folder = _data_folder() / "revops-advisor"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'drafts.db'}"


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local")))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _placed(draft: Draft) -> dict[int, Upload]:
    """The uploads of a draft by their place."""
    saved = {} if draft.saved is None else {_SAVED_AT: draft.saved}
    return {**saved, **dict(enumerate(draft.files))}


def _file_row(key: str, position: int, file: Upload) -> dict[str, Any]:
    return {
        "token_hash": key,
        "position": position,
        "name": file.name,
        "sha256": sha256(file),
        "content": file.content,
    }
