"""The database comes to the tables of this version from wherever it was, whoever starts first."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import Connection, text

from revops.database import Database, default_url, new_token, token_hash
from revops.drafts import Draft, DraftStore
from revops.drafts.body import body_of
from revops.errors import DatabaseError

BEFORE_VERSIONS = """
CREATE TABLE drafts (token_hash VARCHAR(64) NOT NULL, body TEXT NOT NULL, expires_at DATETIME NOT NULL,
  PRIMARY KEY (token_hash));
CREATE INDEX ix_drafts_expires_at ON drafts (expires_at);
CREATE TABLE draft_files (token_hash VARCHAR(64) NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
  sha256 VARCHAR(64) NOT NULL, content BLOB NOT NULL, PRIMARY KEY (token_hash, position),
  FOREIGN KEY(token_hash) REFERENCES drafts (token_hash) ON DELETE CASCADE);
"""


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "drafts.db"


def test_drafts_from_before_versions_when_opened_are_still_there(file: Path):
    token = new_token()
    row = (token_hash(token), body_of(Draft(sample="orbisquill")), "2999-01-01 00:00:00.000000")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(BEFORE_VERSIONS)
        connection.execute("insert into drafts values (?, ?, ?)", row)
        connection.commit()
    store = DraftStore(url_of(file))
    assert store.load(token) == Draft(sample="orbisquill")
    store.close()


def test_database_when_several_processes_start_at_once_serves_them_all(file: Path):
    assert starting_at_once(url_of(file)) == [("", 0)] * 4


def test_server_when_several_processes_start_at_once_serves_them_all(postgres_address: str):
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("create database starting")
    folder, user, _ = (part.partition("=")[2] for part in postgres_address.split())
    assert starting_at_once(f"postgresql://{user}@/starting?host={folder}") == [("", 0)] * 4


def starting_at_once(url: str) -> list[tuple[str, int | None]]:
    code = f"from revops.database import Database; Database({url!r}).close()"
    started = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    return [(process.communicate(timeout=120)[1], process.returncode) for process in started]


def test_database_of_a_newer_version_is_refused_with_a_sentence(file: Path):
    database = Database(url_of(file))
    with database.writing() as connection:
        connection.execute(text("update alembic_version set version_num = 'r9999'"))
    database.close()
    with pytest.raises(DatabaseError, match="newer version of RevOps Advisor"):
        Database(url_of(file))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mongodb://host/x", "is no database"),
        ("drafts.db", "is no database"),
        ("sqlite:////no/such/folder/x.db", "cannot be used"),
    ],
)
def test_address_that_leads_nowhere_is_explained(url: str, sentence: str):
    with pytest.raises(DatabaseError, match=sentence):
        Database(url)


def test_password_is_not_in_what_is_said(tmp_path: Path):
    with pytest.raises(DatabaseError) as raised:
        Database(f"postgresql://someone:hush@/x?host={tmp_path}")
    assert "hush" not in str(raised.value)


def test_change_that_fails_half_way_leaves_nothing(file: Path):
    database = Database(url_of(file))

    def half() -> None:
        with database.writing() as connection:
            connection.execute(text("create table half (a integer)"))
            raise KeyError

    with pytest.raises(KeyError):
        half()
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from sqlite_master where name = 'half'")).scalar_one() == 0
    database.close()


def test_writers_that_read_first_take_turns(file: Path):
    database = Database(url_of(file))
    with database.writing() as connection:
        connection.execute(text("create table counted (n integer)"))
        connection.execute(text("insert into counted values (0)"))
    threads = [Thread(target=count_up, args=(database, 25)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert counted(connection) == 100
    database.close()


def count_up(database: Database, times: int) -> None:
    for _ in range(times):
        with database.writing() as connection:
            connection.execute(text("update counted set n = :n"), {"n": counted(connection) + 1})


def counted(connection: Connection) -> int:
    return connection.execute(text("select n from counted")).scalar_one()


def test_address_of_the_environment_counts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REVOPS_DATABASE_URL", "postgresql://host/revops")
    assert default_url() == "postgresql://host/revops"
