"""What the files do hold where a metric finds nothing: rows set aside, columns of which no cell could be read."""

from __future__ import annotations

from collections.abc import Iterable

from revops.dataset import Dataset, Problem, SheetRead
from revops.intake.names import tight
from revops.measure.naming import thing
from revops.tables import TABLES
from revops.vocabulary import DealOutcome

UNDECIDED = "UNDECIDED_OUTCOME"
TELL_THE_OUTCOME = (
    "Nothing tells which are won, lost or open: choose the column that holds their stage, or fill it in the file."
)

DAYS_OF_LEAVING = ("subscriptions.ended_on", "customers.churned_on", "cancellations.cancelled_on")
_FLAGS = ("churn", "cancel", "kündig", "gekündigt", "resili", "baja")


def flags_of_leaving(dataset: Dataset) -> list[str]:
    """Columns that say which customers left and not when, as “header” in file; no number is made from them."""
    return [
        f"“{header}” in {sheet.file}"
        for sheet in dataset.sheets
        if sheet.table in ("customers", "subscriptions")
        for header in sheet.unused
        if any(flag in tight(header) for flag in _FLAGS)
    ]


def left_on_no_day(dataset: Dataset) -> str:
    """Why such columns do not count, where no file gives a day on which anybody left; empty where one does."""
    flags = flags_of_leaving(dataset)
    knows = any(column.split(".")[1] in dataset.known_columns(column.split(".")[0]) for column in DAYS_OF_LEAVING)
    if not flags or knows:
        return ""
    says = "say" if len(flags) > 1 else "says"
    return (
        f"{' and '.join(flags)} {says} who left and not when, so nobody counts as lost by it. Give each subscription "
        "that was cancelled its end."
    )


def all_set_aside(dataset: Dataset, tables: Iterable[str]) -> str | None:
    """Why a table of which every row was set aside is empty, and the way out; None where there is no such table."""
    for table in dict.fromkeys(tables):
        sheets = [sheet for sheet in dataset.sheets if sheet.table == table and sheet.rows_set_aside]
        if sheets and not dataset.tables[table].num_rows:
            count = sum(sheet.rows_set_aside for sheet in sheets)
            whose = f"All {count:,} rows" if count > 1 else "The only row"
            were = "were" if count > 1 else "was"
            return f"{whose} of your {TABLES[table].label.lower()} {were} set aside. {_way_out(sheets)}"
    return None


def _way_out(sheets: Iterable[SheetRead]) -> str:
    """What to do about the problem that set most rows aside."""
    problems = [problem for sheet in sheets for problem in sheet.problems if problem.sets_aside]
    worst = max(problems, key=lambda problem: problem.count, default=None)
    return "" if worst is None else TELL_THE_OUTCOME if worst.code == UNDECIDED else worst.hint


def unreadable(dataset: Dataset, column: str) -> str | None:
    """Why a column that a file has gives no value, and the way out; None where no file has it.

    Args:
        dataset: The company's tables.
        column: `table.column` without any value.
    """
    table, name = column.split(".")
    for sheet in dataset.sheets:
        if sheet.table == table and name in sheet.columns:
            return _why(dataset, sheet, column)
    return None


def _why(dataset: Dataset, sheet: SheetRead, column: str) -> str | None:
    table, name = column.split(".")
    header = sheet.columns[name].header
    taken = f"“{header}” was taken for the {thing(column)}"
    lost = next(
        (problem for problem in sheet.problems if problem.column == name and problem.blanks and not problem.sets_aside),
        None,
    )
    if lost is not None:
        return f"{taken}, and {_lost(lost)}. Choose another column if that is not it. {lost.hint}"
    if not sheet.samples.get(header):
        return f"{taken}, and it is blank in every row. Fill it, or choose another column."
    if name == "closed_on" and not _is_decided(dataset, table):
        return "Every deal counts as open, so none has a closing date. Say which stages mean won and which mean lost."
    return None


def _lost(problem: Problem) -> str:
    example = f", such as “{problem.value}”" if problem.value else ""
    return f"none of its cells could be used ({problem.count:,}{example})"


def _is_decided(dataset: Dataset, table: str) -> bool:
    outcomes = set(dataset.tables[table]["outcome"].unique().to_pylist())
    return bool(outcomes & {DealOutcome.WON.value, DealOutcome.LOST.value})
