"""Ends of contracts that are the last day paid for, told from those that are the first day no longer paid for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, pc
from revops.intake.draft import Draft
from revops.intake.months import Days, whole_months

Numbers = npt.NDArray[np.int64]

LAST_DAY = "the last day that is paid for"
DAY_AFTER = "the first day no longer paid for"
MOST = 0.5
"""Part of all ends that have to speak for last days before they are taken for such."""
_DAYS_A_MONTH = 365.25 / 12
_ANY = np.datetime64("2000-01-01", "D")
MOST_DAYS = 10_000_000
"""More than the days of any calendar since 1970."""


def end_after_last_days(draft: Draft) -> None:
    """Moves ends that are last days to the day after, where the data or the user say that they are.

    Contracts that run for whole months, or up to the day before the next one of the same customer, end on last days
    if that holds for most of them, and for more than it would if the day itself were the first one free.
    """
    if draft.shape != "rows" or draft.export is not None or not draft.has("ended_on"):
        return
    known = draft.choices.settled.get("subscriptions.ended_on")
    after, upto = _evidence(draft)
    ends = draft.height - draft.value("ended_on").null_count
    if known is None and (after < MOST * ends or after <= upto):
        return
    header = draft.matches["ended_on"].header
    said = known if known in (LAST_DAY, DAY_AFTER) else _asked(draft, header, after, upto, ends)
    if said == LAST_DAY:
        days = draft.value("ended_on")
        draft.columns["ended_on"] = pc.add(days.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())
        draft.notes.append(f"“{header}” holds last days: contracts end on the day after")


def _asked(draft: Draft, header: str, after: int, upto: int, ends: int) -> str:
    """What ends are; asked only where not all of them say the same."""
    if after == ends:
        return LAST_DAY
    because = f"{after:,} of the contracts end on the day before whole months are over, {upto:,} on the day after."
    question = f"Is a day under “{header}” still paid for?"
    return draft.decide("ended_on", because, question, (LAST_DAY, DAY_AFTER))


def _evidence(draft: Draft) -> tuple[int, int]:
    """How many ends speak for last days, and how many for days after."""
    customers = pc.fill_null(draft.value("customer").dictionary_encode().indices, -1).to_numpy().astype(np.int64)
    starts, ends = (_days(draft.value(name)) for name in ("started_on", "ended_on"))
    begins = _places(customers, starts)
    kept = (customers >= 0) & ~np.isnat(starts) & ~np.isnat(ends)
    customers, starts, ends = customers[kept], starts[kept], ends[kept]
    after, upto = (_fitting(customers, starts, last, begins) for last in (ends + 1, ends))
    return after, upto


def _days(values: Cells) -> Days:
    days: Days = values.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days


def _places(customers: Numbers, days: Days) -> Numbers:
    """Customer and day as one number."""
    return customers * MOST_DAYS + days.astype(np.int64)


def _fitting(customers: Numbers, starts: Days, ends: Days, begins: Numbers) -> int:
    """How many ends are whole months after the start, or the start of the same customer's next contract."""
    follows = np.isin(_places(customers, ends), begins)
    return int(((whole_months(starts, ends) > 0) | (follows & (ends > starts))).sum())


def months_between(draft: Draft) -> Cells:
    """Months of each contract, its last day included where that makes them whole; by days where nothing does."""
    starts, ends = (_days(draft.value(name)) for name in ("started_on", "ended_on"))
    known = ~np.isnat(starts) & ~np.isnat(ends) & (ends > starts)
    first, last = np.where(known, starts, _ANY), np.where(known, ends, _ANY)
    through, upto = whole_months(first, last + 1), whole_months(first, last)
    days = (last - first).astype(np.int64) + 1
    months = np.where(through > 0, through, np.where(upto > 0, upto, days / _DAYS_A_MONTH))
    return pa.array(months, pa.float64(), mask=~known)
