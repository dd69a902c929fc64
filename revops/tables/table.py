"""What a canonical table and its columns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pyarrow as pa

from revops.vocabulary import ColumnKind

ARROW_TYPE: Mapping[ColumnKind, pa.DataType] = MappingProxyType(
    {
        ColumnKind.ID: pa.string(),
        ColumnKind.TEXT: pa.string(),
        ColumnKind.CHOICE: pa.string(),
        ColumnKind.DATE: pa.date32(),
        ColumnKind.MONEY: pa.float64(),
        ColumnKind.NUMBER: pa.float64(),
        ColumnKind.SHARE: pa.float64(),
        ColumnKind.FLAG: pa.bool_(),
    }
)

SOURCE_COLUMNS: Mapping[str, pa.DataType] = MappingProxyType(
    {"source_file": pa.string(), "source_sheet": pa.string(), "source_row": pa.int64()}
)
"""Where each row came from: file, sheet (null for text files), row number as the user sees it."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a canonical table; its name is a contract.

    Attributes:
        name: Canonical name, as in SQL, JSON and `--map`.
        kind: What the cells hold; decides how text is coerced.
        says: One sentence for people who fill or match it.
        required: Whether a sheet without it is not this table.
        choices: Allowed values of a `CHOICE`, in lower case.
        made: Filled by intake from other columns (the stage map), never matched to a header.
        is_event: A date on which something happened; bounds the extract and dates the file.
        is_key_field: Counts towards the completeness of a record.
        example: A value for the template and the documentation.
        refers_to: Columns (`table.column`) of which one holds the same id; ids that none of them knows are told.
        or_else: Another column, whose header is taken where none is found for this one.
    """

    name: str
    kind: ColumnKind
    says: str
    required: bool = False
    choices: tuple[str, ...] = ()
    made: bool = False
    is_event: bool = False
    is_key_field: bool = False
    example: str = ""
    refers_to: tuple[str, ...] = ()
    or_else: str = ""


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """How a sheet with months side by side becomes rows of a table.

    Attributes:
        labels: Columns of which one has to name the rows.
        on: The date that a month's header fills.
        amount: The column that the cells below it fill.
        until: The column that takes the last day of the month; "" where there is none.
        is_named: Whether a header or the name of the file or sheet has to say that it is this table.
    """

    labels: tuple[str, ...]
    on: str
    amount: str
    until: str = ""
    is_named: bool = False


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days that a row stands for; two rows of the same thing must not share a day.

    Attributes:
        start: Column of the first day.
        end: Column of the end.
        of: Columns that say of what.
        has_last_day: Whether the end is the last day rather than the first day after.
        or_of: Columns that say it where the first of `of` is in no file; two rows that agree in all are one thing.
    """

    start: str
    end: str
    of: tuple[str, ...]
    has_last_day: bool = False
    or_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One canonical table: matching, coercion, checks and documentation follow from it.

    Attributes:
        label: Name as people write it.
        one_row: What one row is.
        columns: In the order of the documentation.
        identity: Columns that tell two rows apart; rows that repeat them are duplicates. Empty: every row counts.
        likeness: Columns that do not change and together tell rows without an id apart, where two sheets hold the same.
        orders: Pairs of date columns of which the first may not be later than the second.
        doubted: Which of two dates out of order counts as blank where a row can do without: 0 the first, 1 the second.
        matrix: How months side by side are read; None where they cannot be.
        span: The days a row stands for; None where it stands for one, or for no time at all.
        may_be_planned: Whether days to come are no mistake: signed contracts, budgets, targets.
        stands_in_for: A table that is made from this one where no file of it is there, so that nothing counts twice.
        has_no_id: Whether rows have no id of their own, so that only copies of whole lines are duplicates.
        asks_for: Dates that most numbers rest on: where they are missing, columns of dates are asked about.
        key: Filled in by the catalogue.
    """

    label: str
    one_row: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    likeness: tuple[str, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    doubted: int = 0
    matrix: Matrix | None = None
    span: Span | None = None
    may_be_planned: bool = False
    stands_in_for: str = ""
    has_no_id: bool = False
    asks_for: tuple[str, ...] = ()
    key: str = field(default="")

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: If the table has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.key} has no column {name}")

    def has(self, name: str) -> bool:
        """Whether the table declares a column of that name."""
        return any(column.name == name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which a sheet is not this table."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema of the table in a dataset: every declared column, then the source columns."""
        declared = [pa.field(column.name, ARROW_TYPE[column.kind]) for column in self.columns]
        return pa.schema(declared + [pa.field(name, kind) for name, kind in SOURCE_COLUMNS.items()])
