"""Rows of a month matrix below its total: records that came later, or lines made for something else."""

from __future__ import annotations

import numpy as np

from revops.intake.arrow import Mask
from revops.intake.draft import Draft
from revops.intake.totals import TOTAL

RECORDS, OTHERS = "records that count", "something else, which is left out"
OF_ROWS = "below the total"
MOST_BELOW = 5
"""Rows below a total; where there are more of them, a list goes on."""


def ask_about_rows_below_totals(draft: Draft) -> None:
    """Asks whether the few rows below the last total are records, which it does not add up; they count until then."""
    mask = _below(draft)
    declared = draft.table.matrix
    name = next((name for name in declared.labels if name in draft.matches), None) if declared else None
    if name is None or not mask.any():
        return
    labels = (draft.text(name) or draft.block.body.column(0)).filter(mask).to_pylist()
    named = ", ".join(f"“{label or ''}”" for label in labels)
    verb = "stands" if len(labels) == 1 else "stand"
    because = f"{named} {verb} below the total, which does not add {'it' if len(labels) == 1 else 'them'} up."
    question = f"What {'is' if len(labels) == 1 else 'are'} {named} below the total?"
    if draft.decide(name, because, question, (RECORDS, OTHERS), of=OF_ROWS) == OTHERS:
        draft.set_aside("OTHER_RECORD", mask, column=None, example=labels[0])


def _below(draft: Draft) -> Mask:
    """Which rows stand below the last total, where they are few beside those above it."""
    none = np.zeros(draft.height, dtype=bool)
    left = draft.block.left_out
    totals = left.rows[left.codes == TOTAL] if left is not None else []
    if not len(totals):
        return none
    below: Mask = draft.block.rows > max(totals)
    is_few = 0 < below.sum() <= min(MOST_BELOW, (~below).sum())
    return below if is_few else none
