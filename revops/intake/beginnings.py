"""Days long before all others: nobody imports a deal from before the company was there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from revops.intake.arrow import Cells, Mask, pc
from revops.intake.draft import Draft, first_of
from revops.intake.events import Numbers, by_table, events, pooled

FEWEST_DAYS = 10
"""Days below which nothing is said about what is usual."""
PART_OUTSIDE, FEWEST_OUTSIDE = 0.05, 2
"""Part of the days, and days at least, that may lie before the bulk."""
DOUBTED, IMPOSSIBLE = (3, 2.0), (10, 3.0)
"""Years before the bulk, and lengths of the bulk, from which a day is told, and from which it counts as blank."""
MISTAKE, RIGHT = "a mistake, blank until it is corrected", "right as it stands"
_A_YEAR = 365.25
_HINT = "This day lies decades before all others in the files: correct the year, or say that it is right."


def check_beginnings(drafts: Sequence[Draft]) -> None:
    """Tells events long before the bulk of every table; those of decades before count as blank, and are asked about.

    The bulk leaves out a twentieth of a table's days on both sides, and at least the first two.
    """
    bulks = [_bulk(days) for group in by_table(drafts).values() if len(days := pooled(group)) >= FEWEST_DAYS]
    if not bulks:
        return
    doubted, impossible = (min(_limit(*bulk, *how_far) for bulk in bulks) for how_far in (DOUBTED, IMPOSSIBLE))
    for draft in drafts:
        for name, days in list(events(draft)):
            impossible_days = _before(draft, days, impossible)
            if not impossible_days.any() or _leave_out(draft, name, days, impossible_days):
                early = _before(draft, draft.value(name), doubted)
                draft.warn("BEFORE_COMPANY", early, column=name, example=first_of(days, early))


def _bulk(days: Numbers) -> tuple[int, int]:
    outside = int(PART_OUTSIDE * len(days))
    return int(days[max(FEWEST_OUTSIDE, outside)]), int(days[-1 - outside])


def _limit(low: int, high: int, years: float, lengths: float) -> float:
    return low - max(years * _A_YEAR, lengths * (high - low))


def _before(draft: Draft, days: Cells, limit: float) -> Mask:
    numbers = pc.fill_null(days.cast("int32"), np.iinfo(np.int32).max).to_numpy(zero_copy_only=False)
    before: Mask = (numbers < limit) & draft.in_use
    return before


def _leave_out(draft: Draft, name: str, days: Cells, early: Mask) -> bool:
    """Blanks days, or sets aside rows that cannot do without; false where the user says that they are right."""
    example = draft.shown(name, early)
    header = draft.matches[name].header if name in draft.matches else name
    because = f"“{header}” holds {example}, decades before all other days in the files."
    if draft.decide(name, because, f"What is a day such as {example}?", (MISTAKE, RIGHT)) == RIGHT:
        return False
    if draft.table.column(name).required:
        draft.set_aside("BEFORE_COMPANY", early, column=name, example=example, hint=_HINT)
        return True
    draft.note("BEFORE_COMPANY", early, column=name, example=example, hint=_HINT)
    draft.columns[name] = pc.if_else(early, None, days)
    return True
