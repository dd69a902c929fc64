"""Two columns that may both hold the day on which a deal was closed."""

from __future__ import annotations

from dataclasses import replace

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


def _rivals(draft: Draft) -> list[str]:
    """Headers of dates that nothing was read from, by a known name for the close."""
    taken = {match.header for match in draft.matches.values()}
    known = names_of(draft.table.key).columns["closed_on"]
    looks = zip(draft.block.headers, draft.block.looks, strict=True)
    return [
        header
        for header, look in looks
        if header not in taken and look.filled and look.dates >= _DATED
        if any(reading.replace(" ", "") in known for reading in spellings(header))
    ]


def _is_same(draft: Draft, one: str, other: str) -> bool:
    body = draft.block.body
    return bool(body.column(one).equals(body.column(other)))
