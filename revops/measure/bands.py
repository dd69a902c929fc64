"""Bands of size and quarters of beginning: two columns made from the company's own data, for breakdowns alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute

from revops.dataset import Dataset
from revops.vocabulary import Slice

CUTS = (1 / 3, 2 / 3)
"""Where the bands meet: a third of all amounts each, at round numbers.

No bands hold for every company, and a company's own price list is in no file.
"""
Column: TypeAlias = Any
pc: Any = pyarrow.compute
"""The stubs of these functions know fewer kinds of arguments than they take."""
Maker = Callable[[pa.Table], Column]


def banded(dataset: Dataset, slices: Sequence[Slice], tables: Collection[str] | None = None) -> Dataset:
    """The dataset with a band of size and a quarter of beginning on deals, leads and subscriptions.

    A deal has the size of its amount and the quarter in which it was opened; a lead the quarter in which it came in;
    a customer the size of what it paid first, so that who grew does not count as large, and the quarter of it.

    Args:
        dataset: The company's tables; they are not changed.
        slices: Breakdowns wanted; without size and cohort nothing is made.
        tables: Those whose rows are broken down; None for all.
    """
    wanted = [piece for piece in (Slice.SIZE, Slice.COHORT) if piece in slices]
    if not wanted:
        return dataset
    made = {
        key: _with(table, MADE[key], wanted)
        for key, table in dataset.tables.items()
        if key in MADE and (tables is None or key in tables)
    }
    return replace(dataset, tables={**dataset.tables, **made})


def _with(table: pa.Table, makers: Mapping[Slice, Maker], wanted: Sequence[Slice]) -> pa.Table:
    for piece in wanted:
        if piece in makers:
            table = table.append_column(piece.value, makers[piece](table))
    return table


def _deal_size(deals: pa.Table) -> Column:
    return bands(deals["amount"], deals["currency"])


def _customer_size(subscriptions: pa.Table) -> Column:
    first = _of_customer(subscriptions, "started_on", "min")
    begins = pc.equal(subscriptions["started_on"], first)
    paid = pc.if_else(begins, subscriptions["mrr"], pa.scalar(0.0))
    starting = subscriptions.append_column("paid", paid)
    return bands(_of_customer(starting, "paid", "sum"), subscriptions["currency"])


def _customer_cohort(subscriptions: pa.Table) -> Column:
    return quarters(_of_customer(subscriptions, "started_on", "min"))


def _of_customer(table: pa.Table, column: str, aggregate: str) -> Column:
    """A number of each row's customer, over all its rows."""
    grouped: Any = table.group_by("customer")
    found = grouped.aggregate([(column, aggregate)])
    places = pc.index_in(table["customer"], value_set=found["customer"].combine_chunks())
    return found[f"{column}_{aggregate}"].take(places)


def bands(amounts: Column, currencies: Column) -> Column:
    """The band of each amount: "0 to 5,000", "5,000 to 20,000", "20,000 and over"; blank for none and for 0.

    Amounts of several currencies have no bands in common, so they have none.
    """
    blank = pa.nulls(len(amounts), pa.string())
    positive = pc.if_else(pc.greater(amounts, 0), amounts, None)
    if pc.count_distinct(currencies).as_py() > 1 or positive.null_count == len(positive):
        return blank
    cuts = sorted({_rounded(cut) for cut in pc.quantile(positive, q=list(CUTS)).to_pylist()})
    names = [f"{_written(low)} to {_written(high)}" for low, high in zip([0.0, *cuts[:-1]], cuts, strict=True)]
    numbers = np.asarray(positive.to_pandas(), dtype=np.float64)
    places: Column = pa.array(np.searchsorted(cuts, numbers, side="right"), mask=np.isnan(numbers))
    return pa.array([*names, f"{_written(cuts[-1])} and over"]).take(places)


def quarters(days: Column) -> Column:
    """The quarter of each day: "2026-Q1"; blank for none."""
    places = pc.add(pc.multiply(pc.year(days), 4), pc.quarter(days))
    each = pc.drop_null(pc.unique(places))
    names = pa.array([f"{(place - 1) // 4}-Q{(place - 1) % 4 + 1}" for place in each.to_pylist()], pa.string())
    return names.take(pc.index_in(places, value_set=each))


def _rounded(amount: float) -> float:
    """Two digits that count."""
    return float(f"{amount:.2g}")


def _written(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 10 or amount == 0 else f"{amount:g}"


MADE: Mapping[str, Mapping[Slice, Maker]] = {
    "deals": {Slice.SIZE: _deal_size, Slice.COHORT: lambda deals: quarters(deals["opened_on"])},
    "leads": {Slice.COHORT: lambda leads: quarters(leads["created_on"])},
    "subscriptions": {Slice.SIZE: _customer_size, Slice.COHORT: _customer_cohort},
}
"""Which tables have which of the two columns, and what makes them."""
