"""Leads as each file has them, for metrics that hold two files against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa

from revops.dataset import Dataset, SheetRead
from revops.intake.arrow import pc
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
Column: TypeAlias = Any


def lead_files(dataset: Dataset) -> pa.Table:
    """One row for each lead of each file with its place there, those included that count in another file too."""
    if "leads" not in dataset.tables:
        return SCHEMA.empty_table()
    leads = dataset.tables["leads"]
    own = leads.select(SCHEMA.names[1:]).add_column(0, SCHEMA.field("file"), _names(leads)).cast(SCHEMA)
    given = [sheet for sheet in dataset.sheets if sheet.table == "leads" and sheet.set_aside.num_rows]
    known = _days(leads) if given else {}
    copies = [line for sheet in given for line in _copies(sheet, known)]
    return pa.concat_tables([own, pa.Table.from_pylist(copies, schema=SCHEMA)])


def compared_files(dataset: Dataset) -> pa.Table:
    """The same of companies whose leads stand in several files; one file alone is compared with nothing."""
    found = lead_files(dataset)
    return found if len(found["file"].unique()) > 1 else SCHEMA.empty_table()


def _names(leads: pa.Table) -> Column:
    """The name of each lead's file and sheet, as `_name` gives it."""
    file, sheet = pc.fill_null(leads["source_file"], ""), pc.fill_null(leads["source_sheet"], "")
    return pc.if_else(pc.equal(sheet, ""), file, pc.binary_join_element_wise(file, sheet, ", "))


def _days(leads: pa.Table) -> dict[str, date | None]:
    """The day of each lead by its id; of an id that stands there twice the last."""
    days = zip(leads["lead_id"].to_pylist(), leads["created_on"].to_pylist(), strict=True)
    return {lead: day for lead, day in days if lead}


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
