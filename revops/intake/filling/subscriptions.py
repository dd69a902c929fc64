"""Subscriptions: what a customer pays a month, from amounts by any interval, from ledgers and month matrices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.coercing import allowed, fill_columns, read_money
from revops.intake.contract_periods import fill_period, period_of
from revops.intake.currencies import fill_currency
from revops.intake.discounts import ask_about_discounts, lower_by_discounts
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, repeats
from revops.intake.foreign_months import ask_what_months_hold
from revops.intake.last_days import end_after_last_days, months_between
from revops.intake.matrices import SHAPE as MATRIX
from revops.intake.money import read_numbers
from revops.intake.months import first_of_month
from revops.intake.movements import SHAPE, is_movements, sign_movements, sum_movements, take_movements
from revops.intake.names import fold, tight, words
from revops.intake.periods import last_day, merge_months
from revops.intake.plan_intervals import MONTHS, PER_MONTH, PER_YEAR, interval_by_plan
from revops.intake.still_active import keep_active, leave_out_ended
from revops.intake.unknown_months import go_on

WHOLE = "the whole contract"
_SAID: Mapping[str, float] = {PER_MONTH: 1.0, PER_YEAR: 12.0}
PER_UNIT, IN_ALL = "the amount is for one unit", "the amount is for all units"
_PRICES = frozenset(("price", "preis", "prix", "precio", "preço", "preco", "prezzo", "prijs", "pris", "cena"))
"""Words of headers that speak of one unit rather than of all."""


def _fill(draft: Draft) -> None:
    """Fills a draft of subscriptions, of whatever shape."""
    ask_what_months_hold(draft)
    if draft.shape == SHAPE:
        take_movements(draft)
        fill_columns(draft)
        sign_movements(draft)
        fill_currency(draft, "mrr")
        return
    if draft.shape == "ledger":
        _fill_ledger(draft)
    else:
        _fill_columns(draft)
    if draft.shape != MATRIX and "mrr" not in draft.matches:
        _fill_mrr(draft)
    elif draft.shape != MATRIX:
        ask_about_discounts(draft)
    end_after_last_days(draft)
    keep_active(draft)
    leave_out_ended(draft)
    _fill_trial(draft)
    fill_currency(draft, "mrr")
    if draft.shape != MATRIX:
        _keep_credits_out(draft)
        _tell_what_brings_nothing(draft)


def _fill_ledger(draft: Draft) -> None:
    draft.matches["started_on"] = draft.matches["month"]
    draft.matches.pop("ended_on", None)
    fill_columns(draft)
    draft.columns["started_on"] = first_of_month(draft.value("started_on"))
    go_on(draft)


def _fill_columns(draft: Draft) -> None:
    """Fills the columns; a cell with both days of a contract fills its start and its end."""
    period = period_of(draft.matches, draft.block) if draft.shape == "rows" else None
    if period:
        draft.matches.pop("started_on", None)
    fill_columns(draft)
    if period:
        fill_period(draft, period)


def _keep_credits_out(draft: Draft) -> None:
    """Amounts below zero are no subscriptions; in a ledger they may lower what the same customer pays that month."""
    amount = draft.value("mrr")
    negative = mask_of(pc.less(amount, 0)) & (draft.codes == "")
    if draft.shape == "ledger" and negative.any():
        lines = pa.table({name: draft.value(name) for name in ("customer", "started_on", "mrr")}).to_pandas()
        paid = lines.groupby(["customer", "started_on"], dropna=False)["mrr"].transform("sum").to_numpy()
        lowered = negative & (paid >= 0)
        draft.warn("CREDIT", lowered, column="mrr", example=draft.shown("mrr", lowered))
        negative &= ~lowered
    draft.set_aside("NEGATIVE_AMOUNT", negative, column="mrr", example=draft.shown("mrr", negative))


def _tell_what_brings_nothing(draft: Draft) -> None:
    """A word on rows that stay and add nothing to recurring revenue."""
    used = draft.codes == ""
    trials = int((mask_of(draft.value("is_trial")) & used).sum())
    free = int((mask_of(pc.equal(draft.value("mrr"), 0)) & used).sum())
    if trials:
        draft.notes.append(f"trials, which bring no recurring revenue: {trials:,}")
    if free:
        draft.notes.append(f"amounts of 0, which make no paying customer: {free:,}")


def _fill_mrr(draft: Draft) -> None:
    """A month's worth of the amount: the yearly one divided, or the one per interval and unit."""
    source = "yearly" if "yearly" in draft.matches else "amount"
    encoded = draft.encoded(source)
    if encoded is None:
        return
    draft.matches["mrr"] = draft.matches[source]
    amount = read_money(draft, "mrr", encoded)
    months = pa.scalar(12.0) if source == "yearly" else _interval(draft)
    draft.columns["mrr"] = pc.divide(pc.multiply(amount, _units(draft, source)), months)
    lower_by_discounts(draft, months)


def _interval(draft: Draft) -> Cells:
    """Months that each amount pays for; one-time charges are set aside."""
    encoded, known = draft.encoded("interval"), words("intervals")
    said = _said_interval(draft.matches)
    if encoded is None and said:
        return pa.scalar(said)
    if encoded is None and (by_plan := interval_by_plan(draft)) is not None:
        return by_plan
    if encoded is None:
        return _asked_interval(draft)
    named = [known.get(tight(value)) for value in encoded.texts]
    once = mask_of(encoded.spread(pa.array([name == "once" for name in named])))
    draft.set_aside("NOT_RECURRING", once, column="mrr")
    unknown = mask_of(encoded.spread(pa.array([name is None for name in named], pa.bool_())))
    _without_interval(draft, unknown, _first(encoded.texts, named))
    months = encoded.spread(pa.array([MONTHS.get(name or "") for name in named], pa.float64()))
    count = _numbers(draft, "interval_count")
    return months if count is None else pc.multiply(months, pc.fill_null(count, 1.0))


def _asked_interval(draft: Draft) -> Cells:
    """Months that all amounts pay for, as the user says; the whole contract first, where both of its days are known."""
    because = "No column says what time an amount pays for."
    if "subscription_id" in draft.matches or not _are_bounded(draft.matches, draft.block):
        question = "Are the amounts per month or per year?"
        return pa.scalar(_SAID[draft.decide("mrr", because, question, tuple(_SAID))])
    question = "Are the amounts for the whole contract, per year or per month?"
    answer = draft.decide("mrr", because, question, (WHOLE, PER_YEAR, PER_MONTH))
    return months_between(draft) if answer == WHOLE else pa.scalar(_SAID[answer])


def _are_bounded(matches: Matches, block: Block) -> bool:
    """Whether all contracts have both a first and a last day."""
    both = [matches[name].header for name in ("started_on", "ended_on") if name in matches]
    return len(both) == 2 and all(block.looks[block.headers.index(header)].filled == 1 for header in both)


def _said_interval(matches: Matches) -> float | None:
    """Months that an amount is for by its header, as in "Price per month"; None where it does not say."""
    header = fold(matches["amount"].header) if "amount" in matches else ""
    named = words("intervals").get(tight(header.rpartition(" per ")[2])) if " per " in header else None
    return MONTHS.get(named or "")


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


def _first(values: list[str], named: list[str | None]) -> str | None:
    return next((value for value, name in zip(values, named, strict=True) if name is None), None)


def _units(draft: Draft, source: str) -> Cells:
    """How many units an amount is paid for: as its header says, else asked, where more than one unit is ever paid."""
    if "quantity" not in draft.matches or source == "yearly":
        return pa.scalar(1.0)
    header = set(fold(draft.matches[source].header).split())
    quantity = pc.fill_null(_numbers(draft, "quantity"), 1.0)
    if {"unit", "plan"} & header or pc.all(pc.equal(quantity, 1.0)).as_py():
        return quantity
    options = (PER_UNIT, IN_ALL) if _PRICES & header else (IN_ALL, PER_UNIT)
    named = f"“{draft.matches[source].header}” and “{draft.matches['quantity'].header}”"
    because = f"Nothing in {named} says whether the first is for one unit."
    answer = draft.decide("quantity", because, f"Is “{draft.matches[source].header}” for one unit or in all?", options)
    return quantity if answer == PER_UNIT else pa.scalar(1.0)


def _numbers(draft: Draft, name: str) -> Cells | None:
    encoded = draft.encoded(name)
    if encoded is None:
        return None
    values = read_numbers(encoded.values).values
    return encoded.spread(pa.array(values, pa.float64(), mask=np.isnan(values)))


def _fill_trial(draft: Draft) -> None:
    """A status of "trialing" marks a trial where no flag does."""
    encoded = draft.encoded("status")
    if draft.has("is_trial") or encoded is None:
        return
    trial = [fold(value) in ("trial", "trialing", "in trial", "in_trial", "on trial") for value in encoded.texts]
    if any(trial):
        draft.columns["is_trial"] = encoded.spread(pa.array(trial))


def _shape(matches: Matches, block: Block) -> str | None:
    if "customer" in matches and is_movements(matches, block):
        return SHAPE
    if "customer" not in matches or not {"mrr", "amount", "yearly"} & set(matches):
        return None
    if "month" in matches and "ended_on" not in matches and repeats(block, matches["customer"].header):
        look = block.looks[block.headers.index(matches["month"].header)]
        if look.months > 0.9 or "started_on" not in matches:
            return "ledger" if "mrr" in matches or look.months > 0.9 else None
    if "started_on" not in matches and not period_of(matches, block):
        return None
    told = {"mrr", "interval", "yearly", "subscription_id"} & set(matches) or _said_interval(matches)
    told = told or _are_bounded(matches, block)
    return "rows" if told else None


def _weight(matches: Matches, block: Block) -> float:
    if is_movements(matches, block):
        return 4.0
    return 2.0 * ("mrr" in matches) + 2.0 * ("interval" in matches)


def _finish(draft: Draft, rows: pa.Table) -> pa.Table:
    """Months to periods."""
    if draft.shape == "rows" or not rows.num_rows:
        return rows
    if draft.shape == SHAPE:
        return sum_movements(draft, rows)
    draft.until = last_day(rows)
    return merge_months(rows)


subscriptions = Filling(fill=_fill, shape=_shape, weight=_weight, finish=_finish)
