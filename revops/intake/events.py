"""The days of events over whole tables, as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells
from revops.intake.draft import Draft

Numbers = npt.NDArray[np.int64]


def events(draft: Draft) -> Iterator[tuple[str, Cells]]:
    """The columns of events of a sheet that hold a day."""
    for column in draft.table.columns:
        if column.is_event and draft.has(column.name):
            yield column.name, draft.value(column.name)


def _past(days: Cells, draft: Draft) -> Numbers:
    """The days up to today of used rows, as numbers."""
    kept = (days if draft.in_use.all() else days.filter(pa.array(draft.in_use))).drop_null()
    numbers: Numbers = kept.cast(pa.int32()).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers[numbers <= _number(draft.today)]


def _number(day: date) -> int:
    """A day as days since 1970."""
    return (day - date(1970, 1, 1)).days


def by_table(drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
    """The sheets of each table."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.table.key, []).append(draft)
    return found


def pooled(drafts: Iterable[Draft]) -> Numbers:
    """All days of events of used rows up to today, as numbers in order."""
    parts = [_past(days, draft) for draft in drafts for _, days in events(draft)]
    return np.sort(np.concatenate(parts)) if parts else np.array([], dtype=np.int64)
