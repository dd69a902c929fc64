"""From a session's draft to what the screens show; each step is kept under the hashes of its inputs."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import pyarrow as pa

from revops.assessment import Assessment, changes, evidence_readings
from revops.charts.chart import Chart
from revops.charts.theme import Style
from revops.choices import Choices
from revops.dataset import Dataset
from revops.diagnostic import DEFAULT_SEED, other_answers
from revops.diagnostic.answers import Answers
from revops.diagnostic.diagnose import diagnose
from revops.diagnostic.evidence import evidence_metrics
from revops.diagnostic.other_answers import Meaning
from revops.history import DatedReadings, held_against, last_before
from revops.intake import OpenedFile, Upload, interpret
from revops.intake.opening import not_read
from revops.measure import default_window, measure, rows_behind
from revops.measure.changed import Changed, what_changed
from revops.profiles import apply, profile_of
from revops.questions import Facts
from revops.reading import Change, Reading
from revops.reconciliation import Comparison as Reconciled
from revops.reconciliation import reconcile
from revops.ui import invested, past, reported
from revops.ui.reading_files import FileKey, Interpreting, Opening
from revops.ui.shelf import Shelf
from revops.ui.state import State
from revops.vocabulary import Comparison, Slice
from revops.window import Window

BLINK: Final = 0.1
"""Seconds between two looks at a file that is being read."""
_OPENED: Final = Shelf[OpenedFile](places=24)
_DATASETS: Final = Shelf[Dataset](places=16)
_PREVIEWS: Final = Shelf[Facts](places=256)
_READINGS: Final = Shelf[Mapping[str, Reading]](places=128)
_CHANGES: Final = Shelf[Mapping[str, Change]](places=128)
_RECONCILED: Final = Shelf[tuple[Reconciled, ...]](places=32)
_CHANGED: Final = Shelf[Changed | None](places=128)
_CHARTS: Final = Shelf[Chart](places=1024)
_DETAIL: Final = tuple(Slice)


Waiting = Callable[[FileKey, int, int, float], None]
"""Called while a file is read: its key, files done, files in all, and for how many seconds it has been read.

Once all are read, while tables are made of them, the key is that of the file with the most rows.
"""


def dataset(state: State, on_wait: Waiting | None = None) -> Dataset:
    """The tables that the files give under the draft's choices; what they teach goes into the draft's profile."""
    files = state.files
    if not files.uploads:
        return past.tables(state)
    opened = _opened(state, on_wait)
    if state.draft.fresh:
        _recall(state, opened)
        opened = _opened(state, on_wait)
    choices = _standing(state.draft.choices, opened)
    key = (_keys(state), frozenset(state.stopped), repr(choices), date.today())
    # Dates in the future depend on the day, so a dataset is good for the day it was made.
    found = _DATASETS.get(key, files.hashes, lambda: _interpreted(state, key, opened, choices, on_wait))
    if state.learned != key and not state.draft.sample:
        state.change(profile=state.draft.profile.with_newer(profile_of(opened, found, choices)))
        state.learned = key
    return found


def _interpreted(
    state: State, key: Hashable, opened: Sequence[OpenedFile], choices: Choices, on_wait: Waiting | None
) -> Dataset:
    """The tables from the work that is under way, else from work that begins now; that for other inputs ends."""
    if key not in state.interpreting:
        stop_interpreting(state)
        state.interpreting[key] = Interpreting(opened, choices)
    work = state.interpreting[key]
    largest = _keys(state)[work.largest]
    started = time.monotonic()
    while not work.wait(BLINK):
        _told(on_wait, largest, len(opened), len(opened), time.monotonic() - started)
    state.interpreting.pop(key, None)
    return work.found


def stop_interpreting(state: State) -> None:
    """Ends the making of tables that is under way."""
    while state.interpreting:
        state.interpreting.popitem()[1].stop()


def preview(state: State, choices: Choices, name: Hashable, look: Callable[[Dataset], Facts]) -> Facts:
    """What the files would give under other choices, as far as somebody looks at it.

    Args:
        state: Whose files they are.
        choices: The draft's choices with one answer more.
        name: Tells what is looked at apart.
        look: Takes the facts from the tables, which are not kept.
    """
    opened = _opened(state, None, choices)
    standing = _standing(choices, opened)
    key = (_keys(state, choices), frozenset(state.stopped), repr(standing), date.today(), name)
    return _PREVIEWS.get(key, state.files.hashes, lambda: look(interpret(opened, standing)))


def opened_files(state: State) -> tuple[OpenedFile, ...]:
    """The files as they were opened."""
    return _opened(state, None)


def _keys(state: State, choices: Choices | None = None) -> tuple[FileKey, ...]:
    encodings = (choices or state.draft.choices).encodings
    return tuple(FileKey(digest, name, encodings.get(name, "")) for digest, name in state.files.keys)


def _opened(state: State, on_wait: Waiting | None, choices: Choices | None = None) -> tuple[OpenedFile, ...]:
    keys, uploads = _keys(state, choices), state.files.uploads
    return tuple(
        _open(state, key, upload, partial(_told, on_wait, key, place, len(keys)))
        for place, (key, upload) in enumerate(zip(keys, uploads, strict=True))
    )


def _told(on_wait: Waiting | None, key: FileKey, done: int, whole: int, seconds: float) -> None:
    if on_wait:
        on_wait(key, done, whole, seconds)


def _open(state: State, key: FileKey, upload: Upload, on_wait: Callable[[float], None]) -> OpenedFile:
    """The file from the shelf, else from the reading that is under way, else from one that begins now."""
    if key in state.stopped:
        return not_read(upload)
    kept = _OPENED.find(key)
    if kept is not None:
        return kept
    if key not in state.openings:
        state.openings[key] = Opening(upload, key.encoding)
    opening = state.openings[key]
    started = time.monotonic()
    while not opening.wait(BLINK):
        on_wait(time.monotonic() - started)
    state.openings.pop(key, None)
    found = opening.found
    if any(refusal.code == "CANCELLED" for refusal in found.refusals):
        state.stopped.add(key)
        return found
    return _OPENED.get(key, frozenset((key.sha256,)), lambda: found)


def _recall(state: State, opened: Sequence[OpenedFile]) -> None:
    """Holds the files that came against the profile, and takes over what was answered about them before."""
    waiting = {key.name for key in state.stopped}
    fresh = [file for file in opened if file.name in state.draft.fresh and file.name not in waiting]
    standing = _standing(state.draft.choices, opened)
    applied = apply(state.draft.profile, fresh, standing)
    if applied.choices != standing:
        state.step("the answers of last time", choices=applied.choices)
    state.recalled.update({(each.file, each.sheet): each for each in applied.recalled})
    state.change(fresh=tuple(name for name in state.draft.fresh if name in waiting))


def _standing(choices: Choices, opened: Sequence[OpenedFile]) -> Choices:
    """The choices without those about files or headers that are no longer there."""
    headers = {(file.name, header) for file in opened for block in file.blocks for header in block.headers}
    columns = tuple(each for each in choices.columns if each.header is None or (each.file, each.header) in headers)
    names = {file.name for file in opened}
    encodings = {name: encoding for name, encoding in choices.encodings.items() if name in names}
    return replace(choices, columns=columns, encodings=encodings)


def window(state: State, data: Dataset) -> Window:
    """The days that the draft's span means for these tables."""
    span = state.draft.span
    return past.window(state) or default_window(
        data, today=past.today(state), since=span.since, until=span.until, all_time=span.all_time
    )


def detail(state: State, found: Assessment, metric: str) -> Reading:
    """One metric, broken down in every way."""
    return _READINGS.get(
        ("detail", metric, found.dataset.fingerprint, repr(found.window), _counting(found.answers)),
        state.files.hashes,
        lambda: measure(
            found.dataset,
            keys=(metric,),
            window=found.window,
            slices=_DETAIL,
            today=past.today(state),
            facts=found.answers.context.figures,
            definitions=found.answers.definitions,
        ),
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
    key = (name, found.dataset.fingerprint, repr(found.window), _counting(found.answers), style)
    return _CHARTS.get(key, state.files.hashes, make)


def _counting(answers: Answers) -> str:
    """What of the answers bears on the metrics: the user's own figures, and definitions chosen by hand."""
    return repr((answers.context.figures, sorted(answers.definitions.items())))


def rows(found: Assessment, metric: str, limit: int | None = None) -> pa.Table:
    """The rows behind a metric; not kept, since they are asked for one metric at a time."""
    chosen = found.answers.definitions.get(metric)
    return rows_behind(found.dataset, metric, found.window, limit=limit, definition=chosen)


def reconciled(state: State, found: Assessment) -> tuple[Reconciled, ...]:
    """Where the files tell different stories."""
    return _RECONCILED.get(
        (found.dataset.fingerprint, repr(found.window), date.today()),
        state.files.hashes,
        lambda: reconcile(found.dataset, window=found.window, today=past.today(state)),
    )


def assessment(state: State) -> Assessment:
    """Everything that follows from the draft; the session keeps the last one, answers included."""
    data, saved = dataset(state), past.past(state)
    days, draft = window(state, data), state.draft
    last = _last(state, days)
    against = held_against(draft.against, last)
    key = (data.fingerprint, repr(days), draft.model, against, repr(draft.answers), state.files.saved_hash)
    if state.last is not None and state.last[0] == key:
        return state.last[1]
    known = _readings(state, data, days)
    seed, as_of = saved.view.seed if saved else DEFAULT_SEED, days.as_of or past.today(state)
    behind = _behind(state, data, days, known)
    found = Assessment(
        dataset=data,
        window=days,
        model=draft.model,
        readings=known,
        answers=draft.answers,
        diagnosis=diagnose(draft.answers, behind, draft.model, seed=seed, as_of=as_of),
        against=against,
        changes=_changes(state, data, days, known, against),
        last=last,
        history=saved.history if saved else (),
    )
    state.last = (key, found)
    return found


def meanings(state: State, sign: str) -> tuple[Meaning, ...]:
    """Where each answer to a sign would lead; worked out anew, since every answer changes it."""
    found, saved = assessment(state), past.past(state)
    return other_answers.meanings(
        sign,
        found.answers,
        _behind(state, found.dataset, found.window, found.readings),
        found.model,
        seed=saved.view.seed if saved else DEFAULT_SEED,
        as_of=found.window.as_of or past.today(state),
    )


def _behind(state: State, data: Dataset, days: Window, known: Mapping[str, Reading]) -> Mapping[str, Reading]:
    """Readings that bear on the signs, of new business where the signs ask so."""
    answers = state.draft.answers
    return _READINGS.get(
        ("evidence", data.fingerprint, repr(days), _counting(answers)),
        state.files.hashes,
        lambda: evidence_readings(data, days, have=known, said=answers, today=past.today(state)),
    )


def _readings(state: State, data: Dataset, days: Window) -> Mapping[str, Reading]:
    answers = state.draft.answers
    return _READINGS.get(
        (data.fingerprint, repr(days), _counting(answers)),
        state.files.hashes,
        lambda: measure(
            data,
            window=days,
            slices=(Slice.MONTH,),
            today=past.today(state),
            facts=answers.context.figures,
            definitions=answers.definitions,
            rivals=evidence_metrics(),
        ),
    )


def _last(state: State, days: Window) -> DatedReadings | None:
    """The latest assessment before these days that the opened one knows."""
    saved = past.past(state)
    return last_before(saved.history, days.as_of) if saved else None


def _changes(
    state: State, data: Dataset, days: Window, known: Mapping[str, Reading], against: Comparison
) -> Mapping[str, Change]:
    last, facts = _last(state, days), state.draft.answers.context.figures
    defined = tuple(reading.definition for reading in known.values())
    return _CHANGES.get(
        (data.fingerprint, repr(days), against, state.files.saved_hash, repr(facts), defined),
        state.files.hashes,
        lambda: changes(data, known, days, against, last, today=past.today(state), facts=facts),
    )


def changed(state: State, found: Assessment, metric: str, way: Slice | None) -> Changed | None:
    """The parts of a metric's change since the earlier period, split by one way of grouping."""
    against = found.against
    if against is None:
        return None
    chosen, today = found.readings[metric].definition, past.today(state)
    return _CHANGED.get(
        (metric, found.dataset.fingerprint, repr(found.window), against, way, chosen),
        state.files.hashes,
        lambda: what_changed(found.dataset, metric, found.window, against, way=way, definition=chosen, today=today),
    )


def forget(state: State) -> None:
    """Drops everything on this server that was made from the draft's files."""
    for opening in state.openings.values():
        opening.stop()
    stop_interpreting(state)
    own = (_OPENED, _DATASETS, _PREVIEWS, _READINGS, _CHANGES, _CHANGED, _RECONCILED, _CHARTS)
    for shelf in (past.SAVED, past.THEN, invested.SHELF, reported.SHELF, reported.LETTERS, *own):
        shelf.drop(state.all_hashes)
