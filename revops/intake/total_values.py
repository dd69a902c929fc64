"""What contracts are worth in all, spread over the months from their first to their last day."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.draft import Draft
from revops.intake.last_days import months_between
from revops.intake.names import spellings, tight
from revops.intake.paid_months import WHOLE
from revops.intake.plan_intervals import PER_YEAR

TOTAL = "whole"
"""The clue of subscriptions for what a contract is worth in all."""
_A_YEAR = 12.0


def months_of_total(draft: Draft) -> Cells:
    """Months that each total is spread over; asked where it may be for a year, and contracts run for other times."""
    header, months = draft.matches[TOTAL].header, months_between(draft)
    others = mask_of(pc.not_equal(months, _A_YEAR))
    if others.any() and not _says_total(header):
        because = f"“{header}” does not say what time it is for, and not all contracts run for a year."
        question = f"Is “{header}” for the whole contract or for a year of it?"
        if draft.decide("mrr", because, question, (WHOLE, PER_YEAR)) == PER_YEAR:
            return pa.scalar(_A_YEAR)
    draft.notes.append(f"“{header}” is spread over the months from the first to the last day of each contract")
    hint = f"Fill the end: without it nobody knows over what time “{header}” is to be spread."
    lacks_end = mask_of(pc.is_null(draft.value("ended_on"))) & mask_of(pc.is_valid(draft.value("started_on")))
    draft.set_aside("MISSING_VALUE", lacks_end, column="ended_on", hint=hint)
    return months


def _says_total(header: str) -> bool:
    return any(reading.replace(" ", "") in _totals() for reading in spellings(header))


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(tight, load("names/deals.toml")["contract_values"]["whole"]))
