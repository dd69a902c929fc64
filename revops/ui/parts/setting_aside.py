"""Rows that were not used and cells that could not be read: by reason, with a way out, and to take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import streamlit as st

from revops.dataset import Dataset, Problem, SheetRead
from revops.intake import OpenedFile
from revops.intake.arrow import pc
from revops.measure.affected import touched
from revops.metrics import METRICS
from revops.ui.download import csv_bytes
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.rows_told import column_in_words, file_name, in_words, rows_aside, rows_with_problems

SHOWN: Final = 200
"""Rows on the screen; the download has all."""
LISTED: Final = 5
"""Row numbers named for each problem."""
MOST_SHOWN: Final = 80
"""Letters shown of an example."""
_ALL: Final = "All reasons"


def show(number: int, sheet: SheetRead, data: Dataset, opened: Sequence[OpenedFile] = ()) -> None:
    """What was found wrong, then the rows behind it, by reason and with their download.

    Args:
        number: Place of the sheet's card.
        sheet: The sheet.
        data: For the metrics that a problem may move.
        opened: The files, for the cells of rows that are used; none where only saved tables are looked at.
    """
    if not sheet.problems and not sheet.rows_set_aside and not sheet.totals_dropped:
        return
    with st.expander(_title(sheet), key=f"aside_{number}", on_change="rerun") as part:
        if not part.open:
            return
        for problem in sheet.problems:
            _problem(sheet, problem, data)
        reason = _reason(number, sheet)
        aside, wrong = _with(sheet.set_aside, reason), _with(sheet.problem_rows, reason)
        what = reason.lower() if reason else ""
        _rows(
            "Rows not used, as they stand in your file",
            rows_aside(aside, sheet),
            key=f"aside_file_{number}",
            file=file_name(sheet, f"set_aside_{what}"),
        )
        _rows(
            "Every row with a problem, used or not",
            rows_with_problems(wrong, sheet, opened),
            key=f"problems_file_{number}",
            file=file_name(sheet, f"problems_{what}"),
        )


def _title(sheet: SheetRead) -> str:
    """How many rows are not used, totals apart from records, and how many are used and have a problem."""
    count, left = figures().count, sheet.totals_dropped
    aside, used = sheet.rows_set_aside, _used_with_problems(sheet)
    told = [f"Set aside: {count(aside)} row{'' if aside == 1 else 's'}"] if aside else []
    told += [f"{'w' if told else 'W'}orth a look: {count(used)} row{'' if used == 1 else 's'}"] if used else []
    told += [f"{'t' if told else 'T'}otals, footers and repeated headers left out: {count(left)}"] if left else []
    return "; ".join(told) or "Worth a look"


def _used_with_problems(sheet: SheetRead) -> int:
    """Rows that stand in the tables and still have a problem."""
    wrong, aside = sheet.problem_rows["row"], pc.unique(sheet.set_aside["row"])
    used = pc.filter(wrong, pc.invert(pc.is_in(wrong, value_set=aside)))
    return int(pc.count_distinct(used, mode="only_valid").as_py())


def _with(rows: pa.Table, reason: str | None) -> pa.Table:
    return rows if reason is None else rows.filter(pc.equal(rows["code"], reason))


def _reason(number: int, sheet: SheetRead) -> str | None:
    """The reason that the visitor picked; None for all."""
    codes = sorted({*_codes(sheet.set_aside), *_codes(sheet.problem_rows)})
    if len(codes) < 2:
        return None
    picked = st.selectbox(
        "Show rows with",
        (_ALL, *codes),
        format_func=lambda code: code if code == _ALL else in_words(code),
        key=f"reason_{number}",
        width=320,
    )
    return None if picked == _ALL else picked


def _codes(rows: pa.Table) -> list[str]:
    return [str(code) for code in rows["code"].unique().to_pylist()]


def _rows(title: str, found: pa.Table, *, key: str, file: str) -> None:
    """A list of rows with their numbers in the user's file; the first on the screen, all in the download."""
    if not found.num_rows:
        return
    write = figures()
    more = f"; the first {write.count(SHOWN)} are shown" if found.num_rows > SHOWN else ""
    st.caption(plain(f"{title}: {write.count(found.num_rows)}{more}."))
    st.dataframe(found.slice(0, SHOWN), hide_index=True, alt=title)
    st.download_button(
        "Download the rows set aside" if key.startswith("aside") else "Download the rows with problems",
        lambda: csv_bytes(found),
        file_name=file,
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def _problem(sheet: SheetRead, problem: Problem, data: Dataset) -> None:
    """What is wrong and where, then the way out and the numbers that it may move; whole sentences at every width."""
    count = figures().count(problem.count)
    where = ", ".join(str(row) for row in problem.rows[:LISTED]) + (", …" if problem.count > LISTED else "")
    rows = f"row {where}" if problem.count == 1 else f"{count} rows ({where})"
    example = f", for example “{problem.value[:MOST_SHOWN]}”" if problem.value else ""
    named = f"**{plain(in_words(problem.code))}**"
    moves = f" Touches {touches}." if (touches := _touched(sheet, problem, data)) else ""
    told = plain(f"in {column_in_words(problem.column, sheet)}: {rows}{example}; {_effect(problem)}.")
    with st.container(gap=None):
        st.markdown(f"{named} {told}")
        st.caption(plain(f"{problem.hint}{moves}"))


def _touched(sheet: SheetRead, problem: Problem, data: Dataset) -> str:
    """The metrics that a problem may move, by name."""
    keys = touched(data, sheet, problem)
    named = ", ".join(METRICS[key].label for key in keys[:3])
    return f"{named} and {len(keys) - 3} more" if len(keys) > 3 else named


def _effect(problem: Problem) -> str:
    if problem.sets_aside:
        return "set aside"
    return "the cell is left blank" if problem.blanks else "used as it stands"
