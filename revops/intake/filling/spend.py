"""Spend: days and months; a month stands on its last day and says so."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.intake import dates
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.coercing import fill_columns
from revops.intake.cost_spans import fill_last_days, spread_over_months, take_time_above, time_above
from revops.intake.currencies import fill_currency
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches
from revops.intake.foreign_months import ask_what_months_hold
from revops.intake.months import last_of_month
from revops.intake.names import fold
from revops.intake.opposite_lines import turn_other_side


def _fill(draft: Draft) -> None:
    """Fills a draft of spend."""
    ask_what_months_hold(draft)
    fill_columns(draft)
    take_time_above(draft)
    since = draft.value("spent_on")
    _mark_months(draft)
    fill_last_days(draft, since)
    fill_currency(draft, "amount")
    turn_other_side(draft)
    _turn_all_negative(draft)
    negative = mask_of(pc.less(draft.value("amount"), 0))
    draft.warn("NEGATIVE_AMOUNT", negative, column="amount", example=draft.shown("amount", negative))


def _turn_all_negative(draft: Draft) -> None:
    """Amounts that are all below zero are costs as a bank or a ledger writes them, and no refunds."""
    amount = draft.value("amount")
    if len(amount.drop_null()) > 1 and pc.all(pc.less(amount, 0)).as_py():
        draft.columns["amount"] = pc.abs(amount)
        draft.notes.append("all amounts are below zero, as costs are in a ledger: they count without the sign")


def _mark_months(draft: Draft) -> None:
    """Months by their writing ("Jan 2025"), or by a header that says month over nothing but first days."""
    encoded = draft.encoded("spent_on")
    if encoded is None:
        return
    reading = dates.read_days(encoded.texts, day_first=draft.is_day_first("spent_on"))
    is_month = encoded.spread(pa.array(reading.is_month))
    day = draft.value("spent_on")
    if _says_month(draft.matches["spent_on"].header) or _only_first_days(day):
        is_month = pa.array(np.ones(draft.height, dtype=bool))
    draft.columns["is_monthly"] = is_month
    draft.columns["spent_on"] = pc.if_else(is_month, last_of_month(day), day)


def _says_month(header: str) -> bool:
    return bool({"month", "monat", "mois", "mes", "mese", "maand", "miesiac", "месяц"} & set(fold(header).split()))


def _only_first_days(days: Cells) -> bool:
    """Whether every date is the first of a month, over several months."""
    known = days.drop_null()
    return len(known.unique()) > 1 and pc.all(pc.equal(pc.day(known), 1)).as_py()


def _weight(matches: Matches, block: Block) -> float:
    return 1.5 * bool({"impressions", "clicks", "department"} & set(matches)) + 1.5 * _is_cost(matches)


def _is_cost(matches: Matches) -> bool:
    words = fold(matches["amount"].header).split() if "amount" in matches else []
    return bool({"spend", "cost", "costs", "spent", "kosten", "ausgaben", "gasto", "depense"} & set(words))


def _finish(draft: Draft, rows: pa.Table) -> pa.Table:
    """Months without an amount are no spend of nothing; costs of several months are parted."""
    if draft.shape == "month matrix":
        return rows.filter(pc.is_valid(rows["amount"]))
    return spread_over_months(draft, rows)


def _shape(matches: Matches, block: Block) -> str | None:
    is_timed = "spent_on" in matches or time_above(block, day_first=False) is not None
    return "rows" if is_timed and "amount" in matches else None


spend = Filling(fill=_fill, shape=_shape, weight=_weight, finish=_finish)
