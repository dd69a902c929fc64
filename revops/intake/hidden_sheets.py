"""Sheets that nobody sees in a workbook and that hold the same table as one that can be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from revops.intake.draft import Draft
from revops.intake.upload import HIDDEN

COUNTS, LEFT_OUT = "its rows count as well", "it is left out"
CODE = "HIDDEN_SHEET"


def ask_about_hidden(drafts: Sequence[Draft]) -> None:
    """Asks whether a hidden sheet counts beside a visible one of its workbook that holds the same table."""
    seen = {(draft.file, draft.table.key): draft for draft in reversed(drafts) if HIDDEN not in draft.block.notes}
    for draft in drafts:
        beside = seen.get((draft.file, draft.table.key))
        if HIDDEN not in draft.block.notes or beside is None:
            continue
        because = (
            f"“{draft.block.sheet}” is hidden and holds the same table as “{beside.block.sheet}”: it may be an earlier "
            "copy. Of records that stand in both, the visible one counts."
        )
        question = f"Does the hidden sheet “{draft.block.sheet}” count?"
        if draft.decide("hidden_sheet", because, question, (COUNTS, LEFT_OUT)) == LEFT_OUT:
            draft.set_aside(CODE, np.ones(draft.height, dtype=bool), column=None)
