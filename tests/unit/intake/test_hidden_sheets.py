"""Sheets that a person does not see in the workbook."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from revops.intake import Upload, read


def test_record_of_the_visible_sheet_counts_before_that_of_a_hidden_one():
    book = openpyxl.Workbook()
    hidden = book.create_sheet("old")
    hidden.sheet_state = "hidden"
    for sheet, amount, day in ((book.active, 1000, date(2025, 1, 5)), (hidden, 999, date(2025, 6, 5))):
        sheet.append(["Deal ID", "Stage", "Amount", "Currency", "Close Date"])
        sheet.append(["D1", "Won", amount, "EUR", day])
    sink = io.BytesIO()
    book.save(sink)
    found = read([Upload("book.xlsx", sink.getvalue())], today=date(2026, 1, 15))
    assert found.tables["deals"]["amount"].to_pylist() == [1000]
    told = [hint for sheet in found.sheets for hint in sheet.set_aside["hint"].to_pylist()]
    assert any("this one stands in a hidden sheet" in hint for hint in told), told
