"""Workbooks to grids; runs in the child process, because a crafted workbook can abort the parser."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import python_calamine as calamine

from revops.errors import UploadError
from revops.intake.cell_formats import currencies_shown
from revops.intake.cells import columns_of
from revops.intake.error_cells import errors_of
from revops.intake.faults import faults_of, sheet_parts
from revops.intake.upload import HIDDEN, Fault, Grid, Limits


def read_workbook(content: bytes, file: str, limits: Limits) -> Iterator[Grid | UploadError]:
    """The sheets of an XLSX, XLSM, XLS, XLSB or ODS workbook, one after the other.

    A sheet that cannot be used comes as the error that says why; the others keep coming.

    Raises:
        UploadError: If the workbook as a whole cannot be read.
    """
    workbook = _open(content, file)
    parts = sheet_parts(content)
    errors = {} if parts else errors_of(content)
    for sheet in workbook.sheets_metadata:
        if sheet.typ not in (calamine.SheetTypeEnum.WorkSheet,):
            continue
        try:
            known = errors.get(sheet.name, ())
            grid = _grid(workbook, sheet.name, file, limits, known)
        except UploadError as error:
            yield error
            continue
        if grid.cells.num_rows:
            hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
            faults = faults_of(content, parts[sheet.name]) if sheet.name in parts else known
            shown = currencies_shown(content, parts[sheet.name]) if sheet.name in parts else ()
            at = grid.first_column
            yield replace(
                grid,
                notes=(*((HIDDEN,) if hidden else ()), *grid.notes),
                faults=tuple(replace(fault, column=fault.column - at) for fault in faults),
                shown=tuple(replace(each, column=each.column - at) for each in shown),
            )


def _open(content: bytes, file: str) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        raise UploadError.encrypted(file) from None
    except Exception as error:  # the parser has no common base for what it raises
        raise UploadError.damaged(file, _reason(error)) from None


def _grid(workbook: calamine.CalamineWorkbook, name: str, file: str, limits: Limits, errors: Iterable[Fault]) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(name)
        _check(sheet, name, file, limits)
        rows = sheet.to_python()
        start = sheet.start or (0, 0)
        _blank(rows, errors, start)
        merged = _fill_down(rows, sheet.merged_cell_ranges or (), start)
    except calamine.PasswordError:
        raise UploadError.encrypted(file) from None
    except UploadError:
        raise
    except Exception as error:
        raise UploadError.damaged(file, _reason(error)) from None
    notes = (f"{merged:,} merged cell{'s' * (merged > 1)} filled down",) if merged else ()
    return Grid(sheet=name, cells=columns_of(rows), first_row=start[0] + 1, first_column=start[1], notes=notes)


def _blank(rows: list[list[Any]], errors: Iterable[Fault], start: tuple[int, int]) -> None:
    """Empties cells that hold an error: ODS may store it beside a value, as 0."""
    for error in errors:
        row, column = error.row - 1 - start[0], error.column - start[1]
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            rows[row][column] = ""


def _fill_down(rows: list[list[Any]], ranges: Iterable[Any], start: tuple[int, int]) -> int:
    """Gives the value of a cell merged over rows of one column to all of them; returns how many such cells."""
    count = 0
    for (top, left), (bottom, right) in ranges:
        first, last, column = top - start[0], min(bottom - start[0], len(rows) - 1), left - start[1]
        if left != right or last <= first or not (first >= 0 and 0 <= column < len(rows[first])):
            continue
        for row in rows[first + 1 : last + 1]:
            row[column] = rows[first][column]
        count += 1
    return count


def _check(sheet: calamine.CalamineSheet, name: str, file: str, limits: Limits) -> None:
    if sheet.height > limits.rows + 1:
        raise _too_large(file, name, f"{sheet.height:,} rows", f"{limits.rows:,}")
    if sheet.width > limits.columns:
        raise _too_large(file, name, f"{sheet.width:,} columns", f"{limits.columns:,}")
    if sheet.height * sheet.width > limits.cells:
        raise _too_large(file, name, f"{sheet.height * sheet.width:,} cells", f"{limits.cells:,}")


def _too_large(file: str, sheet: str, found: str, limit: str) -> UploadError:
    return UploadError(
        file,
        "TOO_LARGE",
        f"The sheet has {found}; the limit is {limit}.",
        "Split it, or export it as CSV.",
        sheet=sheet,
    )


def _reason(error: Exception) -> str:
    """The parser's own words, first line, short."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:100]
