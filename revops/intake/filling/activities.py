"""Activities: how long they took, whatever the unit."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.durations import write_durations_as_numbers
from revops.intake.filling.filling import Filling, Matches, fill_plain
from revops.intake.money import read_numbers
from revops.intake.names import fold, tight

_MINUTES = {"hours": 60.0, "seconds": 1 / 60}
_TELLING = ("call", "meeting")
_MOST = 0.8
"""Part of the rows whose kind is one of activities, from which a list holds activities whatever it is called."""


def _fill(draft: Draft) -> None:
    _follow_header(draft)
    write_durations_as_numbers(draft, {"minutes": 1.0, **_MINUTES})
    fill_plain(draft)
    for unit, minutes in _MINUTES.items():
        encoded = draft.encoded(unit)
        if encoded is None or draft.has("minutes"):
            continue
        values = read_numbers(encoded.values).values
        draft.columns["minutes"] = encoded.spread(pa.array(values * minutes, pa.float64(), mask=np.isnan(values)))
        draft.matches["minutes"] = draft.matches[unit]


def _follow_header(draft: Draft) -> None:
    """Takes a duration for hours or seconds where its header says so, as in "Duration (h)"."""
    match = draft.matches.get("minutes")
    said = set(fold(match.header).split()) if match else set()
    for unit, listed in load("names/activities.toml")["units"].items():
        if match and said & set(map(fold, listed)):
            draft.matches.setdefault(unit, match)
            del draft.matches["minutes"]
            draft.notes.append(f"“{draft.matches[unit].header}” is in {unit}, and counts in minutes")
            return


def _tells(matches: Matches, block: Block) -> bool:
    """Whether a column names calls or meetings, and little else, beside who had them, when, and how long they took."""
    if not {"owner", "done_on", "kind"} <= set(matches) or not {"minutes", *_MINUTES} & set(matches):
        return False
    counts = plain(whole(block.body.column(matches["kind"].header))).drop_null().value_counts()
    known = {tight(word): kind for kind, listed in load("names/activities.toml")["cells"].items() for word in listed}
    found = [(known.get(tight(each["values"])), each["counts"]) for each in counts.to_pylist()]
    named = sum(count for kind, count in found if kind)
    return any(kind in _TELLING for kind, _ in found) and named >= _MOST * sum(count for _, count in found)


activities = Filling(fill=_fill, tells=_tells)
