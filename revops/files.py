"""Files of this machine to a dataset, for the command line and for notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path

from revops.choices import Choices
from revops.dataset import Dataset, Refusal
from revops.intake import Progress, Upload, read

Paths = Iterable[str | PathLike[str]]


def read_files(
    paths: Paths,
    choices: Choices | None = None,
    *,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Dataset:
    """One dataset from any number of files.

    A file that cannot be opened is refused like one that cannot be understood; the others are read.

    Args:
        paths: CSV and Excel files.
        choices: What to take for granted; None leaves everything to the data.
        today: The last day that can have happened; None is the day of this machine.
        on_progress: Called before each file with files done, files in all, and its name.
    """
    places = [Path(path) for path in paths]
    opened = [_open(path, name) for path, name in zip(places, _names(places), strict=True)]
    uploads = [file for file in opened if isinstance(file, Upload)]
    refusals = [file for file in opened if isinstance(file, Refusal)]
    dataset = read(uploads, choices or Choices(), today=today, on_progress=on_progress)
    return replace(dataset, refusals=(*refusals, *dataset.refusals))


def _names(paths: Sequence[Path]) -> list[str]:
    """The bare name of each file, or its path where two files share a name."""
    counts = Counter(path.name for path in paths)
    return [path.name if counts[path.name] == 1 else str(path) for path in paths]


def _open(path: Path, name: str) -> Upload | Refusal:
    try:
        return Upload(name, path.read_bytes())
    except FileNotFoundError:
        return Refusal(file=name, code="NOT_FOUND", reason="There is no such file. Check the path.")
    except IsADirectoryError:
        return Refusal(file=name, code="NOT_A_FILE", reason="This is a folder. Name the files in it.")
    except OSError as error:
        reason = f"The file cannot be opened ({error.strerror}). Close it elsewhere, or check who may read it."
        return Refusal(file=name, code="UNREADABLE", reason=reason)
