"""The sheets of the workbook.

Written with XlsxWriter: it stores formulas together with their results, so that programs which do not calculate show
them too, keeps every text a text when asked to, and takes a tenth of the time of openpyxl, which can also read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from xlsxwriter.workbook import Workbook

from revops.handing_over import PartKey
from revops.report.blocks import Chart, Heading, Paragraph, Part, Points, Report, Table
from revops.report.sums import Sums
from revops.report.xlsx.charts import draw
from revops.report.xlsx.live import live
from revops.report.xlsx.sheet import Formats, Place, Sheet, grouped

MOST_SHEET_NAME: Final = 31
_TOGETHER: Final = (PartKey.SUMMARY, PartKey.FIRMNESS, PartKey.REASONS, PartKey.CHANGES)
_NAMES: Final = {
    PartKey.SUMMARY: "Summary",
    PartKey.SCORECARD: "Metrics",
    PartKey.MONTHS: "Monthly series",
    PartKey.SEGMENTS: "Segments",
    PartKey.DATA: "Problems and set aside",
    PartKey.METHOD: "Method",
}
_GROUPED: Final = (PartKey.SCORECARD, PartKey.MONTHS, PartKey.SEGMENTS)
_MADE_AT: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same report gives the same bytes."""


def workbook(report: Report, sums: Sums | None = None) -> bytes:
    """The report as an XLSX file.

    Args:
        report: Its content.
        sums: The arithmetic of the investment case, for a sheet that calculates; None for none.
    """
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(sink, options) as book:
        book.set_properties({"title": report.title, "author": "RevOps Advisor", "created": _MADE_AT})
        _Writer(book, report, sums).write()
    return sink.getvalue()


@dataclass
class _Writer:
    """Sheets one after the other; charts last, when every number has its place."""

    book: Workbook
    report: Report
    sums: Sums | None
    places: dict[str, Place] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    count: int = 0

    def write(self) -> None:
        self.formats = Formats(self.book, self.report.accent)
        waiting: list[tuple[Sheet, list[Chart]]] = []
        for parts in _sheets(self.report.parts):
            if parts[0].key == PartKey.ROWS:
                self._rows(parts[0])
                continue
            sheet = self._sheet(_NAMES.get(PartKey(parts[0].key), parts[0].title))
            if not waiting:
                self._front(sheet)
            waiting.append((sheet, [chart for part in parts for chart in self._part(sheet, part)]))
            if parts[0].key == PartKey.INVESTMENT and self.sums is not None:
                live(self._sheet("Investment live"), self.sums)
        for sheet, charts in waiting:
            draw(self.book, sheet, charts)
            sheet.finish()

    def _front(self, sheet: Sheet) -> None:
        sheet.line(self.report.title, bold=True, font_size=16, font_color=self.report.accent)
        for text in (self.report.client, self.report.span):
            if text:
                sheet.line(text)
        sheet.row += 1

    def _part(self, sheet: Sheet, part: Part) -> list[Chart]:
        sheet.line(part.title, bold=True, font_size=14, font_color=self.report.accent)
        sheet.line(part.message, italic=True)
        charts = []
        for block in part.blocks:
            if isinstance(block, Chart):
                charts.append(block)
            elif isinstance(block, Heading) and part.key not in _GROUPED:
                sheet.line(block.text, bold=True)
            elif isinstance(block, Paragraph):
                sheet.line(block.text)
            elif isinstance(block, Points):
                for item in block.items:
                    sheet.line(f"• {item}")
        for table in _tables(part):
            sheet.has_group = table.columns[0].title == "What"
            sheet.table(table, self._table_name(table.key))
        sheet.row += 1
        return charts

    def _rows(self, part: Part) -> None:
        """A sheet for each table, but for those that share one."""
        tables = [block for block in part.blocks if isinstance(block, Table) and block.rows]
        for name, shared in groupby(tables, key=_rows_sheet):
            sheet = self._sheet(name)
            for table in shared:
                sheet.table(table, self._table_name(table.key))
            sheet.finish()

    def _sheet(self, title: str) -> Sheet:
        name = self._sheet_name(title)
        return Sheet(self.book.add_worksheet(name), name, self.formats, self.places)

    def _sheet_name(self, title: str) -> str:
        """A name as spreadsheet programs allow it: short, without signs of formulas, and only once."""
        clean = re.sub(r"[\[\]:*?/\\']", " ", title).strip() or "Sheet"
        if len(clean) > MOST_SHEET_NAME:
            clean = clean[:MOST_SHEET_NAME].rpartition(" ")[0] or clean[:MOST_SHEET_NAME]
        name, number = clean, 2
        while name.casefold() in self.taken:
            name, number = f"{clean[: MOST_SHEET_NAME - 3]} {number}", number + 1
        self.taken.add(name.casefold())
        return name

    def _table_name(self, key: str) -> str:
        self.count += 1
        return f"t{self.count}_{re.sub(r'[^A-Za-z0-9_]', '_', key)}"[:200]


def _sheets(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that stand on one sheet: neighbours that belong to the answer, every other for itself."""
    for together, found in groupby(parts, key=lambda part: part.key in _TOGETHER):
        listed = list(found)
        if together:
            yield listed
        else:
            yield from ([part] for part in listed)


def _rows_sheet(table: Table) -> str:
    return table.sheet or table.title.replace("Rows behind: ", "Rows, ").partition(" (")[0]


def _tables(part: Part) -> Iterator[Table]:
    """The tables of a part; those of the same columns are put together where they are many."""
    tables = [block for block in part.blocks if isinstance(block, Table) and block.rows]
    if part.key not in _GROUPED:
        yield from tables
        return
    for _, alike in groupby(tables, key=lambda table: tuple(column.title for column in table.columns[1:])):
        yield grouped(list(alike), part.title)
