"""The template comes back as what stands in it, and an unfilled one as nothing."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from revops.choices import Choices
from revops.dataset import Dataset
from revops.errors import ChoiceError
from revops.intake import Upload, read
from revops.tables import TABLES, Column
from revops.templates import EXAMPLES, LAST_ROW, example_rows, header_of, template
from revops.vocabulary import ColumnKind


def book(*tables: str, is_filled: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(tables, is_filled=is_filled)))


def read_back(*tables: str, is_filled: bool) -> Dataset:
    return read([Upload("template.xlsx", template(tables, is_filled=is_filled))], Choices(), today=date(2026, 11, 1))


def meant(column: Column, text: str) -> object:
    if not text:
        return None
    if column.kind is ColumnKind.FLAG:
        return text == "yes"
    if column.kind is ColumnKind.DATE:
        return date.fromisoformat(text)
    return float(text) if column.kind in (ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.SHARE) else text


@pytest.mark.parametrize("key", TABLES)
def test_filled_template_comes_back_as_it_was_written(key: str):
    found = read_back(key, is_filled=True)
    rows = found.tables[key].to_pylist()
    columns = [column for column in TABLES[key].columns if not column.made]
    written = [{column.name: meant(column, row[column.name]) for column in columns} for row in example_rows(key)]
    assert [{column.name: row[column.name] for column in columns} for row in rows] == written
    assert [(sheet.rows_set_aside, sheet.problems) for sheet in found.sheets] == [(0, ())]


def test_all_tables_filled_come_back_without_a_question():
    found = read_back(is_filled=True)
    assert {key: table.num_rows for key, table in found.tables.items()} == {
        key: len(example_rows(key)) for key in TABLES
    }
    assert found.assumptions == ()
    assert [refusal.sheet for refusal in found.refusals] == ["Read me"]


def test_template_dropped_back_unchanged_invents_nothing():
    found = read_back(is_filled=False)
    assert found.is_empty
    assert not found.sheets


@pytest.mark.parametrize("key", TABLES)
def test_own_row_below_the_examples_is_all_that_is_read(key: str):
    filled = book(key)
    sheet = filled[TABLES[key].label]
    for at, cell in enumerate(next(sheet.iter_rows(min_row=2, max_row=2, values_only=True))[:-1], 1):
        sheet.cell(row=EXAMPLES + 2, column=at, value=cell)
    sink = io.BytesIO()
    filled.save(sink)
    found = read([Upload("mine.xlsx", sink.getvalue())], Choices(), today=date(2026, 11, 1))
    (read_sheet,) = found.sheets
    assert (read_sheet.table, read_sheet.rows_used) == (key, 1)
    assert ("EXAMPLE_ROW", EXAMPLES) in [(problem.code, problem.count) for problem in read_sheet.problems]


@pytest.mark.parametrize("key", TABLES)
def test_every_column_has_its_note_and_an_example(key: str):
    sheet = book(key)[TABLES[key].label]
    for at, column in enumerate([column for column in TABLES[key].columns if not column.made], 1):
        head = sheet.cell(row=1, column=at)
        assert head.value == header_of(column)
        assert column.says in head.comment.text
        assert sheet.cell(row=2, column=at).value is not None


def test_choices_and_flags_are_lists_to_pick_from():
    rules = {str(rule.sqref): rule.formula1 for rule in book("leads")["Leads"].data_validations.dataValidation}
    assert rules[f"I2:I{LAST_ROW}"] == '"yes,no"'
    deals = [rule.formula1 for rule in book("deals")["Deals"].data_validations.dataValidation]
    assert '"new,expansion,renewal"' in deals


def test_dates_are_dates_and_numbers_are_numbers():
    sheet = book("spend", is_filled=True)["Spend"]
    assert (sheet["A2"].value.date(), sheet["A2"].number_format) == (date(2025, 1, 31), "yyyy-mm-dd")
    assert sheet["B2"].value == 1800


def test_first_sheet_explains_the_tables_that_follow():
    first = book("deals", "spend").worksheets[0]
    lines = [row[0] for row in first.iter_rows(values_only=True)]
    assert lines[-2:] == ["Deals: one row is one sales opportunity.", f"Spend: one row is {TABLES['spend'].one_row}."]


def test_table_that_does_not_exist_is_refused_by_name():
    with pytest.raises(ChoiceError, match="there is no table prices; known are"):
        template(["prices"])


def test_same_template_has_the_same_cells_whenever_it_is_made():
    assert [list(sheet.values) for sheet in book()] == [list(sheet.values) for sheet in book()]


@pytest.mark.parametrize("key", TABLES)
def test_example_company_fills_every_column_that_a_person_can(key: str):
    rows = example_rows(key)
    columns = [column.name for column in TABLES[key].columns if not column.made]
    assert list(rows[0]) == columns
    assert not [name for name in columns if not any(row[name] for row in rows)]
