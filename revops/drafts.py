"""Unfinished work, kept on this server under a random token so that a reload loses nothing.

A draft is what a user gave: the files as they came, the choices about reading them, the operating model,
the span of days and the answers. Whoever holds the token holds the draft; the store keeps only the token's
hash. A draft goes after thirty days without a change, or at once when its owner says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
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

from revops.choices import Choices, ColumnChoice, SheetChoice, TableChoice
from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_from_toml, answers_to_toml
from revops.errors import ContentError
from revops.intake.upload import Upload
from revops.profile_file import profile_from_toml, profile_to_toml
from revops.profiles import Profile
from revops.vocabulary import Comparison, DealOutcome, OperatingModel

KEPT_FOR: Final = timedelta(days=30)
TOKEN_BYTES: Final = 24
"""192 random bits: out of reach of guessing."""

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


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days a user asked for; without dates, the twelve months ending at the last event.

    Attributes:
        since: First day asked for.
        until: Last day asked for.
        all_time: The whole file, whatever the dates say.
    """

    since: date | None = None
    until: date | None = None
    all_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything a user gave, and nothing that follows from it.

    Attributes:
        files: Uploads in the order they came.
        choices: Decisions about reading them.
        model: The operating model under assessment.
        span: The days looked at.
        against: The earlier period that the numbers are held against.
        answers: The diagnostic so far.
        compared: Signs whose evidence has been shown beside the answer.
        sample: Key of the sample company the files came from; None for the user's own.
        profile: What was answered about files with which headers, those no longer here included.
        fresh: Names of files that came and have not been held against the profile yet.
    """

    files: tuple[Upload, ...] = ()
    choices: Choices = field(default_factory=Choices)
    model: OperatingModel = OperatingModel.BOTH
    span: Span = field(default_factory=Span)
    against: Comparison = Comparison.PREVIOUS
    answers: Answers = field(default_factory=Answers)
    compared: tuple[str, ...] = ()
    sample: str | None = None
    profile: Profile = field(default_factory=Profile)
    fresh: tuple[str, ...] = ()

    @property
    def is_worth_keeping(self) -> bool:
        """Whether there is more than the choice of an operating model, which the address holds."""
        return Draft(model=self.model) != self


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
        key = _hashed(token)
        row = {"body": _body(draft), "expires_at": self._now() + KEPT_FOR}
        with self._engine.begin() as connection:
            found = connection.execute(update(_DRAFTS).where(_DRAFTS.c.token_hash == key).values(**row))
            if not found.rowcount:
                connection.execute(insert(_DRAFTS).values(token_hash=key, **row))
            kept = connection.execute(
                select(_FILES.c.name, _FILES.c.sha256).where(_FILES.c.token_hash == key).order_by(_FILES.c.position)
            ).all()
            if [tuple(file) for file in kept] == [(file.name, sha256(file)) for file in draft.files]:
                return
            connection.execute(delete(_FILES).where(_FILES.c.token_hash == key))
            if draft.files:
                connection.execute(insert(_FILES), [_file_row(key, *item) for item in enumerate(draft.files)])

    def load(self, token: str) -> Draft | None:
        """The draft under the token; None where there is none, or where its time has passed."""
        self._drop_expired()
        key = _hashed(token)
        with self._engine.connect() as connection:
            body = connection.execute(select(_DRAFTS.c.body).where(_DRAFTS.c.token_hash == key)).scalar_one_or_none()
            if body is None:
                return None
            files = connection.execute(
                select(_FILES.c.name, _FILES.c.content).where(_FILES.c.token_hash == key).order_by(_FILES.c.position)
            ).all()
        return _draft(body, tuple(Upload(name=name, content=content) for name, content in files))

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


def _file_row(key: str, position: int, file: Upload) -> dict[str, Any]:
    return {
        "token_hash": key,
        "position": position,
        "name": file.name,
        "sha256": sha256(file),
        "content": file.content,
    }


def _body(draft: Draft) -> str:
    return json.dumps(
        {
            "model": draft.model,
            "sample": draft.sample,
            "span": _filled(draft.span),
            "against": draft.against,
            "choices": {
                "columns": [_filled(choice) for choice in draft.choices.columns],
                "tables": [_filled(choice) for choice in draft.choices.tables],
                "stages": dict(draft.choices.stages),
                "day_first": draft.choices.day_first,
                "currency": draft.choices.currency,
                "decimal": draft.choices.decimal,
                "same_names": dict(draft.choices.same_names),
                "encodings": dict(draft.choices.encodings),
                "rates": dict(draft.choices.rates),
                "mql_statuses": draft.choices.mql_statuses,
                "settled": dict(draft.choices.settled),
                "sheets": [_filled(choice) for choice in draft.choices.sheets],
            },
            "answers": answers_to_toml(draft.answers),
            "compared": list(draft.compared),
            "profile": profile_to_toml(draft.profile),
            "fresh": list(draft.fresh),
        }
    )


def _filled(record: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in vars(record).items()
        if value is not None
    }


def _draft(body: str, files: tuple[Upload, ...]) -> Draft:
    found = json.loads(body)
    return Draft(
        files=files,
        model=OperatingModel(found["model"]),
        sample=found["sample"],
        span=Span(**_dated(found["span"], "since", "until")),
        against=Comparison(found.get("against", Comparison.PREVIOUS)),
        choices=_choices(found["choices"]),
        answers=_answers(found["answers"]),
        compared=tuple(found["compared"]),
        profile=_profile(found.get("profile")),
        fresh=tuple(found.get("fresh", ())),
    )


def _choices(found: dict[str, Any]) -> Choices:
    return Choices(
        # A header decided to fit nothing was left out above, since it is None.
        columns=tuple(ColumnChoice(**{"header": None, **choice}) for choice in found["columns"]),
        tables=tuple(TableChoice(**{"sheet": None, "table": None, **choice}) for choice in found["tables"]),
        stages={stage: DealOutcome(outcome) for stage, outcome in found["stages"].items()},
        day_first=found["day_first"],
        currency=found["currency"],
        decimal=found.get("decimal"),
        same_names=found.get("same_names", {}),
        encodings=found.get("encodings", {}),
        rates=found.get("rates", {}),
        mql_statuses=None if found.get("mql_statuses") is None else tuple(found["mql_statuses"]),
        settled=found.get("settled", {}),
        sheets=tuple(SheetChoice(**{"sheet": None, **choice}) for choice in found.get("sheets", ())),
    )


def _answers(text: str) -> Answers:
    try:
        return answers_from_toml(text, "draft")
    except ContentError:
        # Written by a version with other signs: the files and choices are still good.
        return Answers()


def _profile(text: str | None) -> Profile:
    try:
        return Profile() if text is None else profile_from_toml(text, "draft")
    except ContentError:
        # Written by a version with other tables: it can be learned anew.
        return Profile()


def _dated(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: date.fromisoformat(value) if name in names else value for name, value in found.items()}
