"""What the dates of a sheet say together about day or month first, where each of them can be read both ways.

Nothing happens in the future, nor after the day on which a file was made; what ends does not end before it begins; and
rows that stand in the order of time under one reading alone were written so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.dates import Days, evidence, read_days
from revops.intake.dates_around import DATE_INSIDE
from revops.intake.draft import Draft
from revops.intake.names import kind_of
from revops.intake.outcomes import outcome_of
from revops.vocabulary import ColumnKind, DealOutcome

ENOUGH = 2
"""Dates that cannot be under one order, while all can be under the other, from which nobody has to be asked."""
_FEWEST_IN_ORDER = 6
"""Different days from which rows that stand in the order of time do not do so by chance."""
_LOOKED_AT = 20_000
"""Rows whose order is looked at."""
_OVER = (DealOutcome.WON.value, DealOutcome.LOST.value)


@dataclass(frozen=True)
class Misfits:
    """What does not fit if dates are read in one order.

    Attributes:
        ahead: Dates of events that lie in the future, or after the last day that the lines above the header name.
        crossed: Rows whose dates contradict each other.
    """

    ahead: int = 0
    crossed: int = 0

    def __add__(self, other: Misfits) -> Misfits:
        return Misfits(self.ahead + other.ahead, self.crossed + other.crossed)

    @property
    def count(self) -> int:
        """All of them."""
        return self.ahead + self.crossed


def date_columns(draft: Draft) -> list[str]:
    """Columns and clues of a sheet that hold dates."""
    return [name for name in draft.matches if kind_of(draft.table, name) is ColumnKind.DATE]


def texts_of(draft: Draft, name: str) -> list[str]:
    """The different cells of a column."""
    encoded = draft.encoded(name)
    return encoded.texts if encoded else []


def misfits(draft: Draft, day_first: bool) -> Misfits:
    """What does not fit in a sheet if its dates are read in that order."""
    days = {name: days_in(draft, name, day_first) for name in date_columns(draft)}
    pairs = [pair for pair in draft.table.orders if days.keys() >= set(pair)]
    crossed = sum(int(mask_of(pc.greater(days[earlier], days[later])).sum()) for earlier, later in pairs)
    last = _last_day(draft, day_first)
    events = [name for name in days if _is_event(draft, name)]
    late = [
        mask_of(pc.greater(days[name], pa.scalar(last, pa.date32()))) & _has_happened(draft, name) for name in events
    ]
    return Misfits(ahead=sum(int(mask.sum()) for mask in late), crossed=crossed)


def in_order(drafts: Sequence[Draft]) -> bool | None:
    """Whether rows stand in the order of time day first alone, or month first alone; None where neither is so."""
    told = {is_first for draft in drafts for name in date_columns(draft) for is_first in _only_order(draft, name)}
    return told.pop() if len(told) == 1 else None


def _only_order(draft: Draft, name: str) -> list[bool]:
    """The one order under which a column goes up or down, but for columns that are sorted as text is."""
    encoded = draft.encoded(name)
    if encoded is None or evidence(encoded.texts).either < _FEWEST_IN_ORDER:
        return []
    rows = encoded.spread(pa.array(encoded.texts, pa.string()))
    written = rows.slice(0, _LOOKED_AT).drop_null().to_pylist()
    if _is_sorted(np.array(written)):
        return []
    found = [is_first for is_first in (True, False) if _is_in_order(encoded.texts, written, is_first)]
    return found if len(found) == 1 else []


def _is_in_order(texts: Sequence[str], written: Sequence[str], day_first: bool) -> bool:
    days: Days = read_days(texts, day_first=day_first).days
    read = dict(zip(texts, days, strict=True))
    return not np.isnat(days).any() and _is_sorted(np.array([read[text] for text in written]))


def _is_sorted(values: np.ndarray) -> bool:
    return bool((values[1:] >= values[:-1]).all() or (values[1:] <= values[:-1]).all())


def _last_day(draft: Draft, day_first: bool) -> date:
    """The day after which nothing has happened: today, or the last one that stands above the header."""
    found = [match[0] for line in draft.block.above for match in DATE_INSIDE.finditer(line)]
    days = [day for day in read_days(found, day_first=day_first).days.tolist() if day is not None]
    return min(draft.today, max(days, default=draft.today))


def _is_event(draft: Draft, name: str) -> bool:
    table = draft.table
    return table.has(name) and table.column(name).is_event and not table.may_be_planned


def _has_happened(draft: Draft, name: str) -> Mask:
    """Which rows have an event behind them: deals may still be expected to close."""
    happened = np.ones(draft.height, dtype=bool)
    if (draft.table.key, name) != ("deals", "closed_on"):
        return happened
    told = [encoded for column in ("stage", "status") if (encoded := draft.encoded(column))]
    over = [each.spread(pa.array([outcome_of(text) in _OVER for text in each.texts], pa.bool_())) for each in told]
    return np.logical_or.reduce([mask_of(each) for each in over]) if over else ~happened


def days_in(draft: Draft, name: str, day_first: bool) -> Cells:
    """The days of a column read in one order; nothing is reported."""
    encoded = draft.encoded(name)
    assert encoded is not None  # noqa: S101
    return encoded.spread(pa.array(read_days(encoded.texts, day_first=day_first).days, pa.date32()))
