"""Files of this machine to a dataset, for the command line and for notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path

from revops.choices import Choices, SheetChoice, TableChoice
from revops.choosing import nearest
from revops.dataset import Dataset, Refusal
from revops.errors import ChoiceError, ContentError
from revops.intake import OpenedFile, Progress, Upload, interpret, open_files
from revops.profile_file import MOST_LETTERS, profile_from_toml, profile_to_toml
from revops.profiles import Profile, apply, profile_of, tell

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
    return read_remembering(paths, Profile(), choices, today=today, on_progress=on_progress)[0]


def read_remembering(
    paths: Paths,
    profile: Profile,
    choices: Choices | None = None,
    *,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> tuple[Dataset, Profile]:
    """One dataset, and the profile with what was learned about reading these files.

    Args:
        paths: CSV and Excel files.
        profile: What was answered before; it completes the choices for files that it knows.
        choices: What to take for granted; it stands against the profile.
        today: The last day that can have happened; None is the day of this machine.
        on_progress: Called before each file with files done, files in all, and its name.
    """
    places = [Path(path) for path in paths]
    opened = [_open(path, name) for path, name in zip(places, _names(places), strict=True)]
    uploads = [file for file in opened if isinstance(file, Upload)]
    refusals = [file for file in opened if isinstance(file, Refusal)]
    said = _named_as(choices or Choices(), dict(zip(map(str, places), _names(places), strict=True)))
    files = open_files(uploads, encodings=said.encodings, on_progress=on_progress)
    _check_sheets(said, files)
    applied = apply(profile, files, said)
    again = applied.opened_otherwise(said)
    if again:
        other = open_files([each for each in uploads if each.name in again], encodings=applied.choices.encodings)
        by_name = {file.name: file for file in other}
        files = tuple(by_name.get(file.name, file) for file in files)
    dataset = interpret(files, applied.choices, today=today)
    learned = profile.with_newer(profile_of(files, dataset, applied.choices))
    return tell(replace(dataset, refusals=(*refusals, *dataset.refusals)), applied.recalled, applied.choices), learned


def _named_as(choices: Choices, names: Mapping[str, str]) -> Choices:
    """The choices with files called as the dataset calls them, where they were named by their path."""
    tables = tuple(replace(each, file=names.get(each.file, each.file)) for each in choices.tables)
    sheets = tuple(replace(each, file=names.get(each.file, each.file)) for each in choices.sheets)
    return replace(choices, tables=tables, sheets=sheets)


def _check_sheets(choices: Choices, files: Sequence[OpenedFile]) -> None:
    """What was said of single sheets concerns sheets that are there.

    Raises:
        ChoiceError: If a file or sheet is not there, or a workbook has several and none is named.
    """
    sheets = {file.name: _sheets(file) for file in files}
    said: tuple[TableChoice | SheetChoice, ...] = (*choices.tables, *choices.sheets)
    for choice in said:
        if choice.file not in sheets:
            raise ChoiceError(f"{choice.file}: no such file is read; {nearest(choice.file, sheets)}")
        there = sheets[choice.file]
        if isinstance(choice, TableChoice) and choice.sheet is None and len(there) > 1:
            known = ", ".join(there)
            raise ChoiceError(
                f"{choice.file} has several sheets; name one as {choice.file}#{there[0]}. Known are {known}."
            )
        if choice.sheet is not None and there and choice.sheet not in there:
            raise ChoiceError(f"{choice.file} has no sheet {choice.sheet}; {nearest(choice.sheet, there)}")


def _sheets(file: OpenedFile) -> list[str]:
    named = (*(block.sheet for block in file.blocks), *(refusal.sheet for refusal in file.refusals))
    return [sheet for sheet in dict.fromkeys(named) if sheet is not None]


def open_profile(path: Path) -> Profile:
    """The profile in a file.

    Raises:
        ContentError: If there is no such file, or it is no profile.
    """
    try:
        with path.open(encoding="utf-8") as file:
            return profile_from_toml(file.read(MOST_LETTERS + 1), path.name)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ContentError(path.name, "file", f"it cannot be read ({why}).") from None


def save_profile(profile: Profile, path: Path) -> None:
    """Writes the profile to a file.

    Raises:
        ContentError: If it cannot be written.
    """
    try:
        path.write_text(profile_to_toml(profile), encoding="utf-8")
    except OSError as error:
        raise ContentError(path.name, "file", f"it cannot be written ({error.strerror}).") from None


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
