"""Writes the workbooks of this folder again: openpyxl writes them as XLSX, LibreOffice (`soffice`) as XLS and ODS.

python tests/unit/intake/workbooks/make.py
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).resolve().parent


def layouts() -> openpyxl.Workbook:
    """Headers in two rows with merged cells, numbers as text, an error, a total; a hidden sheet; an empty one."""
    book = openpyxl.Workbook()
    deals = book.active
    deals.title = "Deals"
    for row in (
        ["Pipeline report"],
        [],
        ["Deal ID", "Stage", "Amount", "Dates", None],
        [None, None, None, "Created", "Closed"],
        ["D1", "Won", 100, datetime(2025, 1, 1), datetime(2025, 1, 5)],
        ["007", "Lost", "50.5", datetime(2025, 1, 2), datetime(2025, 2, 5)],
        ["D3", "Won", "#REF!", datetime(2025, 1, 3), datetime(2025, 3, 5)],
        ["Total", None, "=C5", None, None],
    ):
        deals.append(row)
    deals.merge_cells("D3:E3")
    leads = book.create_sheet("old")
    leads.sheet_state = "hidden"
    for row in (["Lead ID", "Created Date", "Lead Source"], ["L1", datetime(2024, 1, 1), "Web"]):
        leads.append(row)
    book.create_sheet("empty")
    return book


def days_from_1904() -> openpyxl.Workbook:
    """Days counted as old Macs did."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Deal ID", "Stage", "Close Date"])
    book.active.append(["D1", "Won", datetime(2025, 1, 5)])
    return book


def main() -> None:
    """Writes each workbook in each format."""
    with tempfile.TemporaryDirectory() as folder:
        for make in (layouts, days_from_1904):
            path = Path(folder) / f"{make.__name__}.xlsx"
            make().save(path)
            for ending in ("xlsx", "xls", "ods"):
                command = ["soffice", "--headless", "--convert-to", ending, "--outdir", str(HERE), str(path)]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
