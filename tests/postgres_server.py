"""A PostgreSQL server of the tests' own: found on the system, started in a folder of its own, ended with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

UNPRIVILEGED = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; then it runs as the first of these that there is."""


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of a fresh server that listens on a socket in its own folder alone."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: neither initdb on the path nor in /usr/lib/postgresql (apt-get install postgresql)")
    user, folder = _user(), Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=20"
    try:
        _run(user, programs / "initdb", "-D", data, "-U", "tests", "-E", "UTF8", "--locale=C")
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield f"host={folder} user=tests dbname=postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(postgres_address: str) -> str:
    """The same as the app takes it; one database for all tests of rooms, each of which makes rooms of its own."""
    host, user, name = (part.partition("=")[2] for part in postgres_address.split())
    return f"postgresql://{user}@/{name}?host={host}"


def _run(user: str | None, *command: str | Path) -> None:
    """Runs a program of PostgreSQL, its output nowhere: the server would keep a pipe open."""
    place = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, user=user, cwd="/", env=place, check=True, timeout=120, **silent)


def _programs() -> Path | None:
    """The folder that holds initdb and pg_ctl, of the newest version there is."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [Path(on_path).resolve()] if on_path else installed
    return found[-1].parent if found else None


def _user() -> str | None:
    """Whose server it is; None for our own, where we are not root."""
    if not hasattr(os, "geteuid") or os.geteuid():
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in names)
