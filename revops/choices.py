"""What the user decided about reading their files; everything else is found in the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from revops.vocabulary import DealOutcome

DecimalSign = Literal["comma", "point"]


@dataclass(frozen=True, kw_only=True)
class ColumnChoice:
    """A header picked by hand for a column, or the decision that none fits.

    Attributes:
        table: Key of the canonical table.
        column: Canonical column.
        header: Header as in the file; None leaves the column unmatched.
        file: Only in this file; None for every file.
        sheet: Only in this sheet.
    """

    table: str
    column: str
    header: str | None
    file: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, kw_only=True)
class TableChoice:
    """A sheet taken for a table by hand.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; None for a text file, or for the only sheet of a workbook.
        table: Key of the table; None leaves the sheet out.
    """

    file: str
    sheet: str | None
    table: str | None


@dataclass(frozen=True, kw_only=True)
class SheetChoice:
    """Answers about one sheet, which stand against those about all files.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; None for a text file, or for all sheets of a workbook.
        day_first: As in `Choices`; None leaves it to that.
        currency: As in `Choices`; None leaves it to that.
        decimal: As in `Choices`; None leaves it to that.
        settled: As in `Choices`.
    """

    file: str
    sheet: str | None
    day_first: bool | None = None
    currency: str | None = None
    decimal: DecimalSign | None = None
    settled: Mapping[str, str] = field(default_factory=dict)

    def is_about(self, file: str, sheet: str | None) -> bool:
        """Whether it concerns a sheet."""
        return self.file == file and self.sheet in (None, sheet)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """All decisions about reading; the empty one leaves everything to the data.

    Attributes:
        columns: Headers picked by hand; the last one wins.
        tables: Sheets assigned by hand; the last one wins.
        stages: Stage name (matched without case) to outcome.
        day_first: For dates that can be read both ways; None takes the default and says so.
        currency: Code for amounts that carry none.
        decimal: Sign before decimals in numbers such as "1.234" that can be read both ways; None takes the default.
        rates: Currency to how many units of it are one unit of the base currency; the base has the rate 1, or is
            `currency`, or the only one without a rate.
        encodings: Name of a text file to its encoding, where the bytes leave a choice.
        mql_statuses: Statuses of leads that marketing has qualified, those reached later included; None takes the
            statuses whose names say so.
        same_names: Name as written to the name that is meant, where two spellings are one company, person or plan;
            a name that means itself is kept apart and never proposed for merging again.
        settled: What an assumption concerns, such as `subscriptions.ended_on`, to the answer among those it offers.
        sheets: Answers about single sheets; the last one wins.
    """

    columns: tuple[ColumnChoice, ...] = ()
    tables: tuple[TableChoice, ...] = ()
    stages: Mapping[str, DealOutcome] = field(default_factory=dict)
    day_first: bool | None = None
    currency: str | None = None
    decimal: DecimalSign | None = None
    encodings: Mapping[str, str] = field(default_factory=dict)
    same_names: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    mql_statuses: tuple[str, ...] | None = None
    settled: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[SheetChoice, ...] = ()

    def of(self, file: str, sheet: str | None) -> Choices:
        """The choices as they stand for one sheet."""
        found = self
        for each in self.sheets:
            if each.is_about(file, sheet):
                found = replace(
                    found,
                    day_first=found.day_first if each.day_first is None else each.day_first,
                    currency=each.currency or found.currency,
                    decimal=each.decimal or found.decimal,
                    settled={**found.settled, **each.settled},
                )
        return found

    def for_all(self, **fields: Any) -> Choices:
        """The choices with one answer for all files, which takes the place of those about single sheets."""
        nothing: Any = dict.fromkeys(fields)
        return replace(self, **fields, sheets=tuple(replace(each, **nothing) for each in self.sheets))
