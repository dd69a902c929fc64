"""What a report is made of: parts of blocks with typed numbers; every format is written from these objects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from revops.vocabulary import Unit


class Named(StrEnum):
    """Whose name a column holds, so that it can be left out of a report."""

    CUSTOMER = "customer"
    REP = "rep"
    DEAL = "deal"


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number with what is needed to write and to check it.

    Attributes:
        at: Where it stands in the assessment's JSON, "metrics/win_rate"; "reconcile/…" in that of `reconcile`.
        unit: What it is measured in; shares are 0 to 1.
        value: None where it is unknown.
        low: Lower end of its interval; None where there is none.
        high: Upper end.
        n: Rows counted; None where that says nothing.
        currency: Of money; None where nobody says.
        reason: Why it is unknown, and what would give it a value.
    """

    at: str
    unit: Unit
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    currency: str | None = None
    reason: str | None = None


Cell: TypeAlias = str | int | float | date | Number | None
"""What a table holds; a bare number is a cell of the user's own rows or a count of them."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its header.
        holds: Whose names stand in it; None for no names.
        is_wide: Whether it holds sentences.
    """

    title: str
    holds: Named | None = None
    is_wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading within a part."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Text; a quiet one is a note beside what stands before it."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class Points:
    """Sentences one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under headers.

    Attributes:
        key: Short name, unique in the report.
        title: What it shows, a few words.
        columns: As many as each row has cells.
        rows: The cells.
        note: What to know beside it, such as rows that are left out; "" for nothing.
        sheet: Where a workbook shows it beside others of its kind; nothing but a workbook holds it then. "" for a table
            of any format.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    sheet: str = ""


class Shape(StrEnum):
    """How a chart is drawn."""

    LINE = "line"
    BARS = "bars"


@dataclass(frozen=True, kw_only=True)
class Series:
    """Numbers of one kind, one for each label of the chart."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Numbers to be drawn; the table with them stands beside it.

    Attributes:
        key: Short name, unique in the report.
        shape: Lines across, or bars downwards.
        title: What it shows, a few words.
        says: The same in a sentence, for those who do not see it.
        labels: Names of the bars, or of the periods.
        series: The numbers.
        mark: A value drawn as a line for comparison; None for none.
    """

    key: str
    shape: Shape
    title: str
    says: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    mark: float | None = None


Block: TypeAlias = Heading | Paragraph | Points | Table | Chart


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the report.

    Attributes:
        key: Which part, a `PartKey`.
        title: Its name in the contents.
        message: The one thing it says, a sentence.
        blocks: In the order of reading.
    """

    key: str
    title: str
    message: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report.

    Attributes:
        title: Of the report.
        client: Whom it is for; "" for nobody named.
        day: The day the data are seen from.
        span: The days looked at, in words.
        language: Tag of the language whose numbers and dates are written.
        accent: Colour such as "#1e4a8a".
        logo: A PNG or JPEG; None for none.
        parts: In the order of reading.
        template: A deck whose masters a deck is written on; None for plain ones.
        most_pages: Pages that a document keeps to as far as its type can shrink; None for as many as it takes.
    """

    title: str
    client: str
    day: date | None
    span: str
    language: str
    accent: str
    parts: tuple[Part, ...]
    logo: bytes | None = None
    template: bytes | None = None
    most_pages: int | None = None

    def part(self, key: str) -> Part | None:
        """The part with a key; None where it was not chosen or has nothing to say."""
        return next((part for part in self.parts if part.key == key), None)

    def without(self, keys: Collection[str]) -> Report:
        """The same without some parts."""
        return replace(self, parts=tuple(part for part in self.parts if part.key not in keys))

    @property
    def tables(self) -> Iterator[Table]:
        """All tables, in the order of reading."""
        return (block for part in self.parts for block in part.blocks if isinstance(block, Table))

    @property
    def charts(self) -> Iterator[Chart]:
        """All charts, in the order of reading."""
        return (block for part in self.parts for block in part.blocks if isinstance(block, Chart))

    @property
    def numbers(self) -> Iterator[Number]:
        """Every typed number of tables and charts."""
        for table in self.tables:
            yield from (cell for row in table.rows for cell in row if isinstance(cell, Number))
        for chart in self.charts:
            yield from (number for series in chart.series for number in series.numbers)
