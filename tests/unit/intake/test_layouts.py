"""Sheets as people lay them out, written by openpyxl and read from their bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.intake.headers import joined

HEADER = ["Deal ID", "Stage", "Amount", "Created Date", "Close Date"]
DEALS = [["D1", "Won", 100, "2025-01-01", "2025-01-05"], ["D2", "Lost", 50, "2025-01-02", "2025-02-05"]]
LEADS = [["Lead ID", "Created Date", "Lead Source"], ["L1", "2024-01-01", "Web"], ["L2", "2024-01-02", "Ads"]]


def opened(fill: Callable[[Worksheet], None], name: str = "book.xlsx") -> Dataset:
    book = openpyxl.Workbook()
    fill(book.active)
    sink = io.BytesIO()
    book.save(sink)
    return read([Upload(name, sink.getvalue())], today=date(2026, 1, 15))


def rows(*lines: Sequence[object]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(list(line))

    return fill


def used(found: Dataset) -> dict[str, int]:
    return {sheet.table: sheet.rows_used for sheet in found.sheets}


def test_merged_groups_over_headers_are_read_together():
    def fill(sheet: Worksheet) -> None:
        rows(["Deal", None, None, "Dates", None], HEADER, *DEALS)(sheet)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("D1:E1")

    (sheet,) = opened(fill).sheets
    assert (sheet.headers, sheet.header_row, sheet.rows_used) == (tuple(HEADER), 2, 2)


def test_headers_in_two_rows_that_fill_each_others_gaps_become_one():
    found = opened(rows(["Deal ID", "Stage", "Amount", "Dates", None], [None, None, None, "Created", "Closed"], *DEALS))
    (sheet,) = found.sheets
    assert sheet.headers == ("Deal ID", "Stage", "Amount", "Created", "Closed")
    assert (sheet.header_row, sheet.rows_used) == (2, 2)
    assert "two rows of headers read together" in sheet.notes


def test_header_merged_over_two_rows_is_one_name():
    def fill(sheet: Worksheet) -> None:
        rows(["Deal ID", "Stage", "Amount", "Dates", None], [None, None, None, "Created", "Closed"], *DEALS)(sheet)
        for letter in "ABC":
            sheet.merge_cells(f"{letter}1:{letter}2")

    (sheet,) = opened(fill).sheets
    assert sheet.headers == ("Deal ID", "Stage", "Amount", "Created", "Closed")


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        (["Q1", None, "Q2", None], ["Set", "Done", "Set", "Done"], "Q1 / Set|Q1 / Done|Q2 / Set|Q2 / Done"),
        (["Rep", "Q1", None], [None, "Set", "Done"], "Rep|Q1 / Set|Q1 / Done"),
    ],
)
def test_names_that_repeat_keep_their_group(upper, lower, names):
    assert joined(upper, lower) == names.split("|")


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["Exported by", "Ann", None], ["Deal ID", "Stage", "Amount"]),
        (["Pipeline report", None, None], ["Deal ID", "Stage", "Amount"]),
        (["Deal ID", "Stage", "Amount"], ["D1", "Won", "5"]),
        (["Deal ID", "Stage", None], ["D1", "Won", "5"]),
    ],
)
def test_rows_that_are_no_two_headers_stay_apart(upper, lower):
    assert joined(upper, lower) is None


def test_row_of_units_stands_behind_the_headers():
    found = opened(rows(["Deal ID", "Stage", "Amount", "Created Date"], [None, "text", "EUR", "date"], *DEALS))
    (sheet,) = found.sheets
    assert sheet.headers[2] == "Amount (EUR)"
    assert (sheet.rows_read, sheet.set_aside["code"].to_pylist()) == (2, ["UNIT_ROW"])
    assert found.tables["deals"]["amount"].to_pylist() == [100.0, 50.0]


def test_tables_below_each_other_are_both_read():
    found = opened(rows(["Deals"], [], HEADER, *DEALS, [], ["Leads"], [], *LEADS))
    assert used(found) == {"deals": 2, "leads": 2}


def test_tables_side_by_side_are_both_read():
    lines = [[*HEADER, None, *LEADS[0]], [*DEALS[0], None, *LEADS[1]], [*DEALS[1], None, *LEADS[2]]]
    assert used(opened(rows(*lines))) == {"deals": 2, "leads": 2}


def test_blank_column_within_a_table_parts_nothing():
    lines = [[*HEADER[:3], None, "Owner", "Close Date"], ["D1", "Won", 5, None, "Ann", "2025-01-05"]]
    (sheet,) = opened(rows(*lines)).sheets
    assert sheet.headers == ("Deal ID", "Stage", "Amount", "Owner", "Close Date")
    assert "1 empty column left out" in sheet.notes


def test_table_with_one_more_column_below_another_is_its_own():
    text = "Deal ID,Stage,Amount,Owner\nD1,Won,5,Ann\nDeal ID,Stage,Amount,Owner,Region\nD2,Lost,6,Ben,North\n"
    found = read([Upload("two.csv", text.encode())])
    assert [sheet.headers[4:] for sheet in found.sheets] == [(), ("Region",)]


def test_first_of_several_tables_is_not_taken_for_a_preamble():
    first = "Meetings,,,\nOwner,Date,Place,Purpose\nAnn,2025-01-01,Bath,talk\n,,,\n,,,\n"
    second = "Deals,,,\nDeal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\n"
    assert used(read([Upload("two.csv", (first + second).encode())])) == {"deals": 1}


def test_formula_without_a_stored_value_is_told():
    found = opened(rows(HEADER, ["D1", "Won", "=50*2", "2025-01-01", "2025-01-05"], *DEALS[1:]))
    (problem,) = [each for each in found.sheets[0].problems if each.code == "FORMULA_WITHOUT_VALUE"]
    assert (problem.count, problem.rows, problem.value) == (1, (2,), "Amount")
    assert "Excel" in problem.hint


def test_error_in_a_cell_is_told():
    def fill(sheet: Worksheet) -> None:
        rows(HEADER, *DEALS)(sheet)
        sheet["C3"].value = "#REF!"

    found = opened(fill)
    (problem,) = found.sheets[0].problems
    assert (problem.code, problem.rows, problem.value) == ("ERROR_CELL", (3,), "#REF!")
    assert found.tables["deals"]["amount"].to_pylist() == [100.0, None]


def test_cells_merged_over_rows_hold_for_all_of_them():
    def fill(sheet: Worksheet) -> None:
        rows([*HEADER, "Owner"], [*DEALS[0], "Ann"], DEALS[1])(sheet)
        sheet.merge_cells("F2:F3")

    found = opened(fill)
    assert found.tables["deals"]["owner"].to_pylist() == ["Ann", "Ann"]
    assert "1 merged cell filled down" in found.sheets[0].notes


def test_hidden_sheet_is_read_and_said_to_be_hidden():
    def fill(sheet: Worksheet) -> None:
        rows(HEADER, *DEALS)(sheet.parent.create_sheet("old"))
        sheet.parent["old"].sheet_state = "hidden"
        rows(*LEADS)(sheet)

    found = opened(fill)
    assert {sheet.table: "a hidden sheet" in sheet.notes for sheet in found.sheets} == {"leads": False, "deals": True}


def test_days_counted_from_1904_are_read():
    def fill(sheet: Worksheet) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        rows(["Deal ID", "Stage", "Close Date"], ["D1", "Won", datetime(2025, 1, 5)])(sheet)

    assert opened(fill).tables["deals"]["closed_on"].to_pylist() == [date(2025, 1, 5)]


def test_numbers_stored_as_text_are_numbers():
    found = opened(rows(HEADER, ["007", "Won", "1200.50", "2025-01-01", "2025-01-05"]))
    assert found.tables["deals"]["amount"].to_pylist() == [1200.5]
    assert found.tables["deals"]["deal_id"].to_pylist() == ["007"]


def test_table_that_begins_far_from_the_corner_keeps_row_numbers():
    def fill(sheet: Worksheet) -> None:
        for at, line in enumerate([HEADER, *DEALS]):
            for place, value in enumerate(line):
                sheet.cell(row=10 + at, column=4 + place, value=value)

    (sheet,) = opened(fill).sheets
    assert (sheet.header_row, sheet.rows_used) == (10, 2)


def test_workbook_with_macros_is_read_and_no_macro_runs():
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as book:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Sub Auto_Open()"), is_stream=True)
        sheet = book.add_worksheet()
        for at, line in enumerate([HEADER, *DEALS]):
            sheet.write_row(at, 0, map(str, line))
    found = read([Upload("book.xlsm", sink.getvalue())], today=date(2026, 1, 15))
    assert (used(found), found.refusals) == ({"deals": 2}, ())
