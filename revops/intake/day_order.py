"""Whether 03/04 is a day in April or in March: a property of the file, told by all its dates together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revops.intake.column_orders import decide_by_columns
from revops.intake.dates import Evidence, evidence
from revops.intake.dates_around import evidence_around
from revops.intake.draft import Draft
from revops.intake.order_signs import ENOUGH, Misfits, date_columns, in_order, misfits, texts_of
from revops.intake.spans import LOOKED_AT, ends_of

_PERIODS = ("period", "month", "contract", "period_start", "started_on")
"""Columns and clues whose cells may hold both ends of a period."""


def decide_day_orders(drafts: Sequence[Draft]) -> None:
    """Decides for every draft of one file how its dates are read.

    Columns that prove different orders are each read in their own.

    Surest first: values that only one order can read, in the sheet, then in its file, then around its dates; the user;
    the order without which several dates lie in the future or the rows in no order, which is told; the one under which
    fewer dates contradict each other; custom. The last two are said as an assumption.
    """
    drafts = [draft for draft in drafts if not decide_by_columns(draft)]
    found = [_evidence(draft) for draft in drafts]
    all_found = sum(found, Evidence())
    signs: Signs | None = None
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
        if signs is None:
            signs = _signs(drafts)
        if signs.verdict is not None and not _is_mixed(draft, own):
            draft.day_first = signs.verdict
            draft.notes.append(f"{_example(draft)} is read {signs.told}")
            continue
        _assume(draft, own, signs)


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What all dates of a file say together where each can be read both ways.

    Attributes:
        day_first: What does not fit day first.
        month_first: What does not fit month first.
        in_order: The one order under which rows stand in the order of time.
    """

    day_first: Misfits
    month_first: Misfits
    in_order: bool | None

    @property
    def verdict(self) -> bool | None:
        """Whether days come first; None where that has to be asked."""
        for order, fits, other in ((True, self.day_first, self.month_first), (False, self.month_first, self.day_first)):
            if not fits.count and (other.ahead >= ENOUGH or self.in_order is order):
                return order
        return None

    @property
    def likelier(self) -> bool | None:
        """The order under which fewer dates do not fit."""
        day, month = self.day_first.count, self.month_first.count
        return self.in_order if day == month else day < month

    @property
    def told(self) -> str:
        """The order that has to be, and why."""
        taken, other = _orders(bool(self.verdict))
        ahead = (self.month_first if self.verdict else self.day_first).ahead
        if ahead >= ENOUGH:
            lie = "would lie in the future, or after the day that stands above the header"
            return f"{taken}: {other}, {ahead:,} dates {lie}"
        return f"{taken}: only so do the rows stand in the order of time"


def _signs(drafts: Sequence[Draft]) -> Signs:
    each = [(misfits(draft, True), misfits(draft, False)) for draft in drafts]
    return Signs(
        day_first=sum((day for day, _ in each), Misfits()),
        month_first=sum((month for _, month in each), Misfits()),
        in_order=in_order(drafts),
    )


def _orders(day_first: bool) -> tuple[str, str]:
    """An order as a person calls it, and the other one."""
    return ("day first", "month first") if day_first else ("month first", "day first")


def _example(draft: Draft) -> str:
    texts = (text for name in date_columns(draft) for text in texts_of(draft, name))
    return f"“{next(text for text in texts if evidence([text]).either)}”"


def _assume(draft: Draft, own: Evidence, signs: Signs) -> None:
    """Takes the order that contradicts itself less, else the one that the sign between the numbers speaks for."""
    by_sign = own.hyphens if own.verdict is None else own.verdict
    draft.day_first = by_sign if signs.likelier is None else signs.likelier
    doubtful = next(name for name in date_columns(draft) if evidence(texts_of(draft, name)).either)
    orders = _orders(draft.day_first)
    because = _why(draft, own)
    fewer, more = sorted((signs.day_first.count, signs.month_first.count))
    if fewer != more:
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
    slashed = [text for name in date_columns(draft) for text in texts_of(draft, name) if "." not in text]
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
    each = ([text for name in date_columns(draft) for text in texts_of(draft, name)] for draft in drafts)
    return sum((evidence_around(draft, texts) for draft, texts in zip(drafts, each, strict=True)), Evidence())


def _times(count: int) -> str:
    return f"{count:,} date{' is' if count == 1 else 's are'}"


def _evidence(draft: Draft) -> Evidence:
    """What all date columns of a sheet say about the order of day and month, and columns with both ends of a period."""
    return sum((evidence(texts_of(draft, name)) for name in date_columns(draft)), evidence(_ends(draft)))


def _ends(draft: Draft) -> list[str]:
    """First and last days that stand in one cell."""
    texts = [text.slice(0, LOOKED_AT) for name in _PERIODS if (text := draft.text(name)) is not None]
    return [end for text in texts for cell in text.unique().drop_null().to_pylist() for end in ends_of(cell) or ()]
