"""Reports of a session's assessment: broken down further than the screens, and made when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from revops.assessment import Assessment
from revops.measure import measure
from revops.reading import Reading
from revops.report import SLICES, Options, written
from revops.ui import past
from revops.ui.shelf import Shelf
from revops.ui.state import State

SHELF: Final = Shelf[Mapping[str, Reading]](places=16)


def report(state: State, found: Assessment, ending: str, options: Options) -> bytes:
    """The report in one format.

    Args:
        state: Whose files it is made from.
        found: The assessment.
        ending: Of the file, such as ".html".
        options: What to put in.
    """
    return written(replace(found, readings=_broken_down(state, found)), ending, options)


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
