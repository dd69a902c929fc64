"""Columns of one sheet whose dates follow different orders of day and month, each by its own dates."""

from __future__ import annotations

from collections.abc import Mapping

from revops.intake.dates import Evidence, evidence
from revops.intake.draft import Draft
from revops.intake.order_signs import date_columns, texts_of


def decide_by_columns(draft: Draft) -> bool:
    """Reads each column in the order that its own dates prove, where columns prove different ones.

    Columns that prove none follow the user, else the order of most columns, and are asked about.

    Args:
        draft: A sheet, its columns matched.

    Returns:
        Whether its columns disagree, so that nothing is left to decide.
    """
    found = {draft.matches[name].header: evidence(texts_of(draft, name)) for name in date_columns(draft)}
    proven = {header: order for header, each in found.items() if (order := _proven(each)) is not None}
    if len(set(proven.values())) < 2:
        return False
    draft.day_orders = proven
    firsts, others = ([header for header, order in proven.items() if order is first] for first in (True, False))
    draft.notes.append(
        f"{_listed(firsts)} is written day first, {_listed(others)} month first: some dates of each can only be read so"
    )
    draft.day_first = len(firsts) >= len(others) if draft.choices.day_first is None else draft.choices.day_first
    _ask_about_others(draft, found)
    return True


def _proven(found: Evidence) -> bool | None:
    """The one order in which the dates of a column can be read."""
    is_clear = bool(found.day_first) != bool(found.month_first)
    return found.verdict if is_clear else None


def _ask_about_others(draft: Draft, found: Mapping[str, Evidence]) -> None:
    """Asks for the order of columns that prove none, unless the user gave it."""
    names = {draft.matches[name].header: name for name in reversed(date_columns(draft))}
    open_to = [header for header, each in found.items() if header not in draft.day_orders and each.either]
    if not open_to or draft.choices.day_first is not None:
        return
    orders = ("day first", "month first") if draft.day_first else ("month first", "day first")
    because = f"{_listed(open_to)} can be read both ways, and other columns of this sheet follow different orders."
    question = "Does 03/04/2025 mean 3 April (day first) or March 4 (month first)?"
    draft.assume(names[open_to[0]], orders[0], because, question, orders)


def _listed(headers: list[str]) -> str:
    return " and ".join(f"“{header}”" for header in headers)
