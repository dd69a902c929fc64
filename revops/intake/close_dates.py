"""Two columns that may both hold the day on which a deal was closed."""

from __future__ import annotations

from dataclasses import replace

from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.coercing import read_dates
from revops.intake.draft import Draft
from revops.intake.names import names_of, spellings

_DATED = 0.8
"""Share of values that look like dates from which a column holds dates."""


def choose_close_date(draft: Draft) -> None:
    """Asks which of several columns holds the close, where another one with such a name holds other days."""
    match = draft.matches.get("closed_on")
    decided = {choice.column for choice in draft.choices.columns if choice.table == draft.table.key}
    if match is None or draft.export is not None or "closed_on" in decided:
        return
    others = [header for header in _rivals(draft) if not _is_same(draft, match.header, header)]
    if not others:
        return
    listed = " and ".join(f"“{header}”" for header in (match.header, *others))
    question = "Which column holds the day the deal was won or lost?"
    header = draft.decide("closed_on", f"{listed} both can be the close.", question, (match.header, *others))
    draft.matches["closed_on"] = replace(match, header=header)


def decided_days(draft: Draft) -> Cells:
    """The day each deal was closed: the closing date, else the day it was won or lost, unless the user turns it over.

    Asked is where both are there and differ.
    """
    closed = draft.value("closed_on")
    happened = [days for name in ("won_on", "lost_on") if (days := read_dates(draft, name)) is not None]
    if not happened:
        return closed
    other = pc.coalesce(*happened)
    return pc.coalesce(other, closed) if _goes_first(draft, closed, other) else pc.coalesce(closed, other)


def _goes_first(draft: Draft, closed: Cells, other: Cells) -> bool:
    match = draft.matches.get("closed_on")
    headers = {draft.matches[name].header for name in ("won_on", "lost_on") if name in draft.matches}
    is_asked = any(each.about == "deals.closed_on" for each in draft.assumptions)
    if match is None or match.confidence == 1 or draft.export is not None or is_asked:
        return False
    differ = int(mask_of(pc.not_equal(closed, other)).sum())
    if not differ or match.header in headers:
        return False
    named = " and ".join(sorted(headers, reverse=True))
    because = f"“{match.header}” and “{named}” name other days for {differ:,} deal{'s' * (differ > 1)}."
    question = "Which column holds the day the deal was won or lost?"
    return draft.decide("closed_on", because, question, (match.header, named)) == named


def _rivals(draft: Draft) -> list[str]:
    """Headers of dates that nothing was read from, by a known name for the close."""
    known = names_of(draft.table.key).columns["closed_on"]
    return [
        header
        for header, look in draft.free.items()
        if look.filled and look.dates >= _DATED
        if any(reading.replace(" ", "") in known for reading in spellings(header))
    ]


def _is_same(draft: Draft, one: str, other: str) -> bool:
    body = draft.block.body
    return bool(body.column(one).equals(body.column(other)))
