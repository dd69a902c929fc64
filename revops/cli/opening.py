"""Named files to a dataset, with progress and refusals on standard error."""

from __future__ import annotations

import sys
from argparse import Namespace
from threading import Timer

from revops.choices import Choices
from revops.choosing import make_choices, nearest
from revops.cli.layout import plain
from revops.cli.placed import for_all, for_sheets
from revops.dataset import NONE_OF_THEM, Assumption, Dataset, Refusal
from revops.errors import ChoiceError, UndecidedError
from revops.files import open_profile, read_remembering, save_profile
from revops.measure.lacking import all_set_aside
from revops.profiles import Profile

NOTHING_KNOWN = Profile()
PATIENCE = 1.0
"""Seconds after which a person at a terminal wants to know what is going on."""
CLEAR = "\r\033[K"
"""Takes a terminal back to the start of an empty line."""
_TAKE_IT_FOR = "Options: --table FILE=TABLE, and --map TABLE.COLUMN=HEADER for what its columns hold."


def open_dataset(given: Namespace) -> Dataset:
    """The files of the command line as a dataset; what cannot be used is said on standard error.

    Raises:
        ChoiceError: As for `open_remembering`.
        UndecidedError: As for `open_remembering`.
    """
    return open_remembering(given)[0]


def open_remembering(given: Namespace, known: Profile = NOTHING_KNOWN) -> tuple[Dataset, Profile, Choices]:
    """The files of the command line as a dataset, the profile with what they teach, and the choices made.

    Args:
        given: The options.
        known: A profile of before; that of `--profile` stands against it.

    Raises:
        ChoiceError: If an option names what does not exist, in the product or in the files.
        UndecidedError: With `--strict`, if anything had to be assumed.
    """
    choices = make_choices(
        columns=dict(given.map),
        tables=dict(given.table),
        stages=dict(given.stage),
        day_first=for_all(given.day_first),
        currency=for_all(given.currency),
        decimal=for_all(given.decimal),
        same_names=dict(given.same),
        rates=dict(given.rate),
        mql_statuses=given.mql,
        settled={field: answer for place, field, answer in given.settle if not place},
        sheets=for_sheets(given),
        encodings=dict(given.encoding),
    )
    profile = known if given.profile is None else known.with_newer(open_profile(given.profile))
    with Progress() as progress:
        dataset, learned = read_remembering(given.files, profile, choices, on_progress=progress)
    if given.save_profile is not None:
        save_profile(learned, given.save_profile)
    for file in sorted(unusable(dataset)):
        print(plain(_why(file, dataset)), file=sys.stderr)
    _check_stages(choices, dataset)
    if given.strict and dataset.assumptions:
        raise UndecidedError([question(assumption) for assumption in dataset.assumptions])
    return dataset, learned, choices


def unusable(dataset: Dataset) -> frozenset[str]:
    """Names of the files of which nothing is used; a workbook with one used sheet is none."""
    named = {*(refusal.file for refusal in dataset.refusals), *(sheet.file for sheet in dataset.sheets)}
    return frozenset(named - {sheet.file for sheet in dataset.sheets if sheet.rows_used})


def _check_stages(choices: Choices, dataset: Dataset) -> None:
    """A stage that no file has is a stage misspelt.

    Raises:
        ChoiceError: If there is one; the message names the nearest.
    """
    found = {stage.casefold(): stage for sheet in dataset.sheets for stage in sheet.stages}
    for stage in choices.stages:
        if found and stage.casefold() not in found:
            raise ChoiceError(plain(f"no file has the stage {stage}; {nearest(stage, found.values())}"))


def refused_because(refusal: Refusal) -> str:
    """Why a file or sheet is not used, with the options of the command line that take it for a table."""
    return f"{refusal.reason} {_TAKE_IT_FOR}" if refusal.code == "NOT_OUR_TABLE" else refusal.reason


def _why(file: str, dataset: Dataset) -> str:
    """One line for a file that cannot be used; of a workbook, its first sheet stands for the others."""
    found = [refusal for refusal in dataset.refusals if refusal.file == file]
    if not found:
        tables = [sheet.table for sheet in dataset.sheets if sheet.file == file]
        return f"{file}: {all_set_aside(dataset, tables) or 'No row of it can be used.'}"
    first, *others = found
    where = f"{file}, sheet {first.sheet}" if first.sheet else file
    return f"{where}: {refused_because(first)}" + (f" (And {len(others)} more of its sheets.)" if others else "")


def question(assumption: Assumption) -> str:
    """What was assumed, as a question with the option that decides it."""
    where = (
        f" ({assumption.file}{f', sheet {assumption.sheet}' if assumption.sheet else ''})" if assumption.file else ""
    )
    return plain(f"{assumption.about}{where}: {assumption.question} {option(assumption)}")


def option(assumption: Assumption) -> str:
    """The option of the command line that decides an assumption."""
    about = assumption.about.rpartition(".")[2]
    if about in ("stage", "outcome", "stages") and assumption.of:
        return 'Decide with --stage "STAGE=won|lost|open".'
    if "day first" in assumption.options:
        return "Decide with --day-first yes|no."
    if "thousands" in assumption.options:
        return "Decide with --decimal comma|point."
    if about == "encoding":
        return f'Decide with --encoding "{assumption.file}=NAME".'
    if "each currency on its own" in assumption.options:
        return "Decide with --rate CODE=UNITS for each currency but one."
    if assumption.about == "leads.is_mql" and assumption.chose not in assumption.options:
        return "Decide with --mql STATUS for each that counts."
    if about == "currency":
        return "Decide with --currency CODE."
    return _settling(assumption)


def _settling(assumption: Assumption) -> str:
    """The option that takes one of the answers offered; a header where none or headers are offered."""
    if len(assumption.options) < 2 or NONE_OF_THEM in assumption.options:
        return f"Decide with --map {assumption.about}=HEADER."
    answers = " or ".join(f'"{assumption.settling}={answer}"' for answer in assumption.options)
    return f"Decide with --settle {answers}."


class Progress:
    """A line on standard error that says what is being read, for people and after a while only."""

    def __init__(self) -> None:
        self._line = ""
        self._is_shown = False
        self._clock = Timer(PATIENCE, self._show)
        self._clock.daemon = True

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._clock.cancel()
        if self._is_shown:
            print(CLEAR, end="", file=sys.stderr, flush=True)

    def __call__(self, done: int, of: int, file: str) -> None:
        """Take note of the file that is read now."""
        self._line = f"Reading {plain(file)}, {done + 1} of {of} …"
        if self._is_shown:
            self._show()

    def _show(self) -> None:
        self._is_shown = True
        print(f"{CLEAR}{self._line}", end="", file=sys.stderr, flush=True)
