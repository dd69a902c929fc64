"""Ends of contracts that are the last day paid for, told from those that are the first day no longer paid for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, pc
from revops.intake.dates import read_days
from revops.intake.draft import Draft
from revops.intake.months import Days, last_of_month, whole_months

Numbers = npt.NDArray[np.int64]

LAST_DAY = "the last day that is paid for"
DAY_AFTER = "the first day no longer paid for"
WITH_MONTH, WITHOUT_MONTH = "that month is still paid for", "that month is no longer paid for"
MOST = 0.5
"""Part of all ends that have to speak for last days before they are taken for such."""
FEWEST_CLOSING = 3
"""Ends on last days of months that no chance would put there."""
_DAYS_A_MONTH = 365.25 / 12
_ANY = np.datetime64("2000-01-01", "D")
MOST_DAYS = 10_000_000
"""More than the days of any calendar since 1970."""


def end_after_last_days(draft: Draft) -> None:
    """Moves ends that are last days to the day after, where the data or the user say that they are.

    Contracts that run for whole months, or up to the day before the next one of the same customer, end on last days
    if that holds for most of them, and for more than it would if the day itself were the first one free. So do those
    that mostly end on the last day of a month.
    """
    is_made = "term_months" in draft.matches
    if draft.shape != "rows" or draft.export is not None or is_made or not draft.has("ended_on"):
        return
    _end_after_months(draft)
    known = draft.choices.settled.get("subscriptions.ended_on")
    if (known if known in (LAST_DAY, DAY_AFTER) else _by_data(draft)) == LAST_DAY:
        header = draft.matches["ended_on"].header
        days = draft.value("ended_on")
        draft.columns["ended_on"] = pc.add(days.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())
        draft.notes.append(f"“{header}” holds last days: contracts end on the day after")


def _end_after_months(draft: Draft) -> None:
    """Ends that name a month and no day, as "Dec 2025" does: that month is paid for unless the user says otherwise."""
    encoded = draft.encoded("ended_on")
    if encoded is None:
        return
    is_month = read_days(encoded.texts, day_first=draft.day_first).is_month
    if not is_month.any():
        return
    example, header = encoded.texts[int(np.argmax(is_month))], draft.matches["ended_on"].header
    because = f"“{example}” under “{header}” names a month and no day."
    question = f"Is “{example}” under “{header}” still paid for?"
    if draft.decide("ended_on", because, question, (WITH_MONTH, WITHOUT_MONTH), of="months") == WITH_MONTH:
        days = draft.value("ended_on")
        following = pc.add(last_of_month(days).cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())
        draft.columns["ended_on"] = pc.if_else(encoded.spread(pa.array(is_month)), following, days)


def _by_data(draft: Draft) -> str:
    """What ends are; asked only where they speak for last days and not all of them do."""
    after, upto = _evidence(draft)
    ends = draft.height - draft.value("ended_on").null_count
    closing = _closing(draft)
    if after == ends and after > upto:
        return LAST_DAY
    if after >= MOST * ends and after > upto:
        because = f"{after:,} of the contracts end on the day before whole months are over, {upto:,} on the day after."
    elif closing >= max(FEWEST_CLOSING, MOST * ends):
        because = f"{closing:,} of {ends:,} contracts end on the last day of a month."
    else:
        return DAY_AFTER
    question = f"Is a day under “{draft.matches['ended_on'].header}” still paid for?"
    return draft.decide("ended_on", because, question, (LAST_DAY, DAY_AFTER))


def _closing(draft: Draft) -> int:
    """How many ends are last days of months."""
    days = draft.value("ended_on")
    return int(pc.sum(pc.equal(days, last_of_month(days))).as_py() or 0)


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
