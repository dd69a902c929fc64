"""Named files to a dataset, with progress and refusals on standard error."""

from __future__ import annotations

import sys
import time
from argparse import Namespace

from revops.choosing import make_choices
from revops.cli.layout import plain
from revops.dataset import Assumption, Dataset
from revops.errors import UndecidedError
from revops.files import read_files

PATIENCE = 1.0
"""Seconds after which a person at a terminal wants to know what is going on."""


def open_dataset(given: Namespace) -> Dataset:
    """The files of the command line as a dataset; what cannot be used is said on standard error.

    Raises:
        ChoiceError: If an option names what does not exist.
        UndecidedError: With `--strict`, if anything had to be assumed.
    """
    choices = make_choices(
        columns=dict(given.map), stages=dict(given.stage), day_first=given.day_first, currency=given.currency
    )
    with Progress() as progress:
        dataset = read_files(given.files, choices, on_progress=progress)
    for refusal in dataset.refusals:
        if refusal.file in unusable(dataset):
            where = f"{refusal.file}, sheet {refusal.sheet}" if refusal.sheet else refusal.file
            print(plain(f"{where}: {refusal.reason}"), file=sys.stderr)
    if given.strict and dataset.assumptions:
        raise UndecidedError([question(assumption) for assumption in dataset.assumptions])
    return dataset


def unusable(dataset: Dataset) -> frozenset[str]:
    """Names of the files that gave no table at all; a workbook with one used sheet is none."""
    return frozenset(refusal.file for refusal in dataset.refusals) - {sheet.file for sheet in dataset.sheets}


def question(assumption: Assumption) -> str:
    """What was assumed, as a question with the option that decides it."""
    where = (
        f" ({assumption.file}{f', sheet {assumption.sheet}' if assumption.sheet else ''})" if assumption.file else ""
    )
    return plain(f"{assumption.about}{where}: {assumption.question} {option(assumption)}")


def option(assumption: Assumption) -> str:
    """The option of the command line that decides an assumption."""
    about = assumption.about.rpartition(".")[2]
    if about in ("stage", "outcome", "stages"):
        return 'Decide with --stage "STAGE=won|lost|open".'
    if about.endswith("_on"):
        return "Decide with --day-first yes|no."
    if about == "currency":
        return "Decide with --currency CODE."
    return f"Decide with --map {assumption.about}=HEADER."


class Progress:
    """A line on standard error that says what is being read, for people and after a while only."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._is_shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def __call__(self, *parts: object) -> None:
        """Show how far the reading is."""
        if not sys.stderr.isatty() or time.monotonic() - self._started < PATIENCE:
            return
        self._is_shown = True
        text = plain(" ".join(str(part) for part in parts))
        print(f"\r\033[KReading {text} …", end="", file=sys.stderr, flush=True)
