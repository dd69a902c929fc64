"""Totals above what they add up, as a pivot table in its compact form writes them: each group is led by its sum."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from revops.intake.arrow import Mask, whole
from revops.intake.dates import FEWEST_MONTHS
from revops.intake.rows import Rows
from revops.intake.totals import SLACK, numbers_of

LED = "LED_TOTAL_ROW"
MOST_CHECKED = 5_000
"""Rows beyond which nobody writes groups by hand."""
FEWEST_GROUPS, FEWEST_SUMMED = 2, 2
"""Groups that have to be there, and records of which one of them at least has to be the sum."""

Numbers = npt.NDArray[np.float64]


def led_totals(rows: Rows, known: Mask) -> Mask:
    """Rows of a month matrix that hold in every month the sums of those below, where they part the whole sheet.

    Args:
        rows: All rows below the header.
        known: Those that are totals already.
    """
    found = np.zeros(len(rows), dtype=bool)
    left = np.flatnonzero((rows.counts > 0) & ~known)
    if len(rows.months) < FEWEST_MONTHS or not FEWEST_GROUPS * FEWEST_SUMMED <= len(left) <= MOST_CHECKED:
        return found
    columns = [numbers_of(whole(rows.body.column(at))) for at in rows.months]
    values = np.nan_to_num(np.column_stack(columns))[left]
    groups = _groups(values)
    if len(groups) >= FEWEST_GROUPS and any(_is_proof(values, start, end) for start, end in groups):
        found[left[[start for start, _ in groups]]] = True
    return found


def _groups(values: Numbers) -> list[tuple[int, int]]:
    """First and last row of groups that are led by their sum; none where not all rows stand in one."""
    running = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, axis=0)])
    is_blank = (values == 0).all(axis=1)
    groups, start = [], 0
    while start < len(values):
        sums = running[start + 2 :] - running[start + 1]
        is_sum = (np.abs(sums - values[start]) <= SLACK * np.maximum(1.0, np.abs(sums))).all(axis=1)
        if is_blank[start] or not is_sum.any():
            return []
        end = start + 2 + int(is_sum.argmax())
        while end < len(values) and is_blank[end]:
            end += 1
        groups.append((start, end))
        start = end
    return groups


def _is_proof(values: Numbers, start: int, end: int) -> bool:
    """Whether a sum is one of several records, and not the same in all months: chance does not write it."""
    summed = int(values[start + 1 : end].any(axis=1).sum())
    return summed >= FEWEST_SUMMED and len(set(np.round(values[start], 2).tolist())) > 1
