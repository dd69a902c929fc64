"""The workbook opened again: every number, live sums that move, no formula from a user's text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from revops.assessment import Assessment, assess
from revops.digits import exact
from revops.investing import investment_of
from revops.investment.figures import RoleCost
from revops.metrics import METRICS
from revops.report import Options, Report, report_of
from revops.report.sums import sums_of
from revops.report.xlsx import workbook

LIVE = "Investment live"
NAMES = {
    "IF": lambda test, yes, no: yes() if test() else no(),
    "MAX": max,
    "ISNUMBER": lambda x: not isinstance(x, str),
}


@pytest.fixture(scope="module")
def content(report: Report, found: Assessment) -> bytes:
    return workbook(report, sums_of(investment_of(found)))


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def numbers_in(book: Workbook) -> set[float]:
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {exact(cell) for cell in cells if isinstance(cell, int | float)}


def test_every_number_of_the_report_stands_in_a_cell(report: Report, book: Workbook):
    have = numbers_in(book)
    wanted = {end for one in report.numbers for end in (one.value, one.low, one.high, one.n) if end is not None}
    assert not {exact(number) for number in wanted} - have - {None}


def test_text_of_users_is_never_a_formula(book: Workbook):
    formulas = {cell.value: sheet.title for sheet in book for row in sheet for cell in row if cell.data_type == "f"}
    assert set(formulas.values()) == {LIVE}
    texts = {cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "s"}
    assert {
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "شركة الأمل للتجارة",
        "北京科技有限公司",
        "@SUM(1+1)",
    } <= texts


def test_sheets_then_tables_charts_panes_and_paper(book: Workbook):
    assert book.sheetnames[:2] == ["Summary", "Metrics"]
    assert {"Monthly series", "Segments", "Signs and answers", LIVE, "Problems and set aside", "Method"} <= set(
        book.sheetnames
    )
    assert all(sheet.freeze_panes and sheet.print_area for sheet in book)
    assert all(sheet.tables for sheet in book if sheet.title.startswith("Rows, "))
    assert sum(len(sheet._charts) for sheet in book) == 11
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names))


def test_counts_then_no_point_without_digits_and_columns_as_wide_as_their_groups(book: Workbook):
    counted = [row for row in book["Metrics"].iter_rows() if row[1].value == "Annual bookings"]
    assert counted
    assert {cell.number_format for row in counted for cell in row if isinstance(cell.value, int)} >= {"#,##0"}
    formats = {cell.number_format for sheet in book for row in sheet for cell in row}
    assert not [form for form in formats if form.endswith(".##")]
    segments = book["Segments"]
    longest = max(len(row[0]) for row in segments.iter_rows(min_row=6, values_only=True) if row[0])
    assert segments.column_dimensions["A"].width >= min(longest, 40)
    assert not [name for name in book.sheetnames if name.endswith("custo")]


def test_rows_behind_every_known_number_stand_in_the_workbook(book: Workbook, found: Assessment):
    known = {METRICS[key].label for key, reading in found.readings.items() if reading.is_known and reading.value}
    titles = {row[0].value for sheet in book if sheet.title.startswith("Rows, ") for row in sheet.iter_rows()}
    assert {f"Rows behind: {label}" for label in known} <= titles
    assert "Rows, winning deals" in book.sheetnames


def test_live_sums_as_stored_are_those_of_the_case(content: bytes, book: Workbook, found: Assessment):
    stored = load_workbook(io.BytesIO(content), data_only=True)[LIVE]
    sheet = book[LIVE]
    worked = {cell.coordinate: worked_out(sheet, cell.value) for row in sheet for cell in row if cell.data_type == "f"}
    assert len(worked) == 18
    for place, value in worked.items():
        assert stored[place].value == (pytest.approx(value) if isinstance(value, float) else value or None), place


def test_cost_changed_then_the_break_even_moves_as_the_case_says(book: Workbook, found: Assessment):
    sheet, roles = book[LIVE], found.answers.investment.roles
    row = next(row for row in sheet.iter_rows(min_row=5) if row[1].value == "Revenue operations manager: pay")
    row[2].value = 30_000
    costs = {**roles, "revenue_operations_manager": RoleCost(pay=30_000)}
    figures = replace(found.answers.investment, roles=costs)
    other = investment_of(replace(found, answers=replace(found.answers, investment=figures)))
    churn = next(row for row in sheet.iter_rows() if row[0].value == "Customer churn")
    assert worked_out(sheet, churn[2].value) == pytest.approx(other.levers["customer_churn_rate"].at[12].lift)
    row[2].value = 70_000


def test_no_files_then_a_workbook_without_scorecard(found: Assessment):
    alone = report_of(assess(answers=found.answers, keys=()), Options())
    assert load_workbook(io.BytesIO(workbook(alone))).sheetnames[:2] == ["Summary", "Signs and answers"]


def worked_out(sheet: Any, cell: Any) -> Any:
    """A second reckoning of a spreadsheet's formula, by Python's own arithmetic."""
    if not (isinstance(cell, str) and cell.startswith("=")):
        return cell
    text = re.sub(r"\$([A-Z]+)\$(\d+)", r"at('\1\2')", cell[1:]).replace("^", "**")
    at: Callable[[str], Any] = lambda place: worked_out(sheet, sheet[place].value)  # noqa: E731
    return eval(lazily(text), {"at": at, **NAMES})


def lazily(text: str) -> str:
    """The arguments of IF as functions, so that only the branch that holds is worked out."""
    found = text.find("IF(")
    if found < 0:
        return text
    depth, start, parts = 0, found + 3, []
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0 or (depth == 0 and text[at] == ","):
            parts.append(text[start:at])
            start = at + 1
        if depth < 0:
            rest = text[at + 1 :]
            break
    return f"{text[:found]}IF({', '.join(f'lambda: {lazily(part)}' for part in parts)}){lazily(rest)}"
