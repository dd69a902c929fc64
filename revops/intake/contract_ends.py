"""Ends of contracts that have a start and a length and no column for their end, such as "12 months" under "Term"."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import mask_of, pc
from revops.intake.contract_terms import term_of, write_terms_as_months
from revops.intake.draft import Draft
from revops.intake.money import Floats, read_numbers
from revops.intake.months import Days
from revops.intake.still_active import is_followed

RENEWED, ENDED = "they were renewed and go on", "they ended then"
_MOST_MONTHS = 1200
_HINT = "Write it as a number of months such as 12; the contract counts without an end until then."


def end_by_terms(draft: Draft) -> None:
    """Ends contracts on the first day after their term, where a column gives its length and none its last day."""
    decided = {choice.column for choice in draft.choices.columns if choice.table == draft.table.key}
    is_open = draft.shape == "rows" and draft.export is None and "ended_on" not in decided
    match = term_of(draft.matches, draft.block) if is_open else None
    if match is None:
        return
    draft.matches["term_months"] = match
    write_terms_as_months(draft)
    encoded = draft.encoded("term_months")
    assert encoded is not None  # noqa: S101
    values = read_numbers(encoded.values).values
    lost = np.isnan(values)
    example = encoded.first(lost)
    draft.note(
        "UNPARSED_NUMBER", mask_of(encoded.spread(pa.array(lost))), column="ended_on", example=example, hint=_HINT
    )
    months = encoded.spread(pa.array(values, pa.float64(), from_pandas=True)).to_numpy(zero_copy_only=False)
    starts = draft.value("started_on").to_numpy(zero_copy_only=False).astype("datetime64[D]")
    draft.columns["ended_on"] = pa.array(_ends(starts, months), pa.date32(), from_pandas=True)
    draft.matches["ended_on"] = match
    draft.notes.append(f"contracts end after the time under “{match.header}”, counted from their start")


def _ends(starts: Days, months: Floats) -> Days:
    """The same day so many whole months later, or the last one of a shorter month."""
    is_told = ~np.isnat(starts) & (months >= 1) & (months <= _MOST_MONTHS) & (months == np.round(months))
    first = starts.astype("datetime64[M]")
    later: npt.NDArray[np.datetime64] = first + np.where(is_told, months, 0).astype(np.int64)
    same = later.astype("datetime64[D]") + (starts - first.astype("datetime64[D]"))
    last = (later + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.where(is_told, np.minimum(same, last), np.datetime64("NaT", "D"))


def keep_renewed(draft: Draft) -> None:
    """Asks about contracts whose term is over, where neither a status nor a later contract says what became of them."""
    if "term_months" not in draft.matches or "status" in draft.matches:
        return
    followed = is_followed(draft)
    passed = mask_of(pc.less_equal(draft.value("ended_on"), pa.scalar(draft.today, pa.date32())))
    mask = passed & ~followed & draft.in_use
    if not mask.any():
        return
    header, are_listed = draft.matches["term_months"].header, bool((passed & followed).any())
    because = f"Contracts whose time under “{header}” is over, and no later one of the same customer: {mask.sum():,}."
    options = (ENDED, RENEWED) if are_listed else (RENEWED, ENDED)
    question = "Did contracts end when their time was over?"
    if draft.decide("ended_on", because, question, options, of="terms") == RENEWED:
        ends = draft.value("ended_on")
        draft.columns["ended_on"] = pc.if_else(pa.array(mask), pa.scalar(None, ends.type), ends)
