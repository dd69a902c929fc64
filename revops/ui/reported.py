"""Reports of a session's assessment: broken down further than the screens, and made when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa

from revops.assessment import Assessment
from revops.dataset import Dataset
from revops.measure import measure
from revops.reading import Reading
from revops.report import SLICES, Options, written
from revops.report.letters import beyond_latin
from revops.ui import past
from revops.ui.shelf import Shelf
from revops.ui.state import State

SHELF: Final = Shelf[Mapping[str, Reading]](places=16)
LETTERS: Final = Shelf[str](places=16)


def report(state: State, found: Assessment, ending: str, options: Options) -> bytes:
    """The report in one format.

    Args:
        state: Whose files it is made from.
        found: The assessment.
        ending: Of the file, such as ".html".
        options: What to put in.
    """
    return written(replace(found, readings=_broken_down(state, found)), ending, options)


def letters(state: State, found: Assessment, options: Options) -> str:
    """Letters beyond Latin in the files and in what is chosen, each once; fonts of some machines lack them."""
    in_files = LETTERS.get(found.dataset.fingerprint, state.files.hashes, lambda: beyond_latin(_texts(found.dataset)))
    return beyond_latin((in_files, options.title, options.client))


def _texts(dataset: Dataset) -> Iterator[str]:
    for table in dataset.tables.values():
        for column in table.columns:
            kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
            if pa.types.is_string(kind) or pa.types.is_large_string(kind):
                yield from filter(None, column.unique().to_pylist())


def _broken_down(state: State, found: Assessment) -> Mapping[str, Reading]:
    answers = found.answers
    counting = repr((answers.context.figures, sorted(answers.definitions.items())))
    key = (found.dataset.fingerprint, repr(found.window), tuple(found.readings), counting)
    return SHELF.get(
        key,
        state.files.hashes,
        lambda: measure(
            found.dataset,
            keys=tuple(found.readings),
            window=found.window,
            slices=SLICES,
            today=past.today(state),
            facts=answers.context.figures,
            definitions=answers.definitions,
        ),
    )
