"""A company's files, and what became of each row on the way into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.chance import Chance
from generator.company import Company
from generator.slips import Line, Slips
from generator.world import World
from generator.writing import Cell, Sheet

T = TypeVar("T")

Columns = Sequence[tuple[str, Callable[[T], Cell]]]
"""Header and what stands below it."""

Lines = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Kept(Generic[T]):
    """One canonical table as a company keeps it.

    Attributes:
        table: Key of the canonical table.
        file: Name of the file.
        sheet: Sheet of a workbook; None for text files.
        header: The header line.
        lines: The rows, in the order of the file.
        above: Title, filters and blank lines above the header.
        below: Totals and small print under the last row.
    """

    table: str
    file: str
    header: tuple[str, ...]
    lines: tuple[Line[T], ...]
    sheet: str | None = None
    above: Lines = ()
    below: Lines = ()

    @property
    def page(self) -> Sheet:
        """As it is written."""
        rows = tuple(line.cells for line in self.lines)
        return Sheet(name=self.sheet or self.file, header=self.header, rows=rows, above=self.above, below=self.below)

    @property
    def totals(self) -> int:
        """Lines below the rows that say something."""
        return sum(map(len, self.endings.values()))

    @property
    def endings(self) -> dict[str, list[int]]:
        """Row numbers of the lines below the rows: totals have numbers, small print has none."""
        rows: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.below, start=self.page.header_row + len(self.lines) + 1):
            filled = [cell for cell in line if cell is not None]
            if filled:
                rows["total" if len(filled) > 1 else "small print"].append(number)
        return dict(sorted(rows.items()))

    @property
    def used(self) -> list[T]:
        """What the usable rows are about."""
        return [line.of for line in self.lines if line.is_used]

    @property
    def dated(self) -> list[T]:
        """What the usable rows are about whose dates can be read."""
        return [line.of for line in self.lines if line.is_used and line.fault != "unreadable date"]

    @property
    def faults(self) -> dict[str, list[int]]:
        """Row numbers, as the file shows them, by what is wrong."""
        rows: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines, start=self.page.header_row + 1):
            if line.fault:
                rows[line.fault].append(number)
        return dict(sorted(rows.items()))


@dataclass(frozen=True, kw_only=True)
class Files:
    """Everything that one company hands over: file names to bytes, and the tables in them."""

    content: dict[str, bytes]
    kept: tuple[Kept[Any], ...]

    def table(self, key: str) -> Kept[Any] | None:
        """The table of that key, if the company keeps it."""
        return next((table for table in self.kept if table.table == key), None)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A company, and how it keeps its files."""

    company: Company
    files: Callable[[World], Files]


def lines_of(columns: Columns[T], things: Iterable[T]) -> list[Line[T]]:
    """One faultless line per thing."""
    return [Line(of=thing, cells=tuple(cell(thing) for _, cell in columns)) for thing in things]


def slips_in(company: Company, table: str, columns: Columns[T], things: Iterable[T]) -> Slips[T]:
    """A table about to be spoilt, by a stream of chance of its own."""
    header = tuple(title for title, _ in columns)
    return Slips(Chance(f"{company.key}/slips/{table}"), header, lines_of(columns, things))
