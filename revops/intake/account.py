"""The account of one sheet: what was used, what was set aside, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.dataset import MAX_LISTED_ROWS, PROBLEM_ROWS, Problem, SheetRead
from revops.intake.arrow import Cells, pc, plain, whole
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.duplicates import CONFLICT, COPY
from revops.intake.endings import UNREADABLE
from revops.intake.mixed_lines import OTHER
from revops.intake.problems import hint_of
from revops.intake.row_lengths import SHORT

STAND_AS_THEY_ARE = (SHORT, OTHER)
"""Codes of rows that end early and of cells that are read all the same."""
MOST_SHOWN = 12
"""Cells of a row that stand in for all of it."""
_OWN = ("row", "code", "hint")


def account(draft: Draft, table: pa.Table) -> SheetRead:
    """What became of a sheet.

    Args:
        draft: The sheet after filling and checking.
        table: Its rows as they stand in the dataset.
    """
    block = draft.block
    since, until = _edges(draft, table)
    unreadable = 0 if block.left_out is None else block.left_out.records
    return SheetRead(
        file=draft.file,
        sheet=block.sheet,
        table=draft.table.key,
        rows_read=draft.height + unreadable,
        rows_used=int(draft.in_use.sum()),
        totals_dropped=0 if block.left_out is None else len(block.left_out.codes) - unreadable,
        duplicates=draft.count(COPY) + draft.count(CONFLICT),
        headers=block.headers,
        header_row=block.header_row,
        samples={header: look.examples for header, look in zip(block.headers, block.looks, strict=True)},
        columns={name: match for name, match in draft.matches.items() if draft.table.has(name)},
        stages=dict(draft.stages),
        set_aside=_set_aside(draft),
        problems=(*draft.problems, *_left_out(block, draft.table.key), *_faults(block, draft.table.key)),
        problem_rows=_problem_rows(draft),
        notes=(*block.notes, *draft.notes),
        since=since,
        until=until,
        shape=draft.shape,
        export=draft.export.label if draft.export else "",
        unused=tuple(header for header in block.headers if header not in draft.used),
    )


def _edges(draft: Draft, table: pa.Table) -> tuple[date | None, date | None]:
    """First and last day with an event; months reach to the end of the last, also where nothing changed."""
    events = [column.name for column in draft.table.columns if column.is_event]
    known = [table[name].drop_null() for name in events]
    ranges = [pc.min_max(days).as_py() for days in known if len(days)]
    since = min((found["min"] for found in ranges), default=None)
    until = max((found["max"] for found in ranges), default=None)
    return draft.since or since, draft.until or until


def _set_aside(draft: Draft) -> pa.Table:
    """The rows not used, totals and footers among them: row number, code, way out, then the cells as in the file."""
    aside = ~draft.in_use
    codes = draft.codes[aside]
    own: dict[str, Cells] = {
        "row": pa.array(draft.block.rows[aside], pa.int64()),
        "code": pa.array(codes, pa.string()),
        "hint": pa.array(_hints(draft, np.flatnonzero(aside)), pa.string()),
    }
    cells = draft.written.filter(pa.array(aside))
    names = [f"{name} (in file)" if name in _OWN else name for name in cells.column_names]
    table = pa.table([*own.values(), *map(plain, cells.columns)], names=[*own, *names])
    left = draft.block.left_out
    if left is None or not len(left.codes):
        return table
    hints = [hint_of(code, draft.table.key) for code in left.codes]
    own = {"row": pa.array(left.rows), "code": pa.array(left.codes), "hint": pa.array(hints)}
    others = pa.table([*own.values(), *map(plain, left.cells.columns)], schema=table.schema)
    return pa.concat_tables([table, others]).sort_by("row").combine_chunks()


def _problem_rows(draft: Draft) -> pa.Table:
    """Every row of every problem, with what stands in the cell."""
    parts = [_marked(draft, problem, at) for problem, at in zip(draft.problems, draft.marked, strict=True)]
    return pa.concat_tables([PROBLEM_ROWS.empty_table(), *parts]).sort_by("row").combine_chunks()


def _marked(draft: Draft, problem: Problem, positions: npt.NDArray[np.int64]) -> pa.Table:
    height = len(positions)
    match = draft.matches.get(problem.column or "")
    columns: dict[str, Cells] = {
        "row": pa.array(draft.block.rows[positions], pa.int64()),
        "value": pa.nulls(height, pa.string()),
        **{name: _constant(text, height) for name, text in (("code", problem.code), ("hint", problem.hint))},
        "column": _constant(problem.column, height),
    }
    if match:
        columns["value"] = plain(whole(draft.written.column(match.header)).take(pa.array(positions)))
    return pa.table([columns[name] for name in PROBLEM_ROWS.names], schema=PROBLEM_ROWS)


def _constant(text: str | None, height: int) -> Cells:
    return pa.array(np.full(height, text, dtype=object), pa.string())


def _left_out(block: Block, table: str) -> list[Problem]:
    """The rows that are no records, by what they are."""
    left = block.left_out
    if left is None:
        return []
    found = []
    for code in dict.fromkeys(left.codes.tolist()):
        mask = left.codes == code
        example = left.cells.filter(pa.array(mask)).slice(0, 1).to_pylist()[0].values()
        rows = tuple(left.rows[mask][:MAX_LISTED_ROWS].tolist())
        found.append(
            Problem(
                code=code,
                count=int(mask.sum()),
                rows=rows,
                value=_shown(code, [cell for cell in example if cell]),
                hint=hint_of(code, table),
                sets_aside=True,
                blanks=False,
            )
        )
    return found


def _shown(code: str, cells: Sequence[str]) -> str | None:
    """The first cell of a row, or as many as show how its values moved."""
    return " | ".join(cells[:MOST_SHOWN]) if code in UNREADABLE else next(iter(cells), None)


def _faults(block: Block, table: str) -> list[Problem]:
    """Cells that are not what they may seem, by what they are."""
    found = []
    for code in dict.fromkeys(fault.code for fault in block.faults):
        faults = [fault for fault in block.faults if fault.code == code]
        rows = tuple(dict.fromkeys(fault.row for fault in faults))
        headers = ", ".join(dict.fromkeys(fault.header for fault in faults))
        hint = hint_of(code, table)
        shown = next((fault.text for fault in faults if fault.text), headers)
        blanks, listed = code not in STAND_AS_THEY_ARE, rows[:MAX_LISTED_ROWS]
        found.append(Problem(code=code, count=len(faults), rows=listed, value=shown, hint=hint, blanks=blanks))
    return found


def _hints(draft: Draft, positions: npt.NDArray[np.int64]) -> list[str]:
    """The way out of each of the rows set aside."""
    return [draft.hints.get(at) or hint_of(draft.codes[at], draft.table.key) for at in positions.tolist()]
