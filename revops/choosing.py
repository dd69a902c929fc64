"""Decisions about reading as people spell them (`deals.amount=close_value`) to `Choices`."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from revops.choices import Choices, ColumnChoice, DecimalSign, SheetChoice, TableChoice
from revops.errors import ChoiceError
from revops.tables import TABLES
from revops.vocabulary import DealOutcome

_SHEET = re.compile(r"(?P<file>.+?\.(?:xlsx|xlsm|xlsb|xls|ods|zip))#(?P<sheet>.+)", re.IGNORECASE)
_OF_SHEETS = ("day_first", "currency", "decimal", "settled")


def make_choices(
    *,
    columns: Mapping[str, str | None] | None = None,
    tables: Mapping[str, str | None] | None = None,
    stages: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    currency: str | None = None,
    decimal: str | None = None,
    same_names: Mapping[str, str] | None = None,
    encodings: Mapping[str, str] | None = None,
    rates: Mapping[str, float | str] | None = None,
    mql_statuses: Iterable[str] | None = None,
    settled: Mapping[str, str] | None = None,
    sheets: Mapping[str, Mapping[str, Any]] | None = None,
) -> Choices:
    """Choices from plain words.

    Args:
        columns: `table.column` to the header in the file; None or "" leaves the column unmatched.
        tables: `file`, or `file#sheet` of a workbook, to the table that it holds; None or "" leaves it out.
        stages: Stage name to won, lost or open.
        day_first: Whether 03/04 is the third of April.
        currency: Three-letter code for amounts that carry none.
        decimal: "comma" or "point", for numbers such as "1.234" that can be read both ways.
        same_names: Name as written to the name that is meant.
        encodings: Name of a text file to its encoding, such as cp1252.
        rates: Currency to how many units of it are one unit of the base currency.
        mql_statuses: Statuses of leads that count as qualified by marketing.
        settled: What an assumption concerns to the answer among those it offers.
        sheets: `file`, or `file#sheet` of a workbook, to what holds for it alone: `day_first`, `currency`, `decimal`
            and `settled`, each as above.

    Raises:
        ChoiceError: If a table, column, outcome, currency or sign does not exist; the message names the nearest.
    """
    return Choices(
        columns=tuple(_column(target, header) for target, header in (columns or {}).items()),
        tables=tuple(_table(place, table) for place, table in (tables or {}).items()),
        stages={stage: _outcome(stage, outcome) for stage, outcome in (stages or {}).items()},
        day_first=day_first,
        currency=None if currency is None else _currency(currency),
        decimal=None if decimal is None else _decimal(decimal),
        same_names=dict(same_names or {}),
        encodings=dict(encodings or {}),
        rates={_currency(code): _rate(code, rate) for code, rate in (rates or {}).items()},
        mql_statuses=None if mql_statuses is None else tuple(mql_statuses),
        settled=dict(settled or {}),
        sheets=tuple(_sheet(place, answers) for place, answers in (sheets or {}).items()),
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of an error message: the likely spelling, or all that there are."""
    words = list(known)
    close = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(words)}."


def _column(target: str, header: str | None) -> ColumnChoice:
    table, _, column = target.strip().partition(".")
    if table not in TABLES:
        raise ChoiceError(f"{target}: there is no table {table}; {nearest(table, TABLES)}")
    matched = [each.name for each in TABLES[table].columns if not each.made]
    if column not in matched:
        raise ChoiceError(f"{target}: the table {table} has no column {column}; {nearest(column, matched)}")
    return ColumnChoice(table=table, column=column, header=header or None)


def _place(place: str) -> tuple[str, str | None]:
    """File and sheet of `file` or `file#sheet`."""
    named = _SHEET.fullmatch(place.strip())
    return (named["file"], named["sheet"]) if named else (place.strip(), None)


def _sheet(place: str, answers: Mapping[str, Any]) -> SheetChoice:
    unknown = next((name for name in answers if name not in _OF_SHEETS), None)
    if unknown is not None:
        raise ChoiceError(f"{place}: nothing called {unknown} holds for one sheet; {nearest(unknown, _OF_SHEETS)}")
    file, sheet = _place(place)
    currency, decimal = answers.get("currency"), answers.get("decimal")
    return SheetChoice(
        file=file,
        sheet=sheet,
        day_first=answers.get("day_first"),
        currency=None if currency is None else _currency(currency),
        decimal=None if decimal is None else _decimal(decimal),
        settled=dict(answers.get("settled", {})),
    )


def _table(place: str, table: str | None) -> TableChoice:
    file, sheet = _place(place)
    if table and table not in TABLES:
        raise ChoiceError(f"{place}: there is no table {table}; {nearest(table, TABLES)}")
    return TableChoice(file=file, sheet=sheet, table=table or None)


def _outcome(stage: str, outcome: str) -> DealOutcome:
    try:
        return DealOutcome(outcome.strip().lower())
    except ValueError:
        raise ChoiceError(f"stage {stage}: a stage means won, lost or open, not {outcome}.") from None


def _decimal(word: str) -> DecimalSign:
    signs: dict[str, DecimalSign] = {"comma": "comma", "point": "point"}
    try:
        return signs[word.strip().lower()]
    except KeyError:
        raise ChoiceError(f"decimal {word}: the sign before decimals is comma or point.") from None


def _rate(code: str, rate: float | str) -> float:
    try:
        found = float(rate)
    except ValueError:
        found = 0.0
    if not (math.isfinite(found) and found > 0):
        raise ChoiceError(f"rate {code}={rate}: give a number above zero, such as {code}=1.08.")
    return found


def _currency(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", code.strip()):
        raise ChoiceError(f"currency {code}: give the three letters of its code, such as EUR.")
    return code.strip().upper()
