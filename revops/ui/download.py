"""Tables as files that a spreadsheet program shows and never runs."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

import pyarrow as pa

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER: Final = re.compile(r"[+-]?[\d.,\u00a0\u202f ]*\d%?")


def csv_bytes(table: pa.Table) -> bytes:
    """A table as CSV that Excel opens with its letters right.

    Text that a spreadsheet program could take for a formula gets an apostrophe in front; plain numbers,
    negative ones too, stay as they are. A blank cell stays blank.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(name) for name in table.column_names])
    columns = [column.to_pylist() for column in table.columns]
    for row in zip(*columns, strict=True):
        writer.writerow(["" if cell is None else defused(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def defused(cell: object) -> str:
    """A cell as text that is no formula."""
    text = str(cell)
    if text.lstrip(" \u00a0").startswith(_RISKY) and not _NUMBER.fullmatch(text.strip()):
        return f"'{text}"
    return text
