"""One sheet of the workbook, written downwards: texts, tables with typed numbers, and where each number stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from revops.report.blocks import Cell, Column, Number, Table
from revops.vocabulary import Unit

_WIDE, _MIDDLE, _NARROW, _LONGEST = 60, 40, 14, 32_000
ACROSS: Final = 8
"""Columns that a line of text runs across."""
_LETTERS, _TALLEST = 115, 400
_FORMATS: Final = {
    Unit.SHARE: "0.0%",
    Unit.POINTS: "0.0%",
    Unit.RATIO: "#,##0.00",
    Unit.COUNT: "General",
    Unit.HOURS: '#,##0.0 "hours"',
    Unit.DAYS: '#,##0.0 "days"',
    Unit.MONTHS: '#,##0.0 "months"',
}
_WHOLE, _BROKEN = "#,##0", "#,##0.0#"
"""Of counts; no one format leaves the point away from whole numbers and shows the digits of others."""
_ENDS: Final = (("low", "low"), ("high", "high"), ("n", "n"), ("reason", "why unknown"))


@dataclass
class Formats:
    """Cell formats, each made once."""

    book: Workbook
    accent: str
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **properties: Any) -> Format:
        """A format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"valign": "top", **properties})
        return self._made[key]

    def number(self, unit: Unit, currency: str | None = None, **more: Any) -> Format:
        """How numbers of a unit are shown; a currency that is no code of three letters is left out."""
        if unit.is_money:
            code = f"[${currency}] " if currency and re.fullmatch("[A-Z]{3}", currency) else ""
            return self.of(num_format=f"{code}#,##0", **more)
        return self.of(num_format=_FORMATS[unit], **more)

    def count(self, value: float) -> Format:
        """How a counted number is shown."""
        return self.of(num_format=_WHOLE if value == round(value) else _BROKEN)


@dataclass(frozen=True)
class Place:
    """Where a number stands: its cell, that of its label, and those of its ends."""

    sheet: str
    row: int
    column: int
    label: int
    low: int | None = None
    high: int | None = None


@dataclass
class Sheet:
    """A sheet under way.

    Attributes:
        page: What is written to.
        name: Its name.
        formats: Of the workbook.
        places: Where each number stands, by its place in the JSON; shared by all sheets.
        row: The next free row.
        columns: Columns written so far.
        tables: Tables written so far.
        header: Row of the headers of the last one.
        has_group: Whether the tables name in their first column what each row is about.
    """

    page: Worksheet
    name: str
    formats: Formats
    places: dict[str, Place]
    row: int = 0
    columns: int = 1
    tables: int = 0
    header: int = 0
    has_group: bool = False
    _widths: dict[int, int] = field(default_factory=dict)

    def line(self, text: str, **properties: Any) -> None:
        """A text across the first columns, in as many lines as it takes."""
        style = self.formats.of(text_wrap=True, **properties)
        self.page.merge_range(self.row, 0, self.row, ACROSS - 1, "", style)
        self.text(self.row, 0, text, style)
        size = properties.get("font_size", 11)
        lines = math.ceil(len(text) * size / (11 * _LETTERS)) or 1
        self.page.set_row(self.row, min(lines * size * 1.4, _TALLEST))
        self.row += 1

    def text(self, row: int, column: int, text: str, style: Format | None = None) -> None:
        """A text that stays a text, whatever it begins with."""
        self.page.write_string(row, column, text[:_LONGEST], style)

    def table(self, table: Table, name: str) -> None:
        """A table of the spreadsheet program's own, with each number in cells of its own."""
        if not table.rows:
            return
        self.line(table.title, bold=True, font_size=12, font_color=self.formats.accent)
        if table.note:
            self.line(table.note, italic=True)
        spread = list(_spread(table))
        titles = _unique([title for title, *_ in spread])
        head = self.row
        for number, row in enumerate(table.rows, head + 1):
            self._row(number, row, spread)
        last = head + len(table.rows)
        columns = [{"header": title, "header_format": self.formats.of(bold=True, text_wrap=True)} for title in titles]
        style = {"name": name, "columns": columns, "style": "Table Style Light 1"}
        self.page.add_table(head, 0, last, len(titles) - 1, style)
        self._fit(table, spread, titles)
        self.tables, self.header = self.tables + 1, head
        self.row, self.columns = last + 2, max(self.columns, len(titles))

    def _row(self, at: int, row: Sequence[Cell], spread: list[tuple[str, int, str]]) -> None:
        for column, (_, place, part) in enumerate(spread):
            cell = row[place]
            if isinstance(cell, Number):
                self._number(at, column, cell, part)
                if part == "value":
                    self._keep(at, column, cell, spread[column + 1 : column + 5])
            elif part == "value":
                self._plain(at, column, cell)

    def _keep(self, at: int, column: int, cell: Number, beside: list[tuple[str, int, str]]) -> None:
        ends = {part: column + 1 + step for step, (_, _, part) in enumerate(beside) if part in ("low", "high")}
        label = 1 if self.has_group else 0
        self.places.setdefault(cell.at, Place(self.name, at, column, label, ends.get("low"), ends.get("high")))

    def _number(self, at: int, column: int, cell: Number, part: str) -> None:
        value = getattr(cell, part)
        if isinstance(value, str):
            self.text(at, column, value, self.formats.of(text_wrap=True))
        elif value is not None and math.isfinite(value):
            is_count = part == "n" or cell.unit is Unit.COUNT
            style = self.formats.count(value) if is_count else self.formats.number(cell.unit, cell.currency)
            self.page.write_number(at, column, value, style)
        elif value is not None:
            self.text(at, column, "no end")

    def _plain(self, at: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self.text(at, column, cell, self.formats.of(text_wrap=len(cell) > _NARROW))
        elif isinstance(cell, date):
            self.page.write_datetime(at, column, cell, self.formats.of(num_format="yyyy-mm-dd", align="left"))
        elif isinstance(cell, int | float) and math.isfinite(cell):
            self.page.write_number(at, column, cell, self.formats.count(cell))

    def _fit(self, table: Table, spread: list[tuple[str, int, str]], titles: list[str]) -> None:
        for column, (title, (_, place, part)) in enumerate(zip(titles, spread, strict=True)):
            is_wide = part == "reason" or table.columns[place].is_wide
            wish = _WIDE if is_wide else max(_NARROW, min(_MIDDLE, len(title) + 2))
            if part == "value" and not is_wide:
                texts = (row[place] for row in table.rows)
                longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
                wish = max(wish, min(_MIDDLE, longest + 2))
            if column == 0:
                wish = max(wish, 34)
            self._widths[column] = max(wish, self._widths.get(column, 0))
            self.page.set_column(column, column, self._widths[column])

    def finish(self) -> None:
        """Panes, paper and what is printed, once everything is written."""
        only = self.tables == 1
        self.page.freeze_panes(self.header + 1 if only else 1, 1 if only else 0)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.print_area(0, 0, max(self.row - 1, 0), max(self.columns, ACROSS) - 1)
        if only:
            self.page.repeat_rows(self.header)
        self.page.hide_gridlines(2)


def _spread(table: Table) -> Iterator[tuple[str, int, str]]:
    """Title, place and part of the number of each column of the sheet."""
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        yield column.title, place, "value"
        numbers = [cell for cell in cells if isinstance(cell, Number)]
        for part, title in _ENDS:
            if any(getattr(number, part) is not None for number in numbers):
                yield f"{column.title}: {title}", place, part


def grouped(tables: Sequence[Table], title: str) -> Table:
    """Tables of the same columns as one, the name of each in its first column."""
    first = tables[0]
    rows = tuple((table.title, *row) for table in tables for row in table.rows)
    columns = (Column(title="What"), Column(title="Group"), *first.columns[1:])
    notes = " ".join(dict.fromkeys(f"{table.title}: {table.note}" for table in tables if table.note))
    return Table(key=first.key, title=title, columns=columns, rows=rows, note=notes)


def _unique(titles: list[str]) -> list[str]:
    """Headers without a double or an empty one, which no table may have."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        name = " ".join(title.split())[:240] or "Remark"
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        count = seen[name.casefold()]
        found.append(name if count == 1 else f"{name} ({count})")
    return found
