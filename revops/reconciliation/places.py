"""Where the rows of a name stand in the user's own files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from revops.dataset import Dataset
from revops.reconciliation.result import Place

MOST = 20
"""Rows that are named of one case; a customer of a monthly ledger has hundreds."""


def places_of(
    dataset: Dataset, table: str, column: str, names: Collection[str], only: Mapping[str, str] | None = None
) -> Mapping[str, tuple[Place, ...]]:
    """The rows of a table by a name in a column, each with its place in the file, the first few of each name.

    Args:
        dataset: The company's tables.
        table: Which; an absent one has no rows.
        column: Holds the names.
        names: Those wanted.
        only: Values that other columns must have, such as `{"outcome": "won"}`.
    """
    if table not in dataset.tables or not names:
        return {}
    rows = dataset.tables[table]
    wanted = pc.is_in(rows[column], pa.array(sorted(names), pa.string()))
    for name, value in (only or {}).items():
        wanted = pc.and_(wanted, pc.equal(rows[name], pa.scalar(value)))
    columns = (column, "source_file", "source_sheet", "source_row")
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for line in rows.select(columns).filter(wanted).to_pylist():
        if len(found[line[column]]) < MOST:
            found[line[column]].append(
                Place(line["source_file"] or "", line["source_sheet"] or "", line["source_row"] or 0)
            )
    return {name: tuple(places) for name, places in found.items()}
