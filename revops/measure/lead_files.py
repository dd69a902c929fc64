"""Leads as each file has them, for metrics that hold two files against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow as pa

from revops.dataset import Dataset, SheetRead

LEAD_FILES = "lead_files"
"""The name by which SQL asks for it."""
SCHEMA = pa.schema(
    [("file", pa.string()), ("lead_id", pa.string()), ("created_on", pa.date32()), ("source", pa.string())]
)
_COPIES = ("DUPLICATE", "CONFLICTING_DUPLICATE")

Line = tuple[str, str | None, date | None, str | None]


def lead_files(dataset: Dataset) -> pa.Table:
    """One row for each lead of each file, those included that count in another file too."""
    if "leads" not in dataset.tables:
        return SCHEMA.empty_table()
    columns = ["lead_id", "created_on", "source", "source_file", "source_sheet"]
    rows = dataset.tables["leads"].select(columns).to_pylist()
    own: list[Line] = [
        (_name(row["source_file"], row["source_sheet"]), row["lead_id"], row["created_on"], row["source"])
        for row in rows
    ]
    known = {row["lead_id"]: row["created_on"] for row in rows if row["lead_id"]}
    copies = [line for sheet in dataset.sheets if sheet.table == "leads" for line in _copies(sheet, known)]
    return pa.table([list(column) for column in zip(*own, *copies, strict=True)] or [[]] * 4, SCHEMA)


def _name(file: str | None, sheet: str | None) -> str:
    return f"{file}, {sheet}" if sheet else file or ""


def _copies(sheet: SheetRead, known: Mapping[str, date | None]) -> Iterator[Line]:
    """Leads set aside because the same id counts elsewhere: on the day of that one, with the source of this file."""
    headers = {name: sheet.columns[name].header for name in ("lead_id", "source") if name in sheet.columns}
    if "lead_id" not in headers:
        return
    for row in sheet.set_aside.to_pylist():
        lead = str(row.get(headers["lead_id"]) or "").strip()
        if row["code"] in _COPIES and lead in known:
            source = str(row.get(headers.get("source", "")) or "").strip()
            yield _name(sheet.file, sheet.sheet), lead, known[lead], source or None
