"""Contracts whose status and end disagree: active after their end, or ended on a day that nobody wrote down."""

from __future__ import annotations

import pyarrow as pa

from revops.intake.arrow import Mask, mask_of, pc
from revops.intake.draft import Draft, first_of
from revops.intake.names import tight, words

GO_ON, ENDED = "they go on: the status counts", "they have ended: the day counts"
CODE = "ACTIVE_AFTER_END"


def keep_active(draft: Draft) -> None:
    """Takes the end from contracts that are active after it, unless the user says that they are over; told and asked.

    A contract with a later one of the same customer has ended, whatever its status says.
    """
    encoded = draft.encoded("status")
    if encoded is None or draft.shape != "rows" or draft.export is not None or not draft.has("ended_on"):
        return
    active = [words("subscription_states").get(tight(text)) == "active" for text in encoded.texts]
    passed = pc.less_equal(draft.value("ended_on"), pa.scalar(draft.today, pa.date32()))
    mask = mask_of(encoded.spread(pa.array(active, pa.bool_()))) & mask_of(passed) & draft.in_use
    mask &= ~is_followed(draft)
    if not mask.any():
        return
    status, header = draft.shown("status", mask), draft.matches["ended_on"].header
    because = f"Contracts that say “{status}” and whose day under “{header}” has passed: {int(mask.sum()):,}."
    question = f"Do contracts that say “{status}” go on after their day under “{header}”?"
    draft.warn(CODE, mask, column="ended_on", example=draft.shown("ended_on", mask))
    if draft.decide("ended_on", because, question, (GO_ON, ENDED), of="active") == GO_ON:
        ends = draft.value("ended_on")
        draft.columns["ended_on"] = pc.if_else(pa.array(mask), pa.scalar(None, ends.type), ends)


def leave_out_ended(draft: Draft) -> None:
    """Sets contracts aside whose status, or flag such as "Cancelled?", says that they have ended, without a day."""
    if draft.shape != "rows" or draft.export is not None:
        return
    blank = mask_of(pc.is_null(draft.value("ended_on"))) & draft.in_use
    for name, section, said in (("status", "subscription_states", "ended"), ("is_ended", "flags", "yes")):
        encoded = draft.encoded(name)
        if encoded is None:
            continue
        ended = encoded.spread(
            pa.array([words(section).get(tight(text)) == said for text in encoded.texts], pa.bool_())
        )
        mask = mask_of(ended) & blank & draft.in_use
        draft.set_aside("END_UNKNOWN", mask, column="ended_on", example=first_of(encoded.spread(encoded.values), mask))


def is_followed(draft: Draft) -> Mask:
    """Which contracts have a later one of the same customer."""
    frame = pa.table({name: draft.value(name) for name in ("customer", "started_on")}).to_pandas()
    starts = frame["started_on"].astype("datetime64[s]")
    latest = starts.groupby(frame["customer"], dropna=False).transform("max")
    followed: Mask = (starts < latest).to_numpy()
    return followed
