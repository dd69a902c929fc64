"""Saved assessments on the command line: opened alone or as the past of new files, and written."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from revops.assessment import Assessment
from revops.choices import Choices
from revops.cli.layout import plain
from revops.cli.opening import open_remembering, question
from revops.cli.option_values import read_bytes
from revops.dataset import EMPTY, Dataset
from revops.diagnostic import DEFAULT_SEED
from revops.diagnostic.answers import Answers
from revops.errors import ChoiceError, UndecidedError
from revops.files import save_profile
from revops.handing_over import Options
from revops.history import held_against, last_before
from revops.intake import Upload
from revops.measure import default_window
from revops.profiles import Profile
from revops.saved import Saved
from revops.saved.assessed import View
from revops.saved.files import told_apart, write
from revops.vocabulary import Comparison, OperatingModel, Slice
from revops.window import Window

DAYS = ("as_of", "since", "until")
READING = ("map", "table", "stage", "day_first", "currency", "decimal", "encoding", "same", "rate", "settle", "mql")
NO_FILES = "a saved assessment holds its files as they were read: name the files as well to read them otherwise."


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a command assesses.

    Attributes:
        dataset: The company's tables, of new files or as they were saved.
        answers: What was said.
        profile: What is known about files with which headers.
        choices: Decisions about reading.
        view: How to look at the tables.
        before: The saved assessment that was named; None where none was.
    """

    dataset: Dataset
    answers: Answers
    profile: Profile
    choices: Choices
    view: View
    before: Saved | None = None


def open_case(given: Namespace, said: Answers | None) -> Case:
    """The files of the command line, the saved assessment among them.

    A saved one alone comes back as it was, but for what the options say. With new files these are the data, and the
    saved one gives answers, profile and history.

    Args:
        given: The options.
        said: The answers of `--answers`; None where it was not given.

    Raises:
        ChoiceError: If several saved assessments are named, or options about reading go with no file to read.
        UploadError: If the saved assessment cannot be opened.
    """
    before, files = told_apart(given.files)
    if before and before.left_out and not given.metric:
        print(plain(before.left_out), file=sys.stderr)
    answers = said or (before.answers if before else Answers())
    if before and not files:
        dataset, profile, choices = _as_saved(given, before)
    elif files:
        reading = Namespace(**{**vars(given), "files": files})
        dataset, profile, choices = open_remembering(reading, before.profile if before else Profile())
    else:
        dataset, profile, choices = EMPTY, Profile(), Choices()
    view = _view(given, dataset, before, is_new=bool(files) or before is None)
    return Case(dataset=dataset, answers=answers, profile=profile, choices=choices, view=view, before=before)


def keep(case: Case, found: Assessment, report: Options | None, path: Path) -> None:
    """Writes the assessment to a file, in place of one that is there only when it is whole.

    Args:
        case: What was assessed.
        found: What came out.
        report: What goes into its reports; None where nobody chose.
        path: Of the file.

    Raises:
        ChoiceError: If it cannot be written.
    """
    history = case.before.history if case.before else ()
    saved = Saved(
        dataset=case.dataset,
        view=case.view,
        answers=found.answers,
        choices=case.choices,
        profile=case.profile,
        history=history,
        report=report,
    )
    write(saved.with_readings(found), path)


def _as_saved(given: Namespace, before: Saved) -> tuple[Dataset, Profile, Choices]:
    if given.profile is not None or any(getattr(given, name) not in (None, []) for name in READING):
        raise ChoiceError(NO_FILES)
    if given.strict and before.dataset.assumptions:
        raise UndecidedError([question(assumption) for assumption in before.dataset.assumptions])
    if given.save_profile is not None:
        save_profile(before.profile, given.save_profile)
    return before.dataset, before.profile, before.choices


def _view(given: Namespace, dataset: Dataset, before: Saved | None, *, is_new: bool) -> View:
    """How to look at the tables: as the options say, else as it was saved, else by default."""
    base = before.view if before else None
    today = date.today() if is_new or base is None else base.seen_on
    window, is_chosen = _window(given, dataset, None if is_new else base, today)
    return View(
        window=window,
        is_chosen=is_chosen,
        seen_on=today,
        model=OperatingModel(given.model) if given.model else base.model if base else OperatingModel.BOTH,
        against=_against(given, before, window, is_new=is_new),
        slices=tuple(dict.fromkeys(Slice(word) for word in given.by)) or (base.slices if base else ()),
        keys=tuple(dict.fromkeys(given.metric)) or (base.keys if base else None),
        seed=given.seed if given.seed is not None else base.seed if base else DEFAULT_SEED,
    )


def _window(given: Namespace, dataset: Dataset, base: View | None, today: date) -> tuple[Window, bool]:
    days = {name: getattr(given, name) for name in DAYS}
    is_asked = given.all_time or any(days.values())
    if base and not is_asked:
        return base.window, base.is_chosen
    window = default_window(dataset, today=today, all_time=given.all_time, **days)
    return window, any(days.values())


def _against(given: Namespace, before: Saved | None, window: Window, *, is_new: bool) -> Comparison | None:
    """What was asked for; else as it was saved; of new files the saved assessment, where it is an earlier one."""
    if given.compare:
        return None if given.compare == "none" else Comparison(given.compare)
    if before and not is_new:
        return before.view.against
    return held_against(Comparison.LAST, last_before(before.history, window.as_of) if before else None)


def with_definitions(case: Case, definitions: dict[str, str]) -> Case:
    """The case with metrics counted by other definitions."""
    answers = replace(case.answers, definitions={**case.answers.definitions, **definitions})
    return replace(case, answers=answers)


def with_votes(case: Case, path: Path | None) -> Case:
    """The case with the votes of a workshop in place of its own; what cannot be used of them is told.

    Args:
        case: What is assessed.
        path: A file as `votes_in` reads it; None for no change.

    Raises:
        ChoiceError: If the file is not there or holds no votes.
    """
    if path is None:
        return case
    from revops.kit import votes_in

    ballots = votes_in(Upload(path.name, read_bytes(path)))
    for problem in ballots.problems:
        print(f"{path.name}: {problem}", file=sys.stderr)
    if not ballots.votes:
        raise ChoiceError(f"{path.name} holds no votes.")
    return replace(case, answers=replace(case.answers, votes=ballots.votes, workshop=None))
