"""Sheets as a test writes them, opened in this process: what the child does, without starting it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from revops.choices import Choices
from revops.dataset import Dataset, SheetRead
from revops.intake import OpenedFile, interpret
from revops.intake.cells import columns_of
from revops.intake.group_rows import tables_of
from revops.intake.text import read_text
from revops.intake.upload import Grid, Limits

TODAY = date(2026, 1, 15)


def opened(text: str, name: str = "export.csv", encoding: str = "utf-8") -> OpenedFile:
    grid = read_text(text.encode(encoding), name, Limits())
    return OpenedFile(name=name, sha256=str(hash(text)), blocks=tables_of(grid))


def book(sheets: dict[str, Sequence[Sequence[object]]], name: str = "book.xlsx") -> OpenedFile:
    """A workbook as calamine hands it over: Python values, row by row."""
    grids = [Grid(sheet=sheet, cells=columns_of(rows)) for sheet, rows in sheets.items()]
    return OpenedFile(name=name, sha256=name, blocks=tuple(block for grid in grids for block in tables_of(grid)))


def dataset(*texts: str, choices: Choices | None = None) -> Dataset:
    files = [opened(text, f"export{number}.csv" if number else "export.csv") for number, text in enumerate(texts)]
    return interpret(files, choices or Choices(), today=TODAY)


def only_sheet(text: str, choices: Choices | None = None) -> SheetRead:
    (sheet,) = dataset(text, choices=choices).sheets
    return sheet


def column(text: str, table: str, name: str, choices: Choices | None = None) -> list[object]:
    return dataset(text, choices=choices).tables[table][name].to_pylist()


def problems(text: str) -> list[tuple[str, str | None, tuple[int, ...]]]:
    return [(problem.code, problem.column, problem.rows) for problem in only_sheet(text).problems]
