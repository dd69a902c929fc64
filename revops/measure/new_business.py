"""A company seen without its renewals and expansions."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset

NEW = pa.array(["new", None])
"""Kinds of new business; a deal without a kind is taken for one."""

NOTE = "Counted for new business alone; renewals and expansions are left out."


def new_business(dataset: Dataset) -> Dataset:
    """The same tables, of the deals only those of new business.

    Returns:
        The dataset itself where it tells no deal of another kind.
    """
    deals = dataset.tables.get("deals")
    if deals is None:
        return dataset
    new = deals.filter(pc.is_in(deals["kind"], value_set=NEW))
    if new.num_rows == deals.num_rows:
        return dataset
    fingerprint = f"{dataset.fingerprint}-new-business"
    return replace(dataset, tables={**dataset.tables, "deals": new}, fingerprint=fingerprint)
