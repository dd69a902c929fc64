"""Activities: how long they took, whatever the unit."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.draft import Draft
from revops.intake.durations import write_durations_as_numbers
from revops.intake.filling.filling import Filling, fill_plain
from revops.intake.money import read_numbers
from revops.intake.names import fold

_MINUTES = {"hours": 60.0, "seconds": 1 / 60}


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


activities = Filling(fill=_fill)
