"""Where the database is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "REVOPS_DATABASE_URL"


def default_url() -> str:
    """`REVOPS_DATABASE_URL`, or an SQLite file in the user's own data folder."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    folder = _data_folder() / "revops-advisor"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Named before rooms stood in it as well; drafts that lie there are found again.
    return f"sqlite:///{folder / 'drafts.db'}"


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local")))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))
