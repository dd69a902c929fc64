"""One company's tables: immutable, with everything that was decided and set aside on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pyarrow as pa

MAX_LISTED_ROWS = 100
"""A problem counts all its rows and lists this many."""
NONE_OF_THEM = "none of them"
"""Answer that no header that is offered holds the column."""


_ROW_AND_TEXTS: list[tuple[str, pa.DataType]] = [("row", pa.int64())]
_ROW_AND_TEXTS += [(name, pa.string()) for name in ("code", "column", "value", "hint")]
PROBLEM_ROWS = pa.schema(_ROW_AND_TEXTS)
"""Columns of the list of all rows with a problem; `row` is the number that the user's own file shows."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something about the data that a user may want to mend; never stops anything.

    Attributes:
        code: Stable reason code in capitals, such as `UNPARSED_DATE`.
        column: Canonical column, or None where the whole row is meant.
        count: How many rows.
        rows: Up to `MAX_LISTED_ROWS` row numbers as the user's own file shows them.
        value: An example of what was found, as written in the file.
        hint: The way out, one sentence.
        sets_aside: Whether these rows take part in nothing.
        blanks: Whether the cells count as blank; otherwise they are used as they stand.
    """

    code: str
    count: int
    hint: str
    column: str | None = None
    rows: tuple[int, ...] = ()
    value: str | None = None
    sets_aside: bool = False
    blanks: bool = True


@dataclass(frozen=True, kw_only=True)
class Match:
    """Why a header was taken for a column.

    Attributes:
        header: As written in the file.
        confidence: 0 to 1; 1 is a choice of the user.
        because: One phrase: "same name", "known other name", "looks like dates".
    """

    header: str
    confidence: float
    because: str


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A choice the data could not decide, with the default that was taken.

    Attributes:
        about: What it concerns, such as `deals.closed_on`.
        chose: The default in words.
        because: Why this one.
        question: What to ask the user.
        options: Answers that can be given, the chosen one first: at least two, since one is no question.
        of: The stage or plan in question, where it is about one; empty otherwise.
        file: Where it arose; None for the whole dataset.
        sheet: Sheet of a workbook.
    """

    about: str
    chose: str
    because: str
    question: str
    options: tuple[str, ...] = ()
    of: str = ""
    file: str | None = None
    sheet: str | None = None

    @property
    def settling(self) -> str:
        """Under what its answer is given, such as `subscriptions.mrr[Basic]`."""
        return settling_of(self.about, self.of)


def settling_of(about: str, of: str) -> str:
    """Under what an answer is given: what it concerns, and which of it in brackets."""
    return f"{about}[{of}]" if of else about


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Spellings that may be one name; nothing is merged unless the user says so.

    Attributes:
        names: The spellings, that of most rows first.
        columns: Where they stand, such as `deals.account`.
        rows: Rows that would be written otherwise if all took the first spelling.
        because: What is the same about them, one phrase.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    because: str


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A file or sheet that is not used, and why."""

    file: str
    code: str
    reason: str
    sheet: str | None = None


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """What became of one sheet (or text file) that was taken for a table.

    Attributes:
        table: Key of the canonical table.
        rows_read: Data rows below the header, totals and blank rows not counted.
        rows_used: Rows that stand in the dataset.
        totals_dropped: Totals, subtotals, footers and repeated headers left out.
        duplicates: Rows left out because their identity repeats.
        headers: All headers of the sheet, in order.
        header_row: Row number of the header in the user's file; 0 where it has none and the columns are numbered.
        samples: Up to three different values per header.
        columns: Canonical column to the header it was matched with.
        stages: Stage names found, with the outcome each is taken for (deals only).
        set_aside: The rows not used, those of `totals_dropped` among them: `row`, `code`, `hint`, then all cells as
            text under their headers.
        problem_rows: All rows of all problems, those set aside too, under `PROBLEM_ROWS`; `value` as in the file.
        notes: How the sheet was read (encoding, delimiter, preamble), one phrase each.
        since: First day with an event.
        until: Last day with an event.
        shape: "rows", "month matrix", "ledger".
        unused: Headers that nothing was taken from.
        export: The export of a tool that its headers are known from, such as "HubSpot deals"; empty for any other.
    """

    file: str
    sheet: str | None
    table: str
    rows_read: int
    rows_used: int
    headers: tuple[str, ...]
    header_row: int
    columns: Mapping[str, Match]
    set_aside: pa.Table
    totals_dropped: int = 0
    duplicates: int = 0
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    problem_rows: pa.Table = field(default_factory=PROBLEM_ROWS.empty_table)
    notes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    shape: str = "rows"
    unused: tuple[str, ...] = ()
    export: str = ""

    @property
    def rows_set_aside(self) -> int:
        """Rows read and not used, duplicates included."""
        return self.rows_read - self.rows_used


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """One company's canonical tables.

    Attributes:
        tables: By table key; each follows `revops.tables.TABLES[key].schema` exactly. Absent tables are absent.
        sheets: What each sheet became.
        assumptions: Choices taken by default.
        refusals: Files and sheets not used.
        proposals: Names that may be one, written in two ways.
        fingerprint: Hash of all that went in (bytes, choices): equal fingerprints mean equal results.
    """

    tables: Mapping[str, pa.Table]
    fingerprint: str
    sheets: tuple[SheetRead, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    @property
    def is_empty(self) -> bool:
        """Whether no table has a row."""
        return not any(table.num_rows for table in self.tables.values())

    def known_columns(self, table: str) -> frozenset[str]:
        """Columns of a table that hold at least one value; empty for an absent table."""
        if table not in self.tables:
            return frozenset()
        arrow = self.tables[table]
        return frozenset(name for name in arrow.column_names if arrow[name].null_count < arrow.num_rows)


EMPTY = Dataset(tables={}, fingerprint="empty")
"""No files: the diagnostic runs on answers alone."""
