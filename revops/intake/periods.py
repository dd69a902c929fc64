"""Months to periods: what is paid the same for months in a row is one subscription."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Cells, pc, whole

_SERIES = ("customer", "subscription_id", "plan", "segment", "currency")
_SOURCE = ("source_file", "source_sheet")


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
    frame = pd.DataFrame({name: _codes(months[name]) for name in _SERIES})
    frame["row"], frame["source_row"] = np.arange(len(frame)), months["source_row"].to_numpy()
    frame["month"] = months["started_on"].to_numpy().astype("datetime64[M]").astype(np.int64)
    frame["mrr"] = months["mrr"].to_numpy()
    frame = frame[frame["mrr"].fillna(0) != 0]
    last = frame["month"].max()
    frame["series"] = frame.groupby(list(_SERIES), sort=False).ngroup()
    frame = frame.groupby(["series", "month"], as_index=False, sort=True).agg(
        {"mrr": "sum", "source_row": "first", "row": "first"}
    )
    same = (frame["series"].diff() == 0) & (frame["month"].diff() == 1) & (frame["mrr"].diff().abs() < 0.005)
    runs = frame.groupby((~same).cumsum(), sort=True)
    periods = runs.first()
    ends = runs["month"].last().to_numpy() + 1
    named = months.select([*_SERIES, *_SOURCE]).take(pa.array(periods["row"]))
    columns: dict[str, Cells] = {name: whole(named[name]) for name in named.column_names}
    columns["started_on"] = _first_days(periods["month"].to_numpy(), np.zeros(len(periods), dtype=bool))
    columns["ended_on"] = _first_days(ends, ends > last)
    columns["mrr"] = pa.array(periods["mrr"], pa.float64())
    columns["source_row"] = pa.array(periods["source_row"], pa.int64())
    return _complete(columns, months.schema, len(periods))


def _codes(texts: Cells) -> np.ndarray:
    """A number for each different text, and one for none."""
    codes: np.ndarray = whole(texts).dictionary_encode(null_encoding="encode").indices.to_numpy()
    return codes


def _first_days(months: np.ndarray, blank: np.ndarray) -> Cells:
    return pa.array(months.astype("datetime64[M]").astype("datetime64[D]"), pa.date32(), mask=blank)


def _complete(columns: dict[str, Cells], schema: pa.Schema, height: int) -> pa.Table:
    arrays = [columns.get(field.name, pa.nulls(height, field.type)) for field in schema]
    return pa.table(arrays, schema=schema)
