"""From a session's draft to what the screens show; each step is kept under the hashes of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import pyarrow as pa

from revops.assessment import Assessment
from revops.charts.chart import Chart
from revops.charts.theme import Style
from revops.choices import Choices
from revops.dataset import EMPTY, Dataset
from revops.diagnostic.diagnose import diagnose
from revops.intake import OpenedFile, Progress, Upload, interpret, open_files
from revops.measure import default_window, measure, rows_behind
from revops.reading import Reading
from revops.ui.shelf import Shelf
from revops.ui.state import State
from revops.vocabulary import Slice
from revops.window import Window

_OPENED: Final = Shelf[OpenedFile](places=24)
_DATASETS: Final = Shelf[Dataset](places=16)
_READINGS: Final = Shelf[Mapping[str, Reading]](places=128)
_CHARTS: Final = Shelf[Chart](places=1024)
_DETAIL: Final = (Slice.MONTH, Slice.QUARTER, Slice.SEGMENT, Slice.SOURCE, Slice.OWNER, Slice.CHANNEL)


def unread(state: State) -> int:
    """How many files have still to be opened, which takes a while."""
    return sum(not _OPENED.holds(key) for key in state.files.keys)


def dataset(state: State, on_progress: Progress | None = None) -> Dataset:
    """The tables that the files give under the draft's choices."""
    files = state.files
    if not files.uploads:
        return EMPTY
    opened = []
    for place, (upload, key) in enumerate(zip(files.uploads, files.keys, strict=True)):
        if on_progress and not _OPENED.holds(key):
            on_progress(place, len(files.uploads), upload.name)
        opened.append(_OPENED.get(key, frozenset(key[:1]), partial(_open, upload)))
    choices = _standing(state.draft.choices, opened)
    # Dates in the future depend on the day, so a dataset is good for the day it was made.
    return _DATASETS.get(
        (files.keys, repr(choices), date.today()), files.hashes, lambda: interpret(tuple(opened), choices)
    )


def _open(upload: Upload) -> OpenedFile:
    return open_files((upload,))[0]


def _standing(choices: Choices, opened: Sequence[OpenedFile]) -> Choices:
    """The choices without those about files or headers that a newer export no longer has."""
    headers = {(file.name, header) for file in opened for block in file.blocks for header in block.headers}
    columns = tuple(each for each in choices.columns if each.header is None or (each.file, each.header) in headers)
    return replace(choices, columns=columns)


def window(state: State, data: Dataset) -> Window:
    """The days that the draft's span means for these tables."""
    span = state.draft.span
    return default_window(data, since=span.since, until=span.until, all_time=span.all_time)


def detail(state: State, found: Assessment, metric: str) -> Reading:
    """One metric, broken down in every way."""
    return _READINGS.get(
        ("detail", metric, found.dataset.fingerprint, repr(found.window)),
        state.files.hashes,
        lambda: measure(found.dataset, keys=(metric,), window=found.window, slices=_DETAIL),
    )[metric]


def chart(state: State, found: Assessment, name: str, style: Style, make: Callable[[], Chart]) -> Chart:
    """A chart of the scorecard, written for one language and theme.

    Args:
        state: Whose files it is made from.
        found: The assessment it shows.
        name: Tells the charts of an assessment apart.
        style: How it is drawn.
        make: Draws it.
    """
    return _CHARTS.get((name, found.dataset.fingerprint, repr(found.window), style), state.files.hashes, make)


def rows(found: Assessment, metric: str, limit: int | None = None) -> pa.Table:
    """The rows behind a metric; not kept, since they are asked for one metric at a time."""
    return rows_behind(found.dataset, metric, found.window, limit=limit)


def assessment(state: State) -> Assessment:
    """Everything that follows from the draft; the session keeps the last one, answers included."""
    data = dataset(state)
    days = window(state, data)
    draft = state.draft
    key = (data.fingerprint, repr(days), draft.model, repr(draft.answers))
    if state.last is not None and state.last[0] == key:
        return state.last[1]
    known = _READINGS.get(
        (data.fingerprint, repr(days)),
        state.files.hashes,
        lambda: measure(data, window=days, slices=(Slice.MONTH,)),
    )
    found = Assessment(
        dataset=data,
        window=days,
        model=draft.model,
        readings=known,
        answers=draft.answers,
        diagnosis=diagnose(draft.answers, known, draft.model, as_of=days.as_of),
    )
    state.last = (key, found)
    return found


def forget(state: State) -> None:
    """Drops everything on this server that was made from the draft's files."""
    for shelf in (_OPENED, _DATASETS, _READINGS, _CHARTS):
        shelf.drop(state.files.hashes)
