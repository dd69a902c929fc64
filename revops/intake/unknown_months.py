"""Months of recurring revenue that nobody knows: not known is not nothing, so that no churn is made of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.draft import Draft
from revops.intake.names import unknowns

GOES_ON = "what was paid the month before goes on"
NOTHING = "nothing is paid"
_HINT = (
    "No amount can be read there, and what the same customer paid the month before goes on until then: fill the cell."
)
_SERIES = ("customer", "subscription_id", "plan", "segment")


def says_unknown(cells: Cells) -> Mask:
    """Which cells say that something is not known, rather than that there is nothing."""
    return mask_of(pc.is_in(pc.utf8_lower(cells), value_set=pa.array(sorted(unknowns()))))


def stops(draft: Draft, count: int, example: str) -> bool:
    """Whether the user says that nothing is paid in months that are not known; until then it goes on, and is told.

    Args:
        draft: The sheet.
        count: How many months of customers say so.
        example: What one of them says.
    """
    times = f"{count:,} month{'s' * (count > 1)} of customers"
    because = f"{times} say “{example}” or the like: not known is not the same as nothing."
    return draft.decide("mrr", because, f"What does “{example}” in a month mean?", (GOES_ON, NOTHING)) == NOTHING


def go_on(draft: Draft) -> None:
    """Fills months of a ledger whose amount nobody knows with what the same customer paid the month before."""
    encoded, cells = draft.encoded("mrr"), draft.text("mrr")
    if encoded is None or cells is None:
        return
    worded = says_unknown(cells)
    if worded.any() and stops(draft, int(worded.sum()), str(cells[int(worded.argmax())])):
        worded = np.zeros(draft.height, dtype=bool)
    unknown = mask_of(pc.is_null(draft.value("mrr"))) & (worded | mask_of(pc.is_valid(encoded.places)))
    if not unknown.any():
        return
    amounts = pc.if_else(pa.array(unknown), _before(draft), draft.value("mrr"))
    draft.columns["mrr"] = amounts
    known = unknown & mask_of(pc.is_valid(amounts))
    draft.warn("UNKNOWN_AMOUNT", known, column="mrr", example=draft.shown("mrr", known), hint=_HINT)


def _before(draft: Draft) -> Cells:
    """Per row the last amount known of the same series of months, as long as none of its months is missing."""
    frame = pa.table({name: draft.value(name) for name in (*_SERIES, "mrr")}).to_pandas()
    frame["month"] = draft.value("started_on").fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[M]")
    frame["series"] = frame.groupby(list(_SERIES), dropna=False, sort=False).ngroup()
    frame["month"] = frame["month"].to_numpy().astype("datetime64[M]").astype(np.int64)
    frame = frame.sort_values(["series", "month"], kind="stable")
    is_new = (frame["series"].diff() != 0) | ~frame["month"].diff().isin((0, 1))
    return pa.array(frame.groupby(is_new.cumsum())["mrr"].ffill().sort_index(), from_pandas=True)
