"""Sheets that a person does not see in the workbook."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from revops.charts.figures import Figures
from revops.choices import Choices
from revops.intake import Upload, interpret, open_files, read
from revops.interchange import read_document
from revops.questions import questions


def workbook() -> Upload:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("old")
    hidden.sheet_state = "hidden"
    for sheet, amount, day in ((book.active, 1000, date(2025, 1, 5)), (hidden, 999, date(2025, 6, 5))):
        sheet.append(["Deal ID", "Stage", "Amount", "Currency", "Close Date"])
        sheet.append(["D1", "Won", amount, "EUR", day])
    hidden.append(["D2", "Won", 50, "EUR", date(2025, 6, 5)])
    sink = io.BytesIO()
    book.save(sink)
    return Upload("book.xlsx", sink.getvalue())


def test_record_of_the_visible_sheet_counts_before_that_of_a_hidden_one():
    found = read([workbook()], today=date(2026, 1, 15))
    assert found.tables["deals"]["amount"].to_pylist() == [1000, 50]
    told = [hint for sheet in found.sheets for hint in sheet.set_aside["hint"].to_pylist()]
    assert any("this one stands in a hidden sheet" in hint for hint in told), told


def test_hidden_sheet_beside_a_visible_one_with_the_same_table_is_asked_about():
    (file,) = open_files([workbook()])
    found = interpret([file], today=date(2026, 1, 15))
    (asked,) = [each for each in found.assumptions if each.about == "deals.hidden_sheet"]
    assert (asked.sheet, asked.options) == ("old", ("its rows count as well", "it is left out"))
    assert "a hidden sheet" in read_document(found)["tables"][1]["notes"]
    hidden = next(sheet for sheet in found.sheets if sheet.sheet == "old")
    (question,) = questions(found, [file], Choices(), Figures.of("en-GB"), of=hidden)
    left = interpret([file], question.options[1].choices, today=date(2026, 1, 15))
    assert left.tables["deals"]["amount"].to_pylist() == [1000]
    assert question.facts(left) == (("Rows of deals in all", "1"), ("Their amounts", "€1,000"))
