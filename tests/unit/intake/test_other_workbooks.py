"""The same layouts in every format of workbook.

Those in `workbooks/` were written by its `make.py` (openpyxl, then LibreOffice); XLSB by `binary_book.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from binary_book import xlsb

from revops.dataset import Dataset
from revops.intake import Upload, read

FOLDER = Path(__file__).parent / "workbooks"
FORMATS = pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "xlsb"])
DEALS = [
    ["Pipeline report"],
    [],
    ["Deal ID", "Stage", "Amount", "Dates", None],
    [None, None, None, "Created", "Closed"],
    ["D1", "Won", 100, date(2025, 1, 1), date(2025, 1, 5)],
    ["007", "Lost", "50.5", date(2025, 1, 2), date(2025, 2, 5)],
    ["D3", "Won", "#REF!", date(2025, 1, 3), date(2025, 3, 5)],
    ["Total", None, 100, None, None],
]
LEADS = [["Lead ID", "Created Date", "Lead Source"], ["L1", date(2024, 1, 1), "Web"]]


def layouts(ending: str) -> Dataset:
    made = xlsb({"Deals": DEALS, "old": LEADS, "empty": []}, hidden=["old"]) if ending == "xlsb" else None
    return opened("layouts", ending, made)


def opened(name: str, ending: str, made: bytes | None) -> Dataset:
    content = made or (FOLDER / f"{name}.{ending}").read_bytes()
    return read([Upload(f"{name}.{ending}", content)], today=date(2026, 1, 15))


@FORMATS
def test_headers_in_two_rows_are_one_below_a_preamble(ending):
    deals = layouts(ending).sheets[0]
    assert (deals.headers, deals.header_row) == (("Deal ID", "Stage", "Amount", "Created", "Closed"), 4)
    assert deals.notes[:2] == ("2 lines above the header", "two rows of headers read together")


@FORMATS
def test_ids_numbers_as_text_and_days_are_read(ending):
    deals = layouts(ending).tables["deals"]
    assert deals["deal_id"].to_pylist() == ["D1", "007", "D3"]
    assert deals["amount"].to_pylist() == [100.0, 50.5, None]
    assert deals["closed_on"].to_pylist() == [date(2025, 1, 5), date(2025, 2, 5), date(2025, 3, 5)]
    assert deals["source_row"].to_pylist() == [5, 6, 7]


@FORMATS
def test_cell_with_an_error_is_told(ending):
    (problem,) = [each for each in layouts(ending).sheets[0].problems if each.code == "ERROR_CELL"]
    assert (problem.rows, problem.value, problem.blanks) == ((7,), "#REF!", True)


@FORMATS
def test_totals_are_left_out(ending):
    assert layouts(ending).sheets[0].totals_dropped == 1


@FORMATS
def test_hidden_sheet_is_read_and_said_to_be_hidden(ending):
    found = {sheet.sheet: "a hidden sheet" in sheet.notes for sheet in layouts(ending).sheets}
    assert found == {"Deals": False, "old": True}


@FORMATS
def test_days_counted_from_1904_are_read(ending):
    rows = [["Deal ID", "Stage", "Close Date"], ["D1", "Won", date(2025, 1, 5)]]
    made = xlsb({"Sheet": rows}, from_1904=True) if ending == "xlsb" else None
    assert opened("days_from_1904", ending, made).tables["deals"]["closed_on"].to_pylist() == [date(2025, 1, 5)]


@FORMATS
def test_currency_that_may_be_hidden_in_number_formats_is_told(ending: str):
    (asked,) = [each for each in layouts(ending).assumptions if each.about == "deals.currency"]
    assert (f"{ending.upper()} cells are only shown with" in asked.because) is (ending != "xlsx")
