"""A dataset and its view as the JSON and Parquet parts of an assessment file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa

from revops import handing_over
from revops.choices import Choices
from revops.dataset import PROBLEM_ROWS, Assumption, Dataset, Proposal, Refusal, SheetRead
from revops.errors import ChoiceError
from revops.handing_over import Options
from revops.history import DatedReadings
from revops.saved.assessed import Saved, View
from revops.saved.plain import PartError, from_plain, to_plain
from revops.tables import TABLES

ASSESSMENT: Final = "assessment.json"
HISTORY: Final = "history.json"
MOST_LETTERS: Final = 100_000_000
YEARS: Final = range(1900, 2200)
_FIRST: Final[list[tuple[str, pa.DataType]]] = [("row", pa.int64()), ("code", pa.string()), ("hint", pa.string())]
SET_ASIDE: Final = pa.schema(_FIRST)
"""The first columns of the rows of a sheet that are not used; its cells as text follow under numbers."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an assessment file says beside tables, answers, profile and history.

    Attributes:
        view: How the tables were looked at.
        choices: Decisions about reading.
        sheets: What each sheet became, but for its rows.
        headers: Of the rows not used of each sheet, the names of their cells.
        assumptions: As in the dataset.
        refusals: As in the dataset.
        proposals: As in the dataset.
        report: What goes into reports, as `handing_over` writes it.
    """

    view: View
    choices: Choices = field(default_factory=Choices)
    sheets: tuple[Mapping[str, Any], ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    report: Mapping[str, Any] | None = None


def texts_of(saved: Saved) -> dict[str, str]:
    """The JSON parts by name."""
    data = saved.dataset
    beside = Beside(
        view=saved.view,
        choices=saved.choices,
        sheets=tuple(to_plain(sheet) for sheet in data.sheets),
        headers=tuple(tuple(sheet.set_aside.column_names[len(SET_ASIDE) :]) for sheet in data.sheets),
        assumptions=data.assumptions,
        refusals=data.refusals,
        proposals=data.proposals,
        report=None if saved.report is None else handing_over.to_plain(saved.report),
    )
    return {ASSESSMENT: _json(to_plain(beside)), HISTORY: _json(to_plain(saved.history))}


def tables_of(dataset: Dataset) -> Iterator[tuple[str, pa.Table]]:
    """The Parquet parts by name: the tables, then the rows with problems and those not used of each sheet."""
    for key, table in dataset.tables.items():
        yield f"tables/{key}.parquet", table
    for at, sheet in enumerate(dataset.sheets):
        if sheet.set_aside.num_rows:
            yield aside_name(at), _numbered(sheet.set_aside)
        if sheet.problem_rows.num_rows:
            yield problems_name(at), sheet.problem_rows.cast(PROBLEM_ROWS)


def aside_name(at: int) -> str:
    """The part with the rows of a sheet that are not used."""
    return f"sheets/{at}-set-aside.parquet"


def problems_name(at: int) -> str:
    """The part with the rows of a sheet that have a problem."""
    return f"sheets/{at}-problems.parquet"


def beside_from(text: str) -> Beside:
    """The part beside the tables.

    Raises:
        PartError: If it is not as it is written here.
    """
    found: Beside = from_plain(Beside, _parsed(text, ASSESSMENT), "assessment")
    if len(found.headers) != len(found.sheets):
        raise PartError("assessment.headers")
    view, window = found.view, found.view.window
    _check_days("assessment.view", view.seen_on, window.since, window.until, window.as_of)
    if view.seed < 0:
        raise PartError("assessment.view.seed")
    return found


def report_from(beside: Beside) -> Options | None:
    """What goes into reports.

    Raises:
        PartError: If it is not as it is written, or its logo is no picture of a sane size.
    """
    try:
        return None if beside.report is None else handing_over.from_plain(beside.report)
    except ChoiceError:
        raise PartError("assessment.report") from None


def history_from(text: str) -> tuple[DatedReadings, ...]:
    """The earlier assessments.

    Raises:
        PartError: If they are not as they are written here.
    """
    found = _parsed(text, HISTORY)
    if not isinstance(found, list):
        raise PartError("history")
    history = tuple(from_plain(DatedReadings, entry, f"history[{at}]") for at, entry in enumerate(found))
    for at, entry in enumerate(history):
        _check_days(f"history[{at}]", entry.since, entry.until, entry.as_of)
    return history


def _check_days(place: str, *days: date | None) -> None:
    """Days that a business can have, with room before and after them to reckon with."""
    if not all(day is None or day.year in YEARS for day in days):
        raise PartError(place)


def dataset_from(beside: Beside, tables: Mapping[str, pa.Table], fingerprint: str) -> Dataset:
    """The dataset of an assessment file.

    Args:
        beside: What it says beside the tables.
        tables: The Parquet parts by name.
        fingerprint: Of the file: what others wrote into it names nothing on this server.

    Raises:
        PartError: If a table is none of ours, or any column is not as it is declared.
    """
    keys = [name.removeprefix("tables/").removesuffix(".parquet") for name in tables if name.startswith("tables/")]
    if not set(keys) <= TABLES.keys():
        raise PartError("tables")
    return Dataset(
        tables={key: _canonical(key, tables[f"tables/{key}.parquet"]) for key in TABLES if key in keys},
        fingerprint=fingerprint,
        sheets=tuple(_sheet(at, beside, tables) for at in range(len(beside.sheets))),
        assumptions=beside.assumptions,
        refusals=beside.refusals,
        proposals=beside.proposals,
    )


def _canonical(key: str, table: pa.Table) -> pa.Table:
    """The table, column by column as it is declared; a column declared since then is blank."""
    schema = TABLES[key].schema
    found = {each.name: each.type for each in table.schema}
    if len(found) < table.num_columns or any(each.type != found.get(each.name, each.type) for each in schema):
        raise PartError(f"tables.{key}")
    if not found.keys() <= set(schema.names) or not {"source_file", "source_row"} <= found.keys():
        raise PartError(f"tables.{key}")
    blank = {each.name: pa.nulls(table.num_rows, each.type) for each in schema if each.name not in found}
    columns = [blank[name] if name in blank else table[name] for name in schema.names]
    return pa.table(columns, schema=schema).combine_chunks()


def _sheet(at: int, beside: Beside, tables: Mapping[str, pa.Table]) -> SheetRead:
    place = f"assessment.sheets[{at}]"
    headers = beside.headers[at]
    aside = tables.get(aside_name(at), _blank_aside(len(headers)))
    problems = tables.get(problems_name(at), PROBLEM_ROWS.empty_table())
    if not aside.schema.equals(_blank_aside(len(headers)).schema) or not problems.schema.equals(PROBLEM_ROWS):
        raise PartError(place)
    named = aside.rename_columns([*SET_ASIDE.names, *headers])
    sheet: SheetRead = from_plain(SheetRead, beside.sheets[at], place, set_aside=named, problem_rows=problems)
    _check_names(sheet, place)
    return sheet


def _check_names(sheet: SheetRead, place: str) -> None:
    """Tables and columns that the sheet names are there."""
    if sheet.table not in TABLES:
        raise PartError(f"{place}.table")
    known = {column.name for column in TABLES[sheet.table].columns}
    if not {*sheet.columns} <= known:
        raise PartError(f"{place}.columns")


def _numbered(aside: pa.Table) -> pa.Table:
    """The rows with numbers for headers: two headers of a sheet may be the same."""
    schema = _blank_aside(aside.num_columns - len(SET_ASIDE)).schema
    return aside.rename_columns(schema.names).cast(schema)


def _blank_aside(cells: int) -> pa.Table:
    return pa.schema([*SET_ASIDE, *(pa.field(f"cell_{at}", pa.string()) for at in range(cells))]).empty_table()


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _parsed(text: str, name: str) -> Any:
    if len(text) > MOST_LETTERS:
        raise PartError(name)
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise PartError(name) from None


def _no_constant(word: str) -> None:
    raise ValueError(word)
