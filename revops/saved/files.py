"""Saved assessments among the files of this machine: told from others, opened, and written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from revops.errors import ChoiceError, UploadError
from revops.intake import Upload
from revops.saved.assessed import Saved
from revops.saved.opening import open_saved
from revops.saved.packing import is_saved_name, pack


def told_apart(paths: Iterable[str | PathLike[str]]) -> tuple[Saved | None, list[Path]]:
    """The saved assessment among files, opened, and the other files.

    Raises:
        ChoiceError: If there are several saved ones.
        UploadError: If it cannot be opened.
    """
    places = [Path(path) for path in paths]
    named = [path for path in places if is_saved_name(path.name)]
    if len(named) > 1:
        raise ChoiceError("name one saved assessment; it holds those before it as well.")
    return (_opened(named[0]) if named else None), [path for path in places if path not in named]


def write(saved: Saved, path: Path) -> None:
    """Writes the assessment to a file, in place of one that is there only when it is whole.

    Raises:
        ChoiceError: If it cannot be written.
    """
    put(pack(saved), path)


def put(content: bytes, path: Path) -> None:
    """Writes a file, in place of one that is there only when it is whole.

    Raises:
        ChoiceError: If it cannot be written.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        raise ChoiceError(f"{path} cannot be written ({error.strerror}).") from None


def _opened(path: Path) -> Saved:
    try:
        return open_saved(Upload(path.name, path.read_bytes()))
    except OSError as error:
        found = f"The file cannot be opened ({error.strerror})."
        raise UploadError(path.name, "NOT_FOUND", found, "Check the path.") from None
