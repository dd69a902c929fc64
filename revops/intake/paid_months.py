"""How many months an amount of a subscription pays for: by its header, a column, the names of plans, or the user."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.dataset import Match
from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.coercing import allowed
from revops.intake.contract_terms import months_in, term_of
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
from revops.intake.last_days import months_between
from revops.intake.money import read_numbers
from revops.intake.names import any_of, fold, tight, words
from revops.intake.period_intervals import interval_by_period
from revops.intake.plan_intervals import MONTHS, PER_MONTH, PER_YEAR, interval_by_plan
from revops.intake.seat_prices import is_per_seat, is_priced_by_month

WHOLE = "the whole contract"
_EVERY = re.compile(rf"^(?:{any_of(load('names/rough.toml')['every'])})\s*(?=\d)", re.IGNORECASE)
_SAID: Mapping[str, float] = {PER_MONTH: 1.0, PER_YEAR: 12.0}

Matches = Mapping[str, Match]


def paid_months(draft: Draft) -> Cells:
    """Months that each amount pays for; one-time charges are set aside."""
    said, encoded = said_interval(draft.matches), draft.encoded("interval")
    if encoded is not None:
        _leave_out_once(draft, encoded)
    if said is not None:
        _tell_said(draft, is_billed_otherwise=encoded is not None)
        return pa.scalar(said)
    if encoded is not None:
        billed = _billed_months(draft, encoded)
        return pa.scalar(1.0) if is_priced_by_month(draft, billed) else billed
    by_period = interval_by_period(draft)
    found = interval_by_plan(draft) if by_period is None else by_period
    return _asked_months(draft) if found is None else found


def said_interval(matches: Matches) -> float | None:
    """Months that an amount is for by its header, as in "Price per month"; None where it does not say."""
    header = fold(matches["amount"].header) if "amount" in matches else ""
    known = words("intervals")
    named = {MONTHS.get(known.get(tight(word), "")) for word in header.split()}
    named.discard(None)
    return named.pop() if len(named) == 1 else None


def are_bounded(matches: Matches, block: Block) -> bool:
    """Whether all contracts have both a first and a last day, or the length of the time between."""
    term = term_of(matches, block)
    both = [matches[name].header for name in ("started_on", "ended_on") if name in matches]
    both += [term.header] if term else []
    return len(both) == 2 and all(block.looks[block.headers.index(header)].filled == 1 for header in both)


def _tell_said(draft: Draft, *, is_billed_otherwise: bool) -> None:
    if is_billed_otherwise:
        amount, interval = (draft.matches[name].header for name in ("amount", "interval"))
        draft.notes.append(f"“{amount}” says what time it is for; “{interval}” is taken for how often it is billed")


def _leave_out_once(draft: Draft, encoded: Encoded) -> None:
    known = words("intervals")
    once = encoded.spread(pa.array([known.get(tight(value)) == "once" for value in encoded.texts], pa.bool_()))
    draft.set_aside("NOT_RECURRING", mask_of(once), column="mrr")


def _billed_months(draft: Draft, encoded: Encoded) -> Cells:
    """Months of the interval that a column gives for each amount."""
    known = words("intervals")
    found = [MONTHS.get(known.get(tight(text), "")) or _counted(text) for text in encoded.texts]
    lost = [each is None and known.get(tight(text)) != "once" for text, each in zip(encoded.texts, found, strict=True)]
    example = encoded.first(lost)
    _without_interval(draft, mask_of(encoded.spread(pa.array(lost, pa.bool_()))), example)
    _tell_counted(draft, dict(zip(encoded.texts, found, strict=True)))
    months = encoded.spread(pa.array(found, pa.float64()))
    count = draft.encoded("interval_count")
    if count is None:
        return months
    numbers = read_numbers(count.values).values
    times = count.spread(pa.array(numbers, pa.float64(), mask=np.isnan(numbers)))
    return pc.multiply(months, pc.fill_null(times, 1.0))


def _counted(text: str) -> float | None:
    """Months of an interval that gives a number of them, such as "every 2 years" and "18 months"."""
    return months_in(_EVERY.sub("", text.strip()))


def _tell_counted(draft: Draft, months: Mapping[str, float | None]) -> None:
    header, known = draft.matches["interval"].header, words("intervals")
    told = next((text for text, count in months.items() if count and tight(text) not in known), None)
    if told is not None:
        draft.notes.append(f"“{told}” under “{header}” is read as {months[told]:.10g} months")


def _asked_months(draft: Draft) -> Cells:
    """Months that all amounts pay for, as the user says; the whole contract first, where both of its days are known."""
    because = "No column says what time an amount pays for."
    is_whole_unlikely = "subscription_id" in draft.matches or is_per_seat(draft.matches)
    if is_whole_unlikely or not are_bounded(draft.matches, draft.block):
        question = "Are the amounts per month or per year?"
        return pa.scalar(_SAID[draft.decide("mrr", because, question, tuple(_SAID))])
    question = "Are the amounts for the whole contract, per year or per month?"
    answer = draft.decide("mrr", because, question, (WHOLE, PER_YEAR, PER_MONTH))
    return months_between(draft) if answer == WHOLE else pa.scalar(_SAID[answer])


def _without_interval(draft: Draft, unknown: Mask, example: str | None) -> None:
    """Sets aside amounts of which nobody knows what time they pay for."""
    header, known = draft.matches["interval"].header, allowed("intervals").partition(";")[0]
    hint = f"“{header}” does not say what time the amount is for. {known}; without it the row cannot be used."
    draft.set_aside("UNKNOWN_CHOICE", unknown, column="mrr", example=example, hint=hint)
    interval, amount = draft.encoded("interval"), draft.encoded("mrr")
    assert interval is not None  # noqa: S101
    assert amount is not None  # noqa: S101
    blank = mask_of(pc.is_null(interval.places)) & mask_of(pc.is_valid(amount.places))
    hint = f"“{header}” is empty, so that nobody knows what time the amount is for. {known}."
    draft.set_aside("MISSING_VALUE", blank, column="mrr", hint=hint)
