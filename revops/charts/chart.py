"""What a chart is, apart from how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart in the three forms people need it.

    Attributes:
        spec: Vega-Lite specification without its rows.
        rows: What is drawn.
        alt: One sentence that says what the chart shows, for those who do not see it.
        table: The rows behind it, written out: label of the column to its cells.
    """

    spec: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    alt: str
    table: Mapping[str, Sequence[str]]

    @cached_property
    def data(self) -> pa.Table:
        """The rows as a table that needs no further conversion."""
        return pa.Table.from_pylist([dict(row) for row in self.rows])


def table_of(rows: Sequence[Mapping[str, Any]], **columns: str) -> dict[str, list[str]]:
    """The named fields of rows as columns of text: `label="Month"` shows field `label` as "Month"."""
    return {title: [str(row[name]) for row in rows] for name, title in columns.items()}
