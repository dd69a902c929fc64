"""The sheet that calculates: change a yellow cell and what has to move follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from revops.report.sums import Formula, Input, Sums
from revops.report.xlsx.sheet import Sheet

ABOUT: Final = (
    "Change a yellow cell: costs, lifts and targets are calculated again. Ranges and chances are simulated and stay as "
    "they are on the sheet before."
)
_GIVEN: Final = "#fff3bf"
_HEAD: Final = ("What", "Which", "Value")


def live(sheet: Sheet, sums: Sums) -> None:
    """Inputs, then what follows from them.

    Args:
        sheet: An empty one.
        sums: The arithmetic.
    """
    sheet.line("Investment case that calculates", bold=True, font_size=14, font_color=sheet.formats.accent)
    sheet.line(ABOUT, italic=True)
    sheet.row += 1
    cells: dict[str, str] = {}
    _head(sheet, *_HEAD)
    for given in sums.inputs:
        cells[given.key] = _input(sheet, given, sums.currency)
    sheet.row += 1
    _head(sheet, *_HEAD)
    for formula in sums.costs:
        cells[formula.key] = _formula(sheet, "Cost", formula, cells, column=2)
        sheet.row += 1
    sheet.row += 1
    _levers(sheet, sums, cells)
    for title, reason in sums.unknown:
        sheet.line(f"{title}: {reason}", italic=True)
    sheet.columns = 6
    sheet.page.set_column(0, 1, 38)
    sheet.page.set_column(2, 5, 22)
    sheet.finish()


def _head(sheet: Sheet, *titles: str) -> None:
    style = sheet.formats.of(bold=True, text_wrap=True, bottom=1)
    for column, title in enumerate(titles):
        sheet.text(sheet.row, column, title, style)
    sheet.row += 1


def _input(sheet: Sheet, given: Input, currency: str | None) -> str:
    sheet.text(sheet.row, 0, given.group)
    sheet.text(sheet.row, 1, given.title)
    style = sheet.formats.number(given.unit, currency, bg_color=_GIVEN, border=1)
    sheet.page.write_number(sheet.row, 2, given.value, style)
    sheet.row += 1
    return _cell(sheet.row - 1, 2)


def _levers(sheet: Sheet, sums: Sums, cells: dict[str, str]) -> None:
    if not sums.levers:
        return
    _head(sheet, "Lever", "Team", *(formula.title for formula in sums.levers[0][2]))
    for title, team, formulas in sums.levers:
        sheet.text(sheet.row, 0, title)
        sheet.text(sheet.row, 1, team)
        for column, formula in enumerate(formulas, 2):
            cells[formula.key] = _formula(sheet, "", formula, cells, column=column)
        sheet.row += 1


def _formula(sheet: Sheet, what: str, formula: Formula, cells: dict[str, str], *, column: int) -> str:
    if what:
        sheet.text(sheet.row, 0, what)
        sheet.text(sheet.row, 1, formula.title)
    text = "=" + "".join(_pieces(formula.text, cells))
    number = formula.number
    result = formula.otherwise if number.value is None else number.value
    sheet.page.write_formula(sheet.row, column, text, sheet.formats.number(number.unit, number.currency), result)
    return _cell(sheet.row, column)


def _cell(row: int, column: int) -> str:
    name: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return name


def _pieces(text: str, cells: dict[str, str]) -> Iterator[str]:
    """The formula with cells in place of names."""
    for piece in re.split(r"(\{\w+\})", text):
        yield cells[piece[1:-1]] if piece.startswith("{") else piece
