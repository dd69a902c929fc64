"""Lists of months in several sheets or files: those that go on from one to the next are read as one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from revops.intake.arrow import pc
from revops.intake.draft import Draft
from revops.intake.filling import filling_of
from revops.intake.matrices import SHAPE as MATRIX
from revops.intake.months import next_month
from revops.intake.movements import SHAPE as LEDGER
from revops.intake.movements import sum_movements
from revops.intake.periods import last_day
from revops.intake.shared_months import Pair, drop_shared_months, name_of

_SHAPES = (MATRIX, "ledger")


@dataclass(frozen=True)
class _Part:
    """One sheet of a list of months.

    Attributes:
        at: Its place among all sheets.
        draft: The sheet.
        rows: Its used rows, one per customer and month.
        first: The first month with an amount.
        last: The last one.
    """

    at: int
    draft: Draft
    rows: pa.Table
    first: date
    last: date

    @property
    def customers(self) -> set[str | None]:
        """Who stands in it."""
        return set(self.rows["customer"].to_pylist())


def finish_together(drafts: Sequence[Draft], rows: Sequence[pa.Table]) -> list[pa.Table]:
    """What the used rows of all sheets become in the end; months that lie in several sheets become periods together.

    A month at the end of a sheet is the edge of an extract only where no other sheet goes on with it: later months of
    some of the same customers, and none of the months before that count.

    Args:
        drafts: All sheets.
        rows: The used rows of each.
    """
    lists = [at for at, draft in enumerate(drafts) if _part(at, draft, rows[at])]
    left, once = drop_shared_months(drafts, rows, lists)
    parts = {at: part for at in lists if (part := _part(at, drafts[at], left[at]))}
    ledgers = [at for at, draft in enumerate(drafts) if draft.shape == LEDGER and left[at].num_rows]
    together = {*parts, *(ledgers if len(ledgers) > 1 else ())}
    finished = [
        found if at in together else filling_of(draft.table.key).finish(draft, found)
        for at, (draft, found) in enumerate(zip(drafts, left, strict=True))
    ]
    for group in _groups(list(parts.values()), once):
        for part, periods in zip(group, _finished(group), strict=True):
            finished[part.at] = periods
    if len(ledgers) > 1:
        for at, periods in zip(
            ledgers, _summed([drafts[at] for at in ledgers], [left[at] for at in ledgers]), strict=True
        ):
            finished[at] = periods
    return finished


def _summed(ledgers: Sequence[Draft], rows: Sequence[pa.Table]) -> list[pa.Table]:
    """The periods of movements in several sheets: what one of them adds, another takes away."""
    periods = sum_movements(ledgers, pa.concat_tables(rows))
    for draft in ledgers:
        draft.notes.append(f"{_listed(ledgers)} are read together as one list of movements")
    return _by_sheet(ledgers, periods)


def _part(at: int, draft: Draft, rows: pa.Table) -> _Part | None:
    """A sheet as part of a list of months; None where it is none or holds no amount."""
    declared = draft.table.matrix
    if draft.shape not in _SHAPES or declared is None or declared.amount != "mrr":
        return None
    paid = rows.filter(pc.not_equal(pc.fill_null(rows["mrr"], 0.0), 0.0))
    months = pc.min_max(paid["started_on"]).as_py()
    return _Part(at, draft, rows, months["min"], months["max"]) if months["min"] else None


def _groups(parts: Sequence[_Part], once: Container[Pair]) -> list[list[_Part]]:
    """Parts that go on from one to the next, each group in the order of time."""
    groups: list[list[_Part]] = []
    for part in sorted(parts, key=lambda part: (part.last, part.first)):
        before = (group for group in groups if _goes_on(group[-1], part, once))
        group = next(before, None)
        if group is None:
            groups.append([part])
        else:
            group.append(part)
    return groups


def _goes_on(part: _Part, after: _Part, once: Container[Pair]) -> bool:
    """Whether a list goes on in another: it counts once with it, or its customers pay later there."""
    return (part.at, after.at) in once or (part.last < after.first and bool(part.customers & after.customers))


def _finished(group: Sequence[_Part]) -> list[pa.Table]:
    """The periods of parts that are one list, each with the part that it begins in."""
    together = pa.concat_tables([part.rows for part in group] + _between(group))
    periods = filling_of(group[0].draft.table.key).finish(group[-1].draft, together)
    if len(group) == 1:
        return [periods]
    for part in group:
        part.draft.since, part.draft.until = part.first, last_day(part.rows)
        part.draft.notes.append(f"{_listed([part.draft for part in group])} are read together as one list of months")
    return _by_sheet([part.draft for part in group], periods)


def _listed(drafts: Sequence[Draft]) -> str:
    *first, last = (f"“{name_of(draft)}”" for draft in drafts)
    return f"{', '.join(first)} and {last}"


def _by_sheet(drafts: Sequence[Draft], periods: pa.Table) -> list[pa.Table]:
    """Periods with the sheet that each begins in."""
    left, found = np.ones(periods.num_rows, dtype=bool), []
    for draft in drafts:
        own = left & draft.has_rows(periods)
        found.append(periods.filter(pa.array(own)))
        left &= ~own
    return found


def _between(group: Sequence[_Part]) -> list[pa.Table]:
    """Months that lie in no sheet, between those of two, as the one before: nobody left in them."""
    filled = []
    for number, part in enumerate(group[1:]):
        before, month = group[number], next_month(group[number].last)
        ended = before.rows.filter(pc.equal(before.rows["started_on"], before.last))
        while month < part.first:
            at = ended.schema.get_field_index("started_on")
            days = pa.repeat(pa.scalar(month, pa.date32()), ended.num_rows)
            filled.append(ended.set_column(at, ended.schema.field(at), days))
            part.draft.notes.append(f"no sheet for {month:%Y-%m}: what was paid the month before goes on")
            month = next_month(month)
    return filled
