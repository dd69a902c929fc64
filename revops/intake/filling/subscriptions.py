"""Subscriptions: what a customer pays a month, from amounts by any interval, from ledgers and month matrices."""

from __future__ import annotations

import pyarrow as pa

from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.coercing import fill_columns, read_money
from revops.intake.contract_ends import end_by_terms, keep_renewed
from revops.intake.contract_periods import fill_period, period_of
from revops.intake.contract_terms import term_of
from revops.intake.currencies import fill_currency
from revops.intake.currency_columns import choose_currency
from revops.intake.discounts import ask_about_discounts, lower_by_discounts
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, repeats
from revops.intake.foreign_months import ask_what_months_hold
from revops.intake.last_days import end_after_last_days
from revops.intake.made_amounts import Made, how_made
from revops.intake.matrices import SHAPE as MATRIX
from revops.intake.months import first_of_month
from revops.intake.movements import SHAPE, is_movements, sign_movements, sum_movements, take_movements
from revops.intake.names import fold
from revops.intake.paid_months import are_bounded, paid_months, said_interval
from revops.intake.periods import last_day, merge_months
from revops.intake.seat_prices import is_per_seat, paid_units
from revops.intake.still_active import keep_active, leave_out_ended
from revops.intake.total_values import TOTAL, months_of_total
from revops.intake.unknown_months import go_on


def _fill(draft: Draft) -> None:
    """Fills a draft of subscriptions, of whatever shape."""
    ask_what_months_hold(draft)
    if draft.shape != MATRIX:
        for name in ("mrr", "yearly", "amount", TOTAL):
            choose_currency(draft, name, "subscriptions")
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
        end_by_terms(draft)
    if draft.shape != MATRIX and "mrr" not in draft.matches:
        _fill_mrr(draft)
    elif draft.shape != MATRIX:
        ask_about_discounts(draft)
    end_after_last_days(draft)
    keep_active(draft)
    keep_renewed(draft)
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
    negative = mask_of(pc.less(amount, 0)) & draft.in_use
    if draft.shape == "ledger" and negative.any():
        lines = pa.table({name: draft.value(name) for name in ("customer", "started_on", "mrr")}).to_pandas()
        paid = lines.groupby(["customer", "started_on"], dropna=False)["mrr"].transform("sum").to_numpy()
        lowered = negative & (paid >= 0)
        draft.warn("CREDIT", lowered, column="mrr", example=draft.shown("mrr", lowered))
        negative &= ~lowered
    draft.set_aside("NEGATIVE_AMOUNT", negative, column="mrr", example=draft.shown("mrr", negative))


def _tell_what_brings_nothing(draft: Draft) -> None:
    """A word on rows that stay and add nothing to recurring revenue."""
    used = draft.in_use
    trials = int((mask_of(draft.value("is_trial")) & used).sum())
    free = int((mask_of(pc.equal(draft.value("mrr"), 0)) & used).sum())
    if trials:
        draft.notes.append(f"trials, which bring no recurring revenue: {trials:,}")
    if free:
        draft.notes.append(f"amounts of 0, which make no paying customer: {free:,}")


def _fill_mrr(draft: Draft) -> None:
    """A month's worth of the amount: the yearly or the whole one divided, or the one per interval and unit."""
    source = _source(draft)
    encoded = None if source is None else draft.encoded(source)
    if source is None or encoded is None:
        return
    draft.matches["mrr"] = draft.matches[source]
    amount = read_money(draft, "mrr", encoded)
    months = _months(draft, source)
    made = how_made(draft) if source == "amount" else Made(in_all=True)
    units = pa.scalar(1.0) if made.in_all else paid_units(draft)
    draft.columns["mrr"] = pc.divide(pc.multiply(amount, units), months)
    if not made.is_lowered:
        lower_by_discounts(draft, months)


def _source(draft: Draft) -> str | None:
    """The clue whose amounts are taken: a year's worth, then the amount if its time is told, then the contract's."""
    is_told = "amount" in draft.matches and ("interval" in draft.matches or said_interval(draft.matches) is not None)
    order = ("yearly", "amount", TOTAL) if is_told else ("yearly", TOTAL, "amount")
    return next((clue for clue in order if clue in draft.matches), None)


def _months(draft: Draft, source: str) -> Cells:
    """Months that each amount is for."""
    if source == TOTAL:
        return months_of_total(draft)
    return pa.scalar(12.0) if source == "yearly" else paid_months(draft)


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
    if "customer" not in matches or not {"mrr", "amount", "yearly", TOTAL} & set(matches):
        return None
    if "month" in matches and "ended_on" not in matches and _is_list_of_months(matches, block):
        look = block.looks[block.headers.index(matches["month"].header)]
        if look.months > 0.9 or "started_on" not in matches:
            return "ledger" if "mrr" in matches or look.months > 0.9 else None
    if "started_on" not in matches and not period_of(matches, block):
        return None
    return "rows" if _tells_time(matches, block) else None


def _is_list_of_months(matches: Matches, block: Block) -> bool:
    """Whether customers stand there month by month, or all of one month."""
    months = block.body.column(matches["month"].header)
    is_one = len(months.unique()) == 1 and "started_on" not in matches
    return is_one or repeats(block, matches["customer"].header)


def _tells_time(matches: Matches, block: Block) -> bool:
    """Whether anything says what time amounts pay for, or they are those of a subscription so that it can be asked."""
    found = set(matches)
    if is_per_seat(matches) and not {"mrr", "yearly", TOTAL} & found:
        return "quantity" in found
    if {"mrr", "interval", "yearly", "subscription_id"} & found or said_interval(matches) is not None:
        return True
    has_end = "ended_on" in found or bool(period_of(matches, block) or term_of(matches, block))
    return (TOTAL in found and has_end) or are_bounded(matches, block)


def _weight(matches: Matches, block: Block) -> float:
    if is_movements(matches, block):
        return 4.0
    return 2.0 * ("mrr" in matches) + 2.0 * ("interval" in matches)


def _finish(draft: Draft, rows: pa.Table) -> pa.Table:
    """Months to periods."""
    if draft.shape == "rows" or not rows.num_rows:
        return rows
    if draft.shape == SHAPE:
        return sum_movements([draft], rows)
    draft.until = last_day(rows)
    _tell_unfilled(draft)
    return merge_months(rows)


def _tell_unfilled(draft: Draft) -> None:
    """A note on months at the end in which nobody pays anything."""
    later = [month for month in draft.months if draft.until is not None and month.first > draft.until]
    if later:
        first, last = f"{later[0].first:%Y-%m}", f"{later[-1].first:%Y-%m}"
        when = first if first == last else f"{first} to {last}"
        draft.notes.append(f"nobody pays anything in {when}: taken as not filled in yet, and not as churn")


subscriptions = Filling(fill=_fill, shape=_shape, weight=_weight, finish=_finish)
