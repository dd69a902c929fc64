"""Drafts in a database, under the hashes of their tokens."""

from __future__ import annotations

import hashlib
from datetime import timedelta
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
    delete,
    insert,
    select,
    update,
)

from revops.database import Clock, database_at, token_hash, utc_now
from revops.drafts.body import body_of, draft_from
from revops.drafts.draft import Draft
from revops.intake.upload import Upload

KEPT_FOR: Final = timedelta(days=30)
_SAVED_AT: Final = -1
"""Place of the opened assessment among a draft's uploads; files are counted from 0."""

METADATA: Final = MetaData()
_DRAFTS = Table(
    "drafts",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("body", Text, nullable=False),
    Column("expires_at", DateTime, nullable=False, index=True),
)
_FILES = Table(
    "draft_files",
    METADATA,
    Column("token_hash", String(64), ForeignKey("drafts.token_hash", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)


class DraftStore:
    """Drafts in an SQL database."""

    def __init__(self, url: str, *, now: Clock = utc_now) -> None:
        """Opens the database.

        Args:
            url: SQLAlchemy address, such as `sqlite:////var/lib/revops/drafts.db`.
            now: The time; tests turn it.
        """
        self._now = now
        self._database = database_at(url)

    def save(self, token: str, draft: Draft) -> None:
        """Keeps the draft under the token and starts its thirty days anew; unchanged files are not written again."""
        key, uploads = token_hash(token), _placed(draft)
        row = {"body": body_of(draft), "expires_at": self._now() + KEPT_FOR}
        with self._database.writing() as connection:
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
        key = token_hash(token)
        with self._database.reading() as connection:
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
        key = token_hash(token)
        with self._database.writing() as connection:
            connection.execute(delete(_FILES).where(_FILES.c.token_hash == key))
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.token_hash == key))
        self._database.overwrite_deleted()

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def _drop_expired(self) -> None:
        expired = select(_DRAFTS.c.token_hash).where(_DRAFTS.c.expires_at < self._now())
        with self._database.reading() as connection:
            if connection.execute(expired.limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            connection.execute(delete(_FILES).where(_FILES.c.token_hash.in_(expired)))
            connection.execute(delete(_DRAFTS).where(_DRAFTS.c.expires_at < self._now()))
        self._database.overwrite_deleted()


def sha256(file: Upload) -> str:
    """Hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.content).hexdigest()


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
