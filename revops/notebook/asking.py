"""What is asked for in a notebook, to an assessment."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Final

from revops.choices import Choices
from revops.choosing import make_choices, nearest
from revops.dataset import EMPTY, Dataset
from revops.diagnostic.answers import Answers
from revops.diagnostic.answers_file import answers_from, answers_from_file
from revops.errors import ChoiceError, UploadError
from revops.files import open_profile, read_remembering
from revops.history import held_against, last_before
from revops.measure import default_window
from revops.notebook.result import Result, slice_of
from revops.profiles import Profile
from revops.saved import Saved
from revops.saved.assessed import View
from revops.saved.files import told_apart
from revops.vocabulary import Comparison, OperatingModel
from revops.window import Window

Places = str | PathLike[str] | Iterable[str | PathLike[str]]
DAYS: Final = ("as_of", "since", "until")
OPTIONS: Final = (*DAYS, "all_time", "by", "compare", "metrics", "seed")


@dataclass(frozen=True)
class ReadFiles(Dataset):
    """The tables of files, with what was decided about reading them, so that a saved assessment knows it too.

    Attributes:
        profile: What is known about files with these headers.
        choices: What to take for granted, as it was given.
    """

    profile: Profile = field(default_factory=Profile)
    choices: Choices = field(default_factory=Choices)


def read(paths: Places, *, profile: str | PathLike[str] | None = None, **choices: Any) -> Dataset:
    """`revops.read`."""
    known = Profile() if profile is None else open_profile(Path(profile))
    made = make_choices(**choices)
    dataset, learned = read_remembering(_several(paths), known, made)
    return ReadFiles(**vars(dataset), profile=learned, choices=made)


def assess(
    source: Dataset | Places = (),
    *,
    model: str | None = None,
    answers: Answers | Mapping[str, Any] | str | PathLike[str] | None = None,
    **options: Any,
) -> Result:
    """`revops.assess`."""
    for name in options:
        if name not in OPTIONS:
            raise ChoiceError(f"assess has no option {name}; {nearest(name, OPTIONS)}")
    before, dataset, profile = _opened(source)
    is_as_saved = before is not None and dataset is before.dataset
    given = Saved(
        dataset=dataset,
        view=_view({**options, "model": model}, dataset, before, is_as_saved=is_as_saved),
        answers=_answers(answers, before),
        choices=_choices(dataset, before if is_as_saved else None),
        profile=profile,
        history=before.history if before else (),
        report=before.report if before else None,
    )
    return Result(given.assess(), given)


def _choices(dataset: Dataset, before: Saved | None) -> Choices:
    """What was decided about reading the tables at hand."""
    if before:
        return before.choices
    return dataset.choices if isinstance(dataset, ReadFiles) else Choices()


def _opened(source: Dataset | Places) -> tuple[Saved | None, Dataset, Profile]:
    """The saved assessment that was named, the tables, and what is known about reading files.

    Raises:
        UploadError: If files were named and nothing of them can be used.
    """
    if isinstance(source, Dataset):
        return None, source, source.profile if isinstance(source, ReadFiles) else Profile()
    before, files = told_apart(_several(source))
    if before and before.left_out:
        warnings.warn(before.left_out, stacklevel=4)
    known = before.profile if before else Profile()
    if not files:
        return before, before.dataset if before else EMPTY, known
    dataset, learned = read_remembering(files, known)
    _warn(dataset)
    return before, dataset, learned


def _warn(dataset: Dataset) -> None:
    """Files that cannot be used are told as a warning."""
    refused = [(refusal.file, refusal.code, refusal.reason) for refusal in dataset.refusals]
    if refused and not dataset.sheets:
        raise UploadError.none_usable(refused)
    for file, _, reason in refused:
        warnings.warn(f"{file}: {reason}", stacklevel=5)


def _view(asked: Mapping[str, Any], dataset: Dataset, before: Saved | None, *, is_as_saved: bool) -> View:
    """How to look at the tables: as was asked; else as at the saved ones; the days of new files are their own."""
    today = date.today()
    base = before.view if before else View(window=default_window(EMPTY), seen_on=today)
    days = {name: _day(name, asked[name]) for name in DAYS if name in asked}
    view = replace(
        base,
        model=_model(asked["model"]) if asked["model"] else base.model,
        slices=tuple(slice_of(word) for word in _words(asked.get("by", base.slices))),
        keys=_keys(asked.get("metrics", base.keys)),
        seed=asked.get("seed", base.seed),
    )
    if not is_as_saved or days or asked.get("all_time"):
        seen_on = base.seen_on if is_as_saved else today
        window = default_window(dataset, today=seen_on, **days, all_time=bool(asked.get("all_time")))
        view = replace(view, window=window, is_chosen=any(days.values()), seen_on=seen_on)
    if "compare" in asked or not is_as_saved:
        view = replace(view, against=_against(asked, before, view.window))
    return view


def _against(asked: Mapping[str, Any], before: Saved | None, window: Window) -> Comparison | None:
    """What was asked for; else the saved assessment, where it is an earlier one, else the period before."""
    if "compare" in asked:
        return _comparison(asked["compare"])
    return held_against(Comparison.LAST, last_before(before.history, window.as_of) if before else None)


def _keys(given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(_words(given))


def _several(paths: Places) -> list[str | PathLike[str]]:
    return [paths] if isinstance(paths, str | PathLike) else list(paths)


def _words(given: str | Iterable[str]) -> Iterable[str]:
    """One word or several; a text is never taken letter by letter."""
    return [given] if isinstance(given, str) else given


def _day(name: str, given: Any) -> date | None:
    """A day given as a date, as a moment of pandas, or as text such as "2026-06-30"."""
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ChoiceError(f"{name}: {given!r} is no date; give a date, or write it as '2026-06-30'.") from None


def _model(word: str) -> OperatingModel:
    if word not in list(OperatingModel):
        raise ChoiceError(f"there is no operating model {word}; {nearest(word, OperatingModel)}")
    return OperatingModel(word)


def _comparison(word: str | None) -> Comparison | None:
    if word is not None and word not in list(Comparison):
        raise ChoiceError(f"nothing is compared with {word}; {nearest(word, Comparison)}")
    return None if word is None else Comparison(word)


def _answers(given: Answers | Mapping[str, Any] | str | PathLike[str] | None, before: Saved | None) -> Answers:
    if given is None:
        return before.answers if before else Answers()
    if isinstance(given, Answers):
        return given
    if isinstance(given, Mapping):
        return answers_from(given, "answers")
    return answers_from_file(given)
