"""Costs of several days: rows with a first and a last day, and sheets whose lines above the header name the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc, whole
from revops.intake.blocks import Block
from revops.intake.dates import read_days
from revops.intake.draft import Draft, first_of
from revops.intake.encoded import encode_days
from revops.intake.exports import first_header, present_headers
from revops.intake.months import Days, last_of_month
from revops.intake.spans import ends_of, read_spans

LAST_DAY = "last_day"
"""The clue of spend for the last day that a row covers."""
FIRST_DAY = "first_day"
MOST_MONTHS = 120
"""Months beyond which a span is a mistake; what is left stands in the last of them."""
_A_DAY = np.timedelta64(1, "D")


def time_above(block: Block, *, day_first: bool) -> tuple[date, date, str] | None:
    """The one span that the lines above a header name, with its words; None where they name none or several."""
    texts = [text for text in block.above if ends_of(text)]
    firsts, lasts = read_spans(texts, day_first=day_first)
    found = {
        (first, last): text
        for first, last, text in zip(firsts.to_pylist(), lasts.to_pylist(), texts, strict=True)
        if first and last and first <= last
    }
    return next(((*span, text) for span, text in found.items()), None) if len(found) == 1 else None


def take_time_above(draft: Draft) -> None:
    """The time above the header for all rows of a sheet that has no day."""
    found = time_above(draft.block, day_first=draft.day_first)
    if "spent_on" in draft.matches or found is None:
        return
    first, last, text = found
    for name, day in (("spent_on", first), (LAST_DAY, last)):
        draft.columns[name] = pa.repeat(pa.scalar(day, pa.date32()), draft.height)
    draft.notes.append(f"no column of days: the costs are those of “{text}”, as the lines above the header say")


def fill_last_days(draft: Draft, since: Cells) -> None:
    """Reads the last days of rows that have one, and tells whole months from other spans.

    Args:
        draft: Spend whose days are read and whose months are marked.
        since: The days as they stand in the file, before months were moved to their ends.
    """
    until = draft.columns[LAST_DAY] if LAST_DAY in draft.columns else _last_days(draft)
    if until is None or not draft.has("spent_on"):
        return
    earlier = mask_of(pc.less(until, since)) & draft.in_use
    draft.note("DATES_OUT_OF_ORDER", earlier, column="spent_on", example=first_of(until, earlier))
    until = pc.if_else(pc.fill_null(pc.less(until, since), False), pa.scalar(None, pa.date32()), until)
    whole_month = pc.and_(pc.equal(pc.day(since), 1), pc.equal(until, last_of_month(since)))
    is_month = pc.fill_null(pc.coalesce(whole_month, draft.value("is_monthly")), False)
    last = pc.coalesce(pc.if_else(is_month, last_of_month(since), until), since)
    draft.columns |= {"is_monthly": is_month, "spent_on": last, FIRST_DAY: pc.if_else(is_month, last, since)}
    longer = int((mask_of(pc.greater(last, draft.columns[FIRST_DAY])) & draft.in_use).sum())
    if longer:
        counted = f"{longer:,} row{'s' * (longer > 1)}"
        draft.notes.append(f"costs of several days, by day over the months they lie in: {counted}")


def _last_days(draft: Draft) -> Cells | None:
    """The days under the header that an export is known for, else under that of the clue."""
    named = draft.export.until if draft.export else ()
    match = draft.matches.get(LAST_DAY)
    header = first_header(named, present_headers(draft.block.headers)) or (match.header if match else None)
    if header is None:
        return None
    draft.used.add(header)
    encoded = encode_days(whole(draft.block.body.column(header)))
    days = read_days(encoded.texts, day_first=draft.day_first)
    last = np.where(days.is_month, (_months(days.days) + 1).astype("datetime64[D]") - _A_DAY, days.days)
    return encoded.spread(pa.array(last, pa.date32(), mask=np.isnat(last)))


def spread_over_months(draft: Draft, rows: pa.Table) -> pa.Table:
    """Rows over several months as one for each, on its last day there, with its part of the cost by days.

    Args:
        draft: Spend.
        rows: Its used rows.
    """
    if FIRST_DAY not in draft.columns or not rows.num_rows:
        return rows
    used: Mask = draft.in_use & ~draft.merged
    since, until = _days(draft.columns[FIRST_DAY].filter(pa.array(used))), _days(rows["spent_on"].combine_chunks())
    counts = np.minimum((_months(until) - _months(since)).astype(np.int64) + 1, MOST_MONTHS)
    if (counts == 1).all():
        return rows
    of = np.repeat(np.arange(rows.num_rows), counts)
    step = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    month = _months(since)[of] + step
    begin = np.maximum(month.astype("datetime64[D]"), since[of])
    end = np.where(step == counts[of] - 1, until[of], (month + 1).astype("datetime64[D]") - _A_DAY)
    days, all_days = ((last - first).astype(np.int64) + 1 for first, last in ((begin, end), (since, until)))
    parts = rows.take(pa.array(of, pa.int64()))
    is_month = (begin.astype("datetime64[M]").astype("datetime64[D]") == begin) & (
        end + _A_DAY == (_months(begin) + 1).astype("datetime64[D]")
    )
    amounts = pc.multiply(parts["amount"], pa.array(days / all_days[of]))
    monthly = pc.if_else(pa.array(counts[of] > 1), pa.array(is_month), parts["is_monthly"])
    return _replace(parts, {"spent_on": pa.array(end, pa.date32()), "amount": amounts, "is_monthly": monthly})


def _replace(rows: pa.Table, values: Mapping[str, Cells]) -> pa.Table:
    for name, array in values.items():
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), array)
    return rows


def _days(cells: Cells) -> Days:
    days: Days = cells.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days


def _months(days: Days) -> Days:
    return days.astype("datetime64[M]")
