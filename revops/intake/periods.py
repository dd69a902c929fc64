"""Months to periods: what is paid the same for months in a row is one subscription."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.draft import Draft, first_of
from revops.intake.encoded import encode
from revops.intake.money import read_numbers
from revops.intake.months import last_of_month
from revops.intake.spans import months_of, read_spans

_SERIES = ("customer", "subscription_id", "plan", "segment", "currency", "source_file", "source_sheet")

GOES_ON = "Nothing can be read there, and what was paid the month before goes on until then: fill the cell."
"""The way out of a month of recurring revenue that cannot be read."""


def last_day(months: pa.Table) -> date | None:
    """End of the last month that carries an amount; empty months after it are not yet filled in."""
    paid = months.filter(pc.not_equal(pc.fill_null(months["mrr"], 0.0), 0.0))["started_on"]
    latest = pc.max(paid).as_py()
    return latest.replace(day=monthrange(latest.year, latest.month)[1]) if latest else None


def merge_months(months: pa.Table) -> pa.Table:
    """Subscription periods from one row per customer and month.

    Args:
        months: Rows of subscriptions whose `started_on` is the first day of the month they stand for.

    Returns:
        One row per run of months with the same amount; a run that reaches the last month of all stays open, because
        the edge of an extract is no churn. Months without an amount end a run.
    """
    frame = months.select([*_SERIES, "started_on", "mrr", "source_row"]).to_pandas()
    frame["month"] = frame.pop("started_on").to_numpy().astype("datetime64[M]").astype(np.int64)
    frame = frame[frame["mrr"].fillna(0) != 0]
    last = frame["month"].max()
    frame["series"] = frame.groupby(list(_SERIES), dropna=False, sort=False).ngroup()
    frame = frame.groupby(["series", "month"], as_index=False, sort=True).agg(
        {**dict.fromkeys(_SERIES, "first"), "mrr": "sum", "source_row": "first"}
    )
    same = (frame["series"].diff() == 0) & (frame["month"].diff() == 1) & (frame["mrr"].diff().abs() < 0.005)
    runs = frame.groupby((~same).cumsum(), sort=True)
    periods = runs.first()
    ends = runs["month"].last().to_numpy() + 1
    columns = {name: pa.array(periods[name], months.schema.field(name).type, from_pandas=True) for name in _SERIES}
    columns["started_on"] = _first_days(periods["month"].to_numpy(), np.zeros(len(periods), dtype=bool))
    columns["ended_on"] = _first_days(ends, ends > last)
    columns["mrr"] = pa.array(periods["mrr"], pa.float64())
    columns["source_row"] = pa.array(periods["source_row"], pa.int64())
    return _complete(columns, months.schema, len(periods))


def _first_days(months: np.ndarray, blank: np.ndarray) -> Cells:
    return pa.array(months.astype("datetime64[M]").astype("datetime64[D]"), pa.date32(), mask=blank)


def _complete(columns: dict[str, Cells], schema: pa.Schema, height: int) -> pa.Table:
    arrays = [columns.get(field.name, pa.nulls(height, field.type)) for field in schema]
    return pa.table(arrays, schema=schema)


def melt(draft: Draft, rows: pa.Table, used: Mask, months: tuple[str, ...]) -> pa.Table:
    """One row per row and month of a month matrix.

    Args:
        draft: The matrix.
        rows: Its used rows under canonical names, without dates and amounts.
        used: Which rows of the block those are.
        months: Headers that name months.
    """
    declared = draft.table.matrix
    assert declared is not None  # noqa: S101
    on, amount = declared.on, declared.amount
    starts, ends = read_spans(months, day_first=draft.day_first)
    what = "months" if months_of(months[0]) is None else "periods"
    because = f"{len(months)} {what} side by side, {months[0]} to {months[-1]}"
    draft.used |= set(months)
    draft.matches |= {name: Match(header=months[0], confidence=0.9, because=because) for name in (on, amount)}
    parts = []
    before: Cells = pa.nulls(draft.height, pa.float64())
    for header, day, last in zip(months, starts.to_pylist(), ends.to_pylist(), strict=True):
        before = _amounts(draft, header, amount, before)
        values = {on: _constant(day, rows.num_rows), amount: before.filter(pa.array(used))}
        if declared.until:
            values[declared.until] = _constant(last, rows.num_rows)
        if draft.table.has("is_monthly"):
            values |= {on: last_of_month(values[on]), "is_monthly": pa.array(np.ones(rows.num_rows, dtype=bool))}
        parts.append(_replace(rows, values))
    return pa.concat_tables(parts)


def _replace(rows: pa.Table, values: Mapping[str, Cells]) -> pa.Table:
    for name, array in values.items():
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), array)
    return rows


def _constant(day: date, height: int) -> Cells:
    return pa.repeat(pa.scalar(day, pa.date32()), height)


def _amounts(draft: Draft, header: str, column: str, before: Cells) -> Cells:
    """The amounts of a month; recurring revenue that cannot be read is no churn and goes on as the month before."""
    encoded = encode(whole(draft.block.body.column(header)))
    numbers = read_numbers(encoded.values, comma_hint=draft.block.has_decimal_comma or None)
    lost = np.isnan(numbers.values)
    amounts = encoded.spread(pa.array(numbers.values, pa.float64(), mask=lost))
    if lost.any():
        bad = mask_of(encoded.spread(pa.array(lost)))
        draft.note("UNPARSED_NUMBER", bad, column=column, example=encoded.texts[int(np.flatnonzero(lost)[0])])
    if column != "mrr":
        return amounts
    amounts = _without_credits(draft, amounts, header)
    return pc.if_else(pa.array(_unknown(draft, header) | mask_of(encoded.spread(pa.array(lost)))), before, amounts)


def _unknown(draft: Draft, header: str) -> Mask:
    """Which cells of a month hold an error such as #N/A; told, since what they stand for goes on."""
    cells = plain(whole(draft.block.body.column(header)))
    rows = [fault.row for fault in draft.block.faults if fault.header == header]
    errors = mask_of(pc.starts_with(cells, "#"))
    unknown: Mask = errors | np.isin(draft.block.rows, rows)
    draft.warn("ERROR_CELL", unknown, column="mrr", example=first_of(cells, errors) or header, hint=GOES_ON)
    return unknown


def _without_credits(draft: Draft, amounts: Cells, header: str) -> Cells:
    """Blank where a month of recurring revenue is below zero."""
    negative = mask_of(pc.less(amounts, 0))
    example = first_of(whole(draft.block.body.column(header)), negative)
    draft.note("NEGATIVE_AMOUNT", negative, column="mrr", example=example)
    return pc.if_else(pa.array(negative), pa.scalar(None, amounts.type), amounts)
