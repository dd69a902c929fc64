"""Encodings that the bytes could not decide, told as assumptions."""

from __future__ import annotations

from collections.abc import Iterable

from revops.dataset import Assumption
from revops.intake.blocks import OpenedFile
from revops.intake.encoding import ENCODINGS


def guessed_encodings(files: Iterable[OpenedFile], used: Iterable[str]) -> tuple[Assumption, ...]:
    """One assumption per text file in use whose encoding is a guess.

    Args:
        files: Files as opened.
        used: Names of the files that any table came from.
    """
    names = frozenset(used)
    return tuple(_assumption(file.name, file.form.encoding) for file in files if _is_guessed(file, names) and file.form)


def _is_guessed(file: OpenedFile, used: frozenset[str]) -> bool:
    return file.name in used and file.form is not None and file.form.is_guess


def _assumption(file: str, codec: str) -> Assumption:
    return Assumption(
        about="encoding",
        chose=f"{ENCODINGS[codec]} ({codec})",
        because="the file does not say how its letters are written, and they read most naturally so",
        question="Are names with special letters spelt right? If not, in which encoding is the file written?",
        options=(codec, *(each for each in ENCODINGS if each != codec)),
        file=file,
    )
