"""Any table, written as CSV under its canonical headers, comes back identical."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.tables import TABLES, Column, Table
from revops.vocabulary import ColumnKind as Kind

TODAY = date(2026, 1, 15)
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8).map(lambda text: f"Word {text}")
CELLS: Mapping[Kind, st.SearchStrategy[Any]] = {
    Kind.ID: st.integers(10**5, 10**6).map(lambda number: f"K-{number}"),
    Kind.TEXT: WORDS,
    Kind.DATE: DAYS,
    Kind.MONEY: (st.integers(1, 10**5) | st.integers(3 * 10**5, 10**7)).map(lambda cents: cents / 100),
    Kind.NUMBER: st.integers(1, 400).map(float),
    Kind.SHARE: st.integers(0, 100).map(lambda part: part / 100),
    Kind.FLAG: st.booleans(),
}
NEW = ("activities", "customers", "forecasts", "invoices", "quotas")


def cell(column: Column) -> st.SearchStrategy[Any]:
    if column.name == "currency":
        return st.just("EUR")
    return CELLS[column.kind] if column.required else st.none() | CELLS[column.kind]


@st.composite
def rows(draw: st.DrawFn, table: Table) -> list[dict[str, Any]]:
    count = draw(st.integers(3, 8))
    found = [{column.name: draw(cell(column)) for column in table.columns} for _ in range(count)]
    found[0] = {column.name: draw(CELLS[column.kind]) for column in table.columns} | dict.fromkeys(
        {"currency"} & {column.name for column in table.columns}, "EUR"
    )
    for place, row in enumerate(found):
        for first, last in table.orders:
            if row[first] and row[last]:
                row[last] = row[first] + timedelta(days=40 + place)
        for name in table.identity[:1]:
            row[name] = f"K-{place:06}"
        if table.has_no_id:
            row["amount"] = 3000.25 + place
    return found


def written(table: Table, records: list[dict[str, Any]]) -> OpenedFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in table.columns if not column.made])
    writer.writeheader()
    writer.writerows({name: "" if value is None else str(value) for name, value in row.items()} for row in records)
    grid = read_text(text.getvalue().encode(), f"{table.key}.csv", Limits())
    return OpenedFile(name=f"{table.key}.csv", sha256="", blocks=blocks_of(grid))


@pytest.mark.parametrize("key", NEW)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_table_under_canonical_headers_comes_back_identical(key, data):
    table = TABLES[key]
    records = data.draw(rows(table))
    found = interpret([written(table, records)], today=TODAY).tables[key]
    names = [column.name for column in table.columns]
    read = [{name: row[name] for name in names} for row in found.to_pylist()]
    assert read == [{name: row.get(name) for name in names} for row in records]
