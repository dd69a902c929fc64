"""Rows that were set aside or have a problem, as a person reads them: in words, with all cells of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from revops.dataset import PROBLEM_ROWS, SheetRead
from revops.intake import OpenedFile
from revops.intake.arrow import Cells, pc, plain
from revops.intake.blocks import Block
from revops.measure.naming import thing
from revops.tables import TABLES

HEADINGS: Final = {"row": "Row", "code": "What", "column": "Column", "value": "Cell", "hint": "Way out"}
"""What is known about a row, by its name in a sheet that was read."""
_ASIDE: Final = ("row", "code", "hint")
_UNFIT: Final = re.compile(r"[^\w-]+")


def rows_aside(rows: pa.Table, sheet: SheetRead) -> pa.Table:
    """Rows not used, in words.

    Args:
        rows: Of the sheet's `set_aside`.
        sheet: The sheet.
    """
    return _told(rows.select(range(len(_ASIDE))), rows.select(range(len(_ASIDE), rows.num_columns)), sheet)


def rows_with_problems(rows: pa.Table, sheet: SheetRead, opened: Sequence[OpenedFile]) -> pa.Table:
    """Rows with a problem, in words, each with its cells where the file is at hand.

    Args:
        rows: Of the sheet's `problem_rows`.
        sheet: The sheet.
        opened: The files as they were opened; none where only saved tables are looked at.
    """
    block = _block(sheet, opened)
    cells = pa.table({}) if block is None else _cells(rows["row"], block)
    return _told(rows.select(PROBLEM_ROWS.names), cells, sheet)


def file_name(sheet: SheetRead, what: str) -> str:
    """The name of a download: file, sheet, and what it holds."""
    named = (sheet.file.rpartition(".")[0] or sheet.file, sheet.sheet or "", what)
    return "_".join(part for each in named if (part := _UNFIT.sub("_", each).strip("_"))) + ".csv"


def in_words(code: str) -> str:
    """A reason code as words: `UNPARSED_DATE` as "Unparsed date"."""
    return code.replace("_", " ").capitalize()


def column_in_words(column: str | None, sheet: SheetRead) -> str:
    """A column as a person says it."""
    if column is None:
        return "the whole row"
    return thing(f"{sheet.table}.{column}") if TABLES[sheet.table].has(column) else column.replace("_", " ")


def _block(sheet: SheetRead, opened: Sequence[OpenedFile]) -> Block | None:
    """The cells that a sheet was read from."""
    place = (sheet.file, sheet.sheet, sheet.header_row, sheet.headers)
    blocks = [(file.name, block) for file in opened for block in file.blocks]
    return next((each for name, each in blocks if (name, each.sheet, each.header_row, each.headers) == place), None)


def _cells(rows: Cells, block: Block) -> pa.Table:
    """The cells of rows by their numbers in the file; blank for a row that is none of the block's."""
    places = pc.index_in(rows, value_set=pa.array(block.rows, pa.int64()))
    columns = [plain(column).take(places) for column in block.body.columns]
    return pa.table(columns, names=block.body.column_names)


def _told(own: pa.Table, cells: pa.Table, sheet: SheetRead) -> pa.Table:
    """What is known about rows, in words, around their cells, whose headers give way; a blank cell is blank."""
    known: dict[str, list[Any]] = {HEADINGS[name]: own[name].to_pylist() for name in own.column_names}
    known["What"] = [in_words(str(code)) for code in known["What"]]
    if "Column" in known:
        known["Column"] = [column_in_words(name, sheet) for name in own["column"].to_pylist()]
    ways = known.pop("Way out")
    named = [f"{name} (in file)" if name in (*known, "Way out") else name for name in cells.column_names]
    columns = [*(pa.array(values) for values in known.values()), *cells.columns, pa.array(ways, pa.string())]
    return pa.table([_blank(column) for column in columns], names=[*known, *named, "Way out"])


def _blank(column: Cells) -> Cells:
    return pc.fill_null(column, "") if pa.types.is_string(column.type) else column
