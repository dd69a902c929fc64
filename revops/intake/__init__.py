"""Bytes to tables: sniffing, reading in a child process, headers, matching, coercing, checking."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from revops.choices import Choices
from revops.dataset import Dataset
from revops.intake.blocks import Block, OpenedFile
from revops.intake.interpretation import interpret
from revops.intake.opening import Progress, open_files
from revops.intake.upload import Upload

__all__ = ["Block", "OpenedFile", "Progress", "Upload", "interpret", "open_files", "read"]


def read(
    uploads: Iterable[Upload],
    choices: Choices = Choices(),  # noqa: B008 (frozen)
    *,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Dataset:
    """One company's tables from files as dropped: opens them, then interprets them.

    Args:
        uploads: Files of any kind; one that cannot be used becomes a refusal.
        choices: What the user decided; everything else is found in the data.
        today: Day that dates are held against; the real one by default.
        on_progress: Called before each file with files done, files in all, and its name.

    Raises:
        ChoiceError: If a choice names something that is not in the files.
    """
    opened = open_files(uploads, encodings=choices.encodings, on_progress=on_progress)
    return interpret(opened, choices, today=today)
