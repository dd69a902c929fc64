"""Small datasets with valid defaults, so that a test shows only what matters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from revops.dataset import Dataset
from revops.tables import TABLES
from revops.tables.table import SOURCE_COLUMNS
from revops.vocabulary import ColumnKind

Row = Mapping[str, Any]

DEFAULTS: Mapping[str, Row] = {
    "deals": {"outcome": "open", "stage": "Proposal"},
    "subscriptions": {"customer": "Northwind", "started_on": "2025-01-01", "mrr": 100.0},
    "leads": {},
    "spend": {"spent_on": "2026-01-31", "amount": 100.0},
    "stage_changes": {"deal_id": "D1", "stage": "Proposal", "entered_on": "2026-01-01"},
    "customers": {"customer": "Northwind"},
    "cancellations": {"customer": "Northwind", "cancelled_on": "2026-01-31"},
    "invoices": {"customer": "Northwind", "amount": 100.0},
    "quotas": {"period_start": "2026-01-01", "period_end": "2026-03-31", "amount": 100.0},
    "forecasts": {"period_start": "2026-01-01", "period_end": "2026-03-31", "amount": 100.0},
    "activities": {"done_on": "2026-01-01", "kind": "Call"},
}
IDENTITY = {"deals": "deal_id", "leads": "lead_id", "subscriptions": "subscription_id"}


def dataset(**tables: Iterable[Row]) -> Dataset:
    """A dataset of rows given as mappings; dates may be texts like "2026-01-31".

    A deal that names an outcome other than open gets that stage; ids are made where none is given.
    """
    arrow = {key: table(key, rows) for key, rows in tables.items()}
    return Dataset(tables=arrow, fingerprint=str({key: value.to_pylist() for key, value in arrow.items()}))


def from_csv(**texts: str) -> Dataset:
    """A dataset of CSV texts with canonical column names; blank cells and missing columns are blank."""
    arrow = {key: table(key, list(_cells(key, text)), bare=True) for key, text in texts.items()}
    return Dataset(tables=arrow, fingerprint=repr(sorted(texts.items())))


def table(key: str, rows: Iterable[Row], *, bare: bool = False) -> pa.Table:
    """One canonical table in full: columns not given are blank, but for the defaults (`bare`: without them)."""
    schema = TABLES[key].schema
    filled = [_filled(key, place, row, {} if bare else DEFAULTS[key]) for place, row in enumerate(rows, start=1)]
    unknown = {name for row in filled for name in row} - set(schema.names)
    assert not unknown, f"table {key} has no column {sorted(unknown)}"
    return pa.table({name: [row.get(name) for row in filled] for name in schema.names}, schema=schema)


def _cells(key: str, text: str) -> Iterator[Row]:
    readers = {ColumnKind.FLAG: lambda cell: cell == "true", ColumnKind.MONEY: float, ColumnKind.NUMBER: float}
    readers[ColumnKind.SHARE] = float
    for line in csv.DictReader(io.StringIO(text.strip())):
        kinds = {name: TABLES[key].column(name).kind for name in line if name not in SOURCE_COLUMNS}
        yield {name: readers.get(kinds.get(name), str)(cell) if cell else None for name, cell in line.items()}


def _filled(key: str, place: int, row: Row, defaults: Row) -> dict[str, Any]:
    given = {**defaults, "source_file": f"{key}.csv", "source_row": place + 1}
    if key in IDENTITY:
        given[IDENTITY[key]] = f"{key[0].upper()}{place}"
    if "stage" in defaults and row.get("outcome", "open") != "open":
        given["stage"] = str(row["outcome"]).capitalize()
    return {name: _cell(key, name, value) for name, value in {**given, **row}.items()}


def _cell(key: str, name: str, value: Any) -> Any:
    is_date = TABLES[key].has(name) and TABLES[key].column(name).kind is ColumnKind.DATE
    return date.fromisoformat(value) if is_date and isinstance(value, str) else value
