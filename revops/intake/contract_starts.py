"""A "Start date" of a deal that is the first day of its contract rather than the day on which it was opened."""

from __future__ import annotations

from functools import cache

from revops.intake.arrow import mask_of, pc
from revops.intake.draft import Draft
from revops.intake.names import names_of, spellings, tight
from revops.intake.order_signs import days_in

CONTRACT, OPENED = "the first day of the contract", "the day on which the deal was opened"
_STARTS = ("start date", "ημερομηνία έναρξης", "تاريخ البدء", "تاریخ شروع", "開始日")
"""Names of the day of opening that also name the start of a contract."""
_MOST = 0.5
"""Part of the deals with both days from which starts after the close are those of contracts."""


def leave_out_contract_start(draft: Draft) -> None:
    """Leaves out a start that lies after the close, and asks where only the end of something stands beside it."""
    match = draft.matches.get("opened_on")
    if match is None or match.confidence == 1 or draft.export is not None or not _is_start(match.header):
        return
    if _follows_close(draft):
        draft.notes.append(f"“{match.header}” lies after the close: it is the start of contracts, and not used")
    elif not _has_end(draft) or _asked(draft, match.header) == OPENED:
        return
    del draft.matches["opened_on"]


def _asked(draft: Draft, header: str) -> str:
    because = f"“{header}” stands beside the end of something, and does not say what starts."
    return draft.decide("opened_on", because, f"What does “{header}” hold?", (CONTRACT, OPENED))


def _is_start(header: str) -> bool:
    return any(tight(reading) in _starts() for reading in spellings(header))


@cache
def _starts() -> frozenset[str]:
    return frozenset(map(tight, _STARTS))


def _follows_close(draft: Draft) -> bool:
    """Whether most deals with both days start after they were closed."""
    name = next((name for name in ("closed_on", "won_on") if name in draft.matches), None)
    if name is None:
        return False
    starts, closed = (days_in(draft, each, draft.is_day_first(each)) for each in ("opened_on", name))
    after, both = (
        mask_of(part).sum() for part in (pc.greater(starts, closed), pc.is_valid(pc.greater(starts, closed)))
    )
    return bool(both and after > _MOST * both)


def _has_end(draft: Draft) -> bool:
    """Whether a column of dates that nothing was read from is called the end."""
    ends = names_of("subscriptions").columns["ended_on"]
    return any(
        look.dates > _MOST and any(tight(reading) in ends for reading in spellings(header))
        for header, look in draft.free.items()
    )
