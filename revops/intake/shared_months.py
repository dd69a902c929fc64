"""Rolling exports of who pays what: months that stand in two of them count once, as the later one has them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Mask, pc
from revops.intake.draft import Draft
from revops.intake.duplicates import EACH, ONCE
from revops.intake.matrices import SHAPE as MATRIX

_SERIES = ("customer", "subscription_id", "plan", "currency")
_CENT = 0.005

Pair = tuple[int, int]


def drop_shared_months(
    drafts: Sequence[Draft], rows: Sequence[pa.Table], lists: Sequence[int]
) -> tuple[list[pa.Table], frozenset[Pair]]:
    """Leaves out of each list what a later export of the same list says of the same customers and months.

    Two lists are asked about where they give amounts for the same customer, plan and month. Taken for now is that
    they count once if half of these amounts or more are the same, else that each counts, as costs of two products do.

    Args:
        drafts: All sheets.
        rows: The used rows of each; those of lists have one per customer and month.
        lists: Which of the sheets are lists of months.

    Returns:
        The rows that are left, and the pairs of an earlier and a later list that count once.
    """
    left = list(rows)
    months = {at: _months(rows[at]) for at in lists}
    by_age = sorted(lists, key=lambda at: (months[at]["month"].max(), months[at]["month"].min()))
    once = set()
    for number, new in enumerate(by_age):
        shared = {old: months[old].merge(months[new], on=[*_SERIES, "month"]) for old in by_age[:number]}
        shared = {old: both for old, both in shared.items() if len(both)}
        if shared and _count_once([drafts[old] for old in shared], drafts[new], pd.concat(shared.values())):
            once |= {(old, new) for old in shared}
            left = [
                _without(drafts[at], found, drafts[new], months[new]) if at in shared else found
                for at, found in enumerate(left)
            ]
    return left, frozenset(once)


def _months(rows: pa.Table) -> pd.DataFrame:
    """The amount of each customer, plan and month."""
    frame = rows.select([*_SERIES, "started_on", "mrr"]).to_pandas().rename(columns={"started_on": "month"})
    frame = frame[frame["mrr"].fillna(0) != 0].fillna(dict.fromkeys(_SERIES, ""))
    paid: pd.DataFrame = frame.groupby([*_SERIES, "month"], sort=True)[["mrr"]].sum().reset_index()
    return paid


def _count_once(olds: Sequence[Draft], new: Draft, shared: pd.DataFrame) -> bool:
    same = int(((shared["mrr_x"] - shared["mrr_y"]).abs() < _CENT).sum())
    others, name = " and ".join(f"“{name_of(old)}”" for old in olds), f"“{name_of(new)}”"
    because = f"Amounts of one customer and month that stand in both: {len(shared):,}; the same in both: {same:,}."
    question = f"Do the months that {name} shares with {others} count once, as {name} has them, or does each count?"
    options = (ONCE, EACH) if 2 * same >= len(shared) else (EACH, ONCE)
    return new.decide("mrr", because, question, options, of="shared months") == ONCE


def _without(old: Draft, rows: pa.Table, new: Draft, newer: pd.DataFrame) -> pa.Table:
    """The rows without the months of the newer list, for the customers that stand in it."""
    is_within = pc.and_(
        pc.greater_equal(rows["started_on"], newer["month"].min()),
        pc.less_equal(rows["started_on"], newer["month"].max()),
    )
    known = pa.array(newer["customer"].unique(), pa.string())
    again = pc.fill_null(pc.and_(is_within, pc.is_in(rows["customer"], value_set=known)), False)
    lost = rows.filter(again)
    if old.shape == MATRIX:
        first, last = (f"{day:%Y-%m}" for day in pc.min_max(lost["started_on"]).as_py().values())
        old.notes.append(f"{first} to {last} are taken from “{name_of(new)}”, for the customers that stand there too")
    else:
        mask: Mask = np.isin(old.block.rows, lost["source_row"].to_numpy())
        hint = f"“{name_of(new)}” tells of the same customer and month and counts; remove one of the two."
        old.set_aside("DUPLICATE", mask, column="customer", example=old.shown("customer", mask), hint=hint)
    return rows.filter(pc.invert(again))


def name_of(draft: Draft) -> str:
    """What a user knows a sheet by."""
    return draft.block.sheet or draft.file
