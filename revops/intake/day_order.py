"""Whether 03/04 is a day in April or in March: a property of the file, told by all its dates together."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.dates import Evidence, evidence, read_days
from revops.intake.dates_around import evidence_around
from revops.intake.draft import Draft
from revops.intake.names import kind_of
from revops.intake.spans import LOOKED_AT, ends_of
from revops.vocabulary import ColumnKind

_PERIODS = ("period", "month", "contract", "period_start", "started_on")
"""Columns and clues whose cells may hold both ends of a period."""


def decide_day_orders(drafts: Sequence[Draft]) -> None:
    """Decides for every draft of one file how its dates are read.

    Surest first: values that only one order can read, in the sheet, then in its file, then around its dates; the user;
    the order under which fewer dates contradict each other or lie in the future; custom. The last two are said as an
    assumption.
    """
    found = [_evidence(draft) for draft in drafts]
    all_found = sum(found, Evidence())
    misfits: tuple[int, int] | None = None
    for draft, own in zip(drafts, found, strict=True):
        sure = own.verdict if own.verdict is not None else all_found.verdict
        if _is_mixed(draft, own):
            sure = draft.choices.day_first
        elif sure is None and own.either:
            sure = _around(drafts).verdict
        sure = draft.choices.day_first if sure is None else sure
        if sure is not None:
            draft.day_first = sure
            continue
        if not own.either:
            draft.day_first = own.hyphens
            continue
        if misfits is None:
            each = [(_misfits(other, True), _misfits(other, False)) for other in drafts]
            misfits = sum(day for day, _ in each), sum(month for _, month in each)
        _assume(draft, own, *misfits)


def _assume(draft: Draft, own: Evidence, day_first: int, month_first: int) -> None:
    """Takes the order that contradicts itself less, else the one that the sign between the numbers speaks for."""
    by_sign = own.hyphens if own.verdict is None else own.verdict
    draft.day_first = by_sign if day_first == month_first else day_first < month_first
    doubtful = next(name for name in _date_names(draft) if evidence(_texts(draft, name)).either)
    orders = ("day first", "month first") if draft.day_first else ("month first", "day first")
    because = _why(draft, own)
    if day_first != month_first:
        fewer, more = sorted((day_first, month_first))
        because += f" {orders[1].capitalize()}, {_times(more)} out of order or in the future; {orders[0]}, {fewer}."
    draft.assume(
        doubtful,
        orders[0],
        because,
        "Does 03/04/2025 mean 3 April (day first) or March 4 (month first)?",
        orders,
    )


def _is_mixed(draft: Draft, own: Evidence) -> bool:
    """Whether dates with slashes prove both orders, and others of the sheet can be read both ways."""
    if not (own.day_first and own.month_first and own.either):
        return False
    slashed = [text for name in _date_names(draft) for text in _texts(draft, name) if "." not in text]
    found = evidence(slashed)
    return bool(found.day_first and found.month_first)


def _why(draft: Draft, own: Evidence) -> str:
    if _is_mixed(draft, own):
        return (
            "Some dates of this sheet can only be read day first, others only month first; the rest follow one order."
        )
    if own.day_first or own.month_first:
        return "Some dates of this sheet can be read both ways."
    return "Every date of this sheet can be read both ways."


def _around(drafts: Sequence[Draft]) -> Evidence:
    """What stands around the dates of all sheets of a file."""
    each = ([text for name in _date_names(draft) for text in _texts(draft, name)] for draft in drafts)
    return sum((evidence_around(draft, texts) for draft, texts in zip(drafts, each, strict=True)), Evidence())


def _times(count: int) -> str:
    return f"{count:,} date{' is' if count == 1 else 's are'}"


def _date_names(draft: Draft) -> list[str]:
    return [name for name in draft.matches if kind_of(draft.table, name) is ColumnKind.DATE]


def _texts(draft: Draft, name: str) -> list[str]:
    encoded = draft.encoded(name)
    return encoded.texts if encoded else []


def _evidence(draft: Draft) -> Evidence:
    """What all date columns of a sheet say about the order of day and month, and columns with both ends of a period."""
    return sum((evidence(_texts(draft, name)) for name in _date_names(draft)), evidence(_ends(draft)))


def _ends(draft: Draft) -> list[str]:
    """First and last days that stand in one cell."""
    texts = [text.slice(0, LOOKED_AT) for name in _PERIODS if (text := draft.text(name)) is not None]
    return [end for text in texts for cell in text.unique().drop_null().to_pylist() for end in ends_of(cell) or ()]


def _misfits(draft: Draft, day_first: bool) -> int:
    """Rows whose dates contradict each other, and beginnings that lie in the future, if read in that order."""
    days = {name: _days(draft, name, day_first) for name in _date_names(draft)}
    found = 0
    for earlier, later in draft.table.orders:
        if earlier in days and later in days:
            found += int(mask_of(pc.greater(days[earlier], days[later])).sum())
    for name in {earlier for earlier, _ in draft.table.orders} & set(days):
        found += int(mask_of(pc.greater(days[name], pa.scalar(draft.today, pa.date32()))).sum())
    return found


def _days(draft: Draft, name: str, day_first: bool) -> Cells:
    encoded = draft.encoded(name)
    assert encoded is not None  # noqa: S101
    return encoded.spread(pa.array(read_days(encoded.texts, day_first=day_first).days, pa.date32()))
