"""Invoices: service periods with their last day, and the subscriptions that they stand in for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, Mask, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.credit_notes import lowered
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, fill_plain
from revops.intake.months import Days, whole_months
from revops.intake.names import tight, words
from revops.intake.opposite_lines import DOCUMENT, names_invoices, turn_documents, turn_other_side
from revops.intake.spans import fill_span, has_two_ends
from revops.intake.taxes import take_off_tax
from revops.tables import TABLES

_DAYS_A_MONTH = 365.25 / 12
ONCE = "once"
"""The interval of what is paid one time."""
_DATED = 0.8
"""Share of values that look like dates from which a column holds dates."""


def _fill(draft: Draft) -> None:
    if "period_end" not in draft.matches and has_two_ends(draft, "period_start"):
        draft.matches["period"] = draft.matches.pop("period_start")
    _begin_with_period(draft)
    fill_plain(draft)
    take_off_tax(draft)
    turn_documents(draft)
    turn_other_side(draft)
    _tell_once(draft)
    if {"period", "month"} & set(draft.matches):
        fill_span(draft, days_are_months=False)
    _leave_out_void(draft)
    _end_on_last_days(draft)


def _tell_once(draft: Draft) -> None:
    """Lines that their kind calls one-time do not recur, where no column of its own says which do."""
    used = set(draft.used)
    encoded = None if "is_recurring" in draft.matches else draft.encoded(DOCUMENT)
    if encoded is None:
        return
    kinds = [words("intervals").get(tight(text)) for text in encoded.texts]
    once = encoded.first([kind == ONCE for kind in kinds])
    if once is None:
        draft.used = used
        return
    recurs = [False if kind == ONCE else True if kind else None for kind in kinds]
    draft.columns["is_recurring"] = encoded.spread(pa.array(recurs, pa.bool_()))
    header = draft.matches[DOCUMENT].header
    draft.notes.append(f"lines with “{once}” under “{header}” make no recurring revenue")


def _begin_with_period(draft: Draft) -> None:
    """Days under "Period" beside a column for its end are those on which it begins."""
    source = next((name for name in ("period", "month") if name in draft.matches), None)
    if source is None or "period_end" not in draft.matches or "period_start" in draft.matches:
        return
    look = draft.look(source)
    if look is not None and look.dates >= _DATED and not has_two_ends(draft, source):
        draft.matches["period_start"] = draft.matches[source]
        for name in ("period", "month"):
            draft.matches.pop(name, None)


def _leave_out_void(draft: Draft) -> None:
    """Drafts and voided invoices were never owed."""
    encoded = draft.encoded("status")
    if encoded is None:
        return
    void = frozenset(map(tight, load("names/invoices.toml")["words"]["void"]))
    gone = encoded.spread(pa.array([tight(text) in void for text in encoded.texts], pa.bool_()))
    example = next((text for text in encoded.texts if tight(text) in void), None)
    draft.set_aside("VOID_INVOICE", mask_of(gone), column=None, example=example)


def _end_on_last_days(draft: Draft) -> None:
    """Periods written up to the first day of the next one end a day earlier."""
    starts, ends = _days(draft.value("period_start")), _days(draft.value("period_end"))
    known = ~np.isnat(starts) & ~np.isnat(ends) & (ends > starts)
    whole, whole_after = (whole_months(starts[known], ends[known] + step) > 0 for step in (0, 1))
    if whole.sum() > max(whole_after.sum(), known.sum() / 2):
        ends = np.where(known, ends - np.timedelta64(1, "D"), ends)
        draft.columns["period_end"] = pa.array(ends, pa.date32(), mask=np.isnat(ends))
        draft.notes.append("service periods end on the first day of the next; the day before counts as their last")


def _days(cells: Cells) -> Days:
    days: Days = cells.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days


def _weight(matches: Matches, block: Block) -> float:
    return 2.0 * ("invoice_id" in matches) + 1.0 * ("period_start" in matches)


def _stand_in(drafts: Sequence[Draft], rows: pa.Table) -> pa.Table:
    """Lines with a service period as subscriptions: what a month of each brings, for as long as it serves.

    A period that reaches the last day on which anything was invoiced stays open: that the next invoice is missing
    there is the edge of the extract and no churn.
    """
    served = mask_of(pc.and_(pc.is_valid(rows["period_start"]), pc.is_valid(rows["period_end"])).combine_chunks())
    once = mask_of(pc.equal(rows["is_recurring"], False).combine_chunks())
    lines = rows.filter(pa.array(served & ~once))
    starts, lasts = (_days(lines[name].combine_chunks()) for name in ("period_start", "period_end"))
    ends = lasts + np.timedelta64(1, "D")
    whole, days = whole_months(starts, ends), (ends - starts).astype(np.int64)
    months = np.where(whole > 0, whole, days / _DAYS_A_MONTH)
    counted, left_over = lowered(_frame(lines, starts, ends, lines["amount"].to_numpy() / months))
    _tell_left_over(drafts, lines.filter(pa.array(left_over)))
    filled: dict[str, Cells] = {
        "customer": lines["customer"],
        "currency": lines["currency"],
        "started_on": pa.array(starts, pa.date32()),
        "ended_on": pa.array(ends, pa.date32(), mask=_is_open(rows, lines, ends)),
        "mrr": pa.array(counted, pa.float64()),
        **{name: lines[name] for name in ("source_file", "source_sheet", "source_row")},
    }
    _tell(drafts, rows.num_rows, lines.num_rows)
    schema = TABLES["subscriptions"].schema
    nothing = {field.name: pa.nulls(lines.num_rows, field.type) for field in schema}
    is_spent = (counted == 0) & mask_of(pc.less(lines["amount"].combine_chunks(), 0))
    return pa.table({**nothing, **filled}, schema=schema).filter(pa.array(~is_spent))


def _frame(lines: pa.Table, starts: Days, ends: Days, mrr: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Lines by customer, currency, first day, day after the last, and what they bring a month."""
    named = lines.select(["customer", "currency"]).to_pandas()
    return named.assign(start=starts.astype("datetime64[s]"), end=ends.astype("datetime64[s]"), mrr=mrr)


def _tell_left_over(drafts: Sequence[Draft], credits: pa.Table) -> None:
    """A word on credits that take away more than is billed to the same customer for their days."""
    for draft in drafts:
        numbers = credits.filter(pa.array(draft.has_rows(credits)))["source_row"].to_numpy()
        mask = np.isin(draft.block.rows, numbers) & draft.in_use
        draft.warn("BELOW_ZERO", mask, column="amount", example=draft.shown("amount", mask))


def _is_open(rows: pa.Table, lines: pa.Table, ends: Days) -> Mask:
    """Which periods reach the edge of the extract, with none of the same customer to follow; credits within it end."""
    issued = rows["issued_on"].drop_null()
    billed = pc.max(issued if len(issued) else lines["period_start"]).as_py()
    if billed is None or not len(ends):
        return np.zeros(len(ends), dtype=bool)
    starts = lines.select(["customer", "period_start"]).to_pandas()
    latest = pd.to_datetime(starts["period_start"]).groupby(starts["customer"], sort=False).transform("max")
    edge = min(np.datetime64(billed, "D"), ends.max())
    latest_end = pd.Series(ends.astype("datetime64[s]")).groupby(starts["customer"], sort=False).transform("max")
    ends_within = mask_of(pc.less(lines["amount"].combine_chunks(), 0)) & (latest_end.to_numpy() > ends)
    is_last: Mask = (ends >= edge) & (latest.to_numpy().astype("datetime64[D]") < ends) & ~ends_within
    return is_last


def _tell(drafts: Sequence[Draft], read: int, used: int) -> None:
    told = f"no file of subscriptions: {used:,} of {read:,} lines have a service period and stand in for them"
    if not used:
        told = "no line has a service period, so that none makes recurring revenue"
    for draft in drafts:
        draft.notes.append(told)


invoices = Filling(fill=_fill, weight=_weight, tells=names_invoices, stand_in=_stand_in)
