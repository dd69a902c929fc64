"""Lengths of contracts as people write them, such as "24 months", "1 an" and 3 under "Term (years)", in months."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from revops.content import load
from revops.dataset import Match
from revops.intake.blocks import Block
from revops.intake.digits import western
from revops.intake.draft import Draft
from revops.intake.names import fold, names_of, spellings, tight, words
from revops.intake.plan_intervals import MONTHS

IN_MONTHS, IN_YEARS = "months", "years"
_CONFIDENCE = 0.9
MOST_YEARS = 5
"""Numbers up to it may be years as well as months, where nothing says which."""
_RARE_MONTHS = frozenset({2, 4, 5})
"""Small numbers that are lengths of contracts in years rather than in months."""
_WORDED = re.compile(r"^(?P<number>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>[^\d\s].*)$")
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")


def write_terms_as_months(draft: Draft) -> None:
    """Writes the lengths of contracts as numbers of months, by their words or their header; asks where neither says."""
    encoded = draft.encoded("term_months")
    if encoded is None:
        return
    worded = {text: months for text in encoded.texts if (months := months_in(text)) is not None}
    bare = {text: _number(western(text)) for text in encoded.texts if _NUMBER.match(western(text))}
    unit = _unit_of(draft, list(bare.values()), is_worded=bool(worded))
    if unit != 1:
        worded |= {text: number * unit for text, number in bare.items()}
    if worded:
        draft.rewrite("term_months", {text: f"{months:.10g}" for text, months in worded.items()})
        text, months = next(iter(worded.items()))
        draft.notes.append(f"“{text}” under “{draft.matches['term_months'].header}” is read as {months:.10g} months")


def term_of(matches: Mapping[str, Match], block: Block) -> Match | None:
    """The column with the lengths of contracts whose ends no column gives; None where there is none."""
    if "ended_on" in matches or "started_on" not in matches:
        return None
    names, taken = names_of("deals").columns["term_months"], {match.header for match in matches.values()}
    called = (header for header in block.headers if any(tight(reading) in names for reading in spellings(header)))
    contract = matches.get("contract")
    found = next((header for header in called if header not in taken or (contract and header == contract.header)), None)
    if found is None or not _are_lengths(block.looks[block.headers.index(found)].examples):
        return None
    return Match(header=found, confidence=_CONFIDENCE, because="length of the contract, from its start")


def _are_lengths(texts: Sequence[str]) -> bool:
    """Whether texts are numbers or whole months, and no days within which bills are paid."""
    return bool(texts) and all(_NUMBER.match(western(text)) or (months_in(text) or 0.5) % 1 == 0 for text in texts)


def months_in(text: str) -> float | None:
    """Months of a length with a unit, such as "2 years", "12m" or "annual"; None where a text is no such length."""
    plain = western(text).strip()
    match = _WORDED.match(plain)
    unit = _units().get(tight(match["unit"])) if match else None
    if match and unit:
        return _number(match["number"]) * unit
    return MONTHS.get(words("intervals").get(tight(plain), ""))


def _unit_of(draft: Draft, numbers: Sequence[float], *, is_worded: bool) -> float:
    """Months that one stands for in a column of bare numbers."""
    header = draft.matches["term_months"].header
    named = {unit for word in fold(header).split() if (unit := _units().get(word))}
    if len(named) == 1:
        return named.pop()
    if named or is_worded or not numbers or max(numbers) > MOST_YEARS:
        return 1
    options = (IN_YEARS, IN_MONTHS) if _RARE_MONTHS & set(numbers) else (IN_MONTHS, IN_YEARS)
    because = f"No number under “{header}” is above {max(numbers):g}, and nothing says what one of it is."
    question = f"Is “{header}” in months or in years?"
    return 12 if draft.decide("term_months", because, question, options, of="unit") == IN_YEARS else 1


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@cache
def _units() -> Mapping[str, float]:
    """Tight word for a length of time to its months."""
    listed = load("names/values.toml")["terms"]
    return {tight(word): MONTHS[unit] for unit, named in listed.items() for word in named}
