"""Leads as each file has them, for metrics that hold two files against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow as pa

from revops.dataset import Dataset, SheetRead
from revops.tables.table import SOURCE_COLUMNS

LEAD_FILES = "lead_files"
"""The name by which SQL asks for it."""
_OWN: list[tuple[str, pa.DataType]] = [
    ("file", pa.string()),
    ("lead_id", pa.string()),
    ("created_on", pa.date32()),
    ("source", pa.string()),
]
SCHEMA = pa.schema([*_OWN, *SOURCE_COLUMNS.items()])
_COPIES = ("DUPLICATE", "CONFLICTING_DUPLICATE")

Line = dict[str, object]


def lead_files(dataset: Dataset) -> pa.Table:
    """One row for each lead of each file with its place there, those included that count in another file too."""
    if "leads" not in dataset.tables:
        return SCHEMA.empty_table()
    rows = dataset.tables["leads"].select(["lead_id", "created_on", "source", *SOURCE_COLUMNS]).to_pylist()
    own: list[Line] = [{"file": _name(row["source_file"], row["source_sheet"]), **row} for row in rows]
    known = {row["lead_id"]: row["created_on"] for row in rows if row["lead_id"]}
    copies = [line for sheet in dataset.sheets if sheet.table == "leads" for line in _copies(sheet, known)]
    return pa.Table.from_pylist([*own, *copies], schema=SCHEMA)


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
            yield {
                "file": _name(sheet.file, sheet.sheet),
                "lead_id": lead,
                "created_on": known[lead],
                "source": source or None,
                "source_file": sheet.file,
                "source_sheet": sheet.sheet,
                "source_row": row["row"],
            }
