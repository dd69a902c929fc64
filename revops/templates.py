"""A workbook to fill in: one sheet per table, made from the declarations of the tables alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from revops.content import load
from revops.errors import ChoiceError
from revops.intake.endings import EXAMPLE_MARK, NOTE_HEADER
from revops.tables import TABLES, Column, Table
from revops.vocabulary import ColumnKind as Kind

LAST_ROW: Final = 20_000
"""Rows down to which cells are checked while they are typed."""
EXAMPLES: Final = 2
COMPANY: Final = "example_company.toml"
_MADE_AT: Final = datetime(2026, 1, 1)
_FORMATS: Final[Mapping[Kind, str]] = {
    Kind.ID: "@",
    Kind.TEXT: "@",
    Kind.CHOICE: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONEY: "#,##0.00",
    Kind.NUMBER: "General",
    Kind.SHARE: "0%",
    Kind.FLAG: "@",
}
_REQUIRED: Final = PatternFill("solid", fgColor="1E3A8A")
_OPTIONAL: Final = PatternFill("solid", fgColor="64748B")
_EXPLAINS: Final = (
    "A workbook for your own data",
    "One sheet per table. Fill those that you have and delete the others; every sheet is read by itself.",
    "Dark headers are needed, grey ones may stay empty. Point at a header to see what belongs there.",
    "A cell that is empty means unknown, never zero. Columns of your own do no harm.",
    "Dates as 2026-03-31; amounts as plain numbers with the currency beside them; yes or no for flags.",
)
_EXAMPLE_ROWS: Final = (
    f"The first {EXAMPLES} rows of each sheet are examples. They are marked in the column “{NOTE_HEADER}” and left "
    "out when the file is read, for as long as the mark stands."
)
_FILLED: Final = "This one is filled with a small company that does not exist, to show how the tables go together."


def template(tables: Iterable[str] = (), *, is_filled: bool = False) -> bytes:
    """The workbook as an XLSX file.

    Args:
        tables: Keys of the tables wanted, in that order; none for all.
        is_filled: With a fictional company in it, instead of marked example rows.

    Raises:
        ChoiceError: If there is no such table.
    """
    wanted = [_table(key) for key in tables] or list(TABLES.values())
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE_AT
    _explain(book.worksheets[0], wanted, is_filled)
    for table in dict.fromkeys(table.key for table in wanted):
        _fill(book.create_sheet(TABLES[table].label), TABLES[table], is_filled)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def example_rows(table: str) -> list[dict[str, str]]:
    """The rows of the example company, cells as text under the declared names."""
    return list(csv.DictReader(io.StringIO(load(COMPANY)[table].strip())))


def header_of(column: Column) -> str:
    """A column's name as a person would write it."""
    return column.name.replace("_", " ").capitalize().replace("mql", "MQL").replace("sql", "SQL")


def _table(key: str) -> Table:
    if key not in TABLES:
        raise ChoiceError(f"there is no table {key}; known are {', '.join(TABLES)}.")
    return TABLES[key]


def _columns(table: Table) -> list[Column]:
    """The columns that a person fills."""
    return [column for column in table.columns if not column.made]


def _explain(sheet: Worksheet, tables: Sequence[Table], is_filled: bool) -> None:
    sheet.title = "Read me"
    about = [f"{table.label}: one row is {table.one_row}." for table in tables]
    for line in (*_EXPLAINS, _FILLED if is_filled else _EXAMPLE_ROWS, *about):
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows(min_row=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _fill(sheet: Worksheet, table: Table, is_filled: bool) -> None:
    columns = _columns(table)
    headers = [header_of(column) for column in columns]
    sheet.append(headers if is_filled else [*headers, NOTE_HEADER])
    for position, column in enumerate(columns, 1):
        _head(sheet, position, column)
    rows = example_rows(table.key) if is_filled else [_example(columns)] * EXAMPLES
    for record in rows:
        cells = [_value(column, record.get(column.name) or "") for column in columns]
        sheet.append(cells if is_filled else [*cells, EXAMPLE_MARK])
    for row in sheet.iter_rows(min_row=2, max_col=len(columns)):
        for cell, column in zip(row, columns, strict=True):
            cell.number_format = _FORMATS[column.kind]
    if not is_filled:
        _mark_examples(sheet, len(columns) + 1)
    sheet.freeze_panes = "A2"


def _head(sheet: Worksheet, position: int, column: Column) -> None:
    """The header of a column, its note, and what its cells may hold."""
    letter = get_column_letter(position)
    cell = sheet.cell(row=1, column=position)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    cell.comment = Comment(_note(column), "RevOps Advisor", height=110, width=260)
    dimension = sheet.column_dimensions[letter]
    dimension.width = max(13, len(header_of(column)) + 3)
    dimension.number_format = _FORMATS[column.kind]
    rule = _rule(column)
    if rule is not None:
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _note(column: Column) -> str:
    needed = "Needed. " if column.required else ""
    allowed = f" One of: {', '.join(column.choices)}." if column.choices else ""
    return f"{needed}{column.says}{allowed} For example: {column.example}"


def _rule(column: Column) -> DataValidation | None:
    """What a spreadsheet program checks while a cell is typed; None for text."""
    words = ("yes", "no") if column.kind is Kind.FLAG else column.choices
    if words:
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    elif column.kind is Kind.DATE:
        rule = DataValidation(type="date", operator="between", formula1="32874", formula2="73050", allow_blank=True)
    elif column.kind is Kind.SHARE:
        rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
    elif column.kind in (Kind.MONEY, Kind.NUMBER):
        rule = DataValidation(type="decimal", operator="between", formula1="-1E12", formula2="1E12", allow_blank=True)
    else:
        return None
    rule.errorTitle, rule.error, rule.showErrorMessage = header_of(column), _expected(column, words), True
    return rule


def _expected(column: Column, words: Sequence[str]) -> str:
    if words:
        return f"Write one of: {', '.join(words)}."
    forms = {Kind.DATE: "a date such as 2026-03-31", Kind.SHARE: "a share from 0% to 100%"}
    return f"Write {forms.get(column.kind, 'a plain number')}, or leave it empty."


def _example(columns: Iterable[Column]) -> dict[str, str]:
    return {column.name: column.example for column in columns}


def _value(column: Column, text: str) -> str | float | date | None:
    """A cell as a spreadsheet holds it, so that dates and numbers are none of text."""
    if not text:
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    return float(text) if column.kind in (Kind.MONEY, Kind.NUMBER, Kind.SHARE) else text


def _mark_examples(sheet: Worksheet, position: int) -> None:
    sheet.column_dimensions[get_column_letter(position)].width = len(EXAMPLE_MARK)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(italic=True, color="64748B")
    head = sheet.cell(row=1, column=position)
    head.font = Font(italic=True)
    head.comment = Comment("Marks the rows that are only examples; may be deleted.", "RevOps Advisor")
