"""Rows that were not used and cells that could not be read: by reason, with a way out, and to take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import streamlit as st

from revops.dataset import Dataset, Problem, SheetRead
from revops.intake.arrow import pc
from revops.measure.affected import touched
from revops.metrics import METRICS
from revops.ui.download import csv_bytes
from revops.ui.plain import plain
from revops.ui.reader import figures

SHOWN: Final = 200
"""Rows on the screen; the download has all."""
_ALL: Final = "All reasons"


def show(number: int, sheet: SheetRead, data: Dataset) -> None:
    """What was found wrong, then the rows behind it, by reason and with their download."""
    if not sheet.problems and not sheet.rows_set_aside and not sheet.totals_dropped:
        return
    write = figures()
    title = f"Set aside: {write.count(sheet.rows_set_aside)} row{'' if sheet.rows_set_aside == 1 else 's'}"
    if not sheet.rows_set_aside:
        title = "Worth a look"
    with st.expander(title, key=f"aside_{number}", on_change="rerun") as opened:
        if not opened.open:
            return
        if sheet.totals_dropped:
            st.caption(f"Totals, footers and repeated headers left out: {write.count(sheet.totals_dropped)}.")
        if sheet.problems:
            st.dataframe(_table(sheet, data), hide_index=True, alt=f"Problems found in {sheet.file}")
        reason = _reason(number, sheet)
        _rows(number, "Rows not used, as they stand in your file", sheet.set_aside, reason, "aside")
        _rows(number, "Every row with a problem, used or not", sheet.problem_rows, reason, "problems")


def _reason(number: int, sheet: SheetRead) -> str | None:
    """The reason that the visitor picked; None for all."""
    codes = sorted({*_codes(sheet.set_aside), *_codes(sheet.problem_rows)})
    if len(codes) < 2:
        return None
    picked = st.selectbox(
        "Show rows with",
        (_ALL, *codes),
        format_func=lambda code: code if code == _ALL else plain_words(code),
        key=f"reason_{number}",
        width=320,
    )
    return None if picked == _ALL else picked


def _codes(rows: pa.Table) -> list[str]:
    return [str(code) for code in rows["code"].unique().to_pylist()]


def _rows(number: int, title: str, rows: pa.Table, reason: str | None, name: str) -> None:
    """A list of rows with their numbers in the user's file; the first on the screen, all in the download."""
    found = rows if reason is None else rows.filter(pc.equal(rows["code"], reason))
    if not found.num_rows:
        return
    write = figures()
    more = f"; the first {write.count(SHOWN)} are shown" if found.num_rows > SHOWN else ""
    st.caption(plain(f"{title}: {write.count(found.num_rows)}{more}."))
    st.dataframe(found.slice(0, SHOWN), hide_index=True, alt=title)
    st.download_button(
        "Download the rows set aside" if name == "aside" else "Download the rows with problems",
        lambda: csv_bytes(found),
        file_name=f"{name}_{number + 1}.csv",
        mime="text/csv",
        key=f"{name}_file_{number}",
        on_click="ignore",
        icon=":material/download:",
    )


def _table(sheet: SheetRead, data: Dataset) -> dict[str, list[str]]:
    write = figures()
    problems: Sequence[Problem] = sheet.problems
    return {
        "What": [plain_words(problem.code) for problem in problems],
        "Column": [problem.column or "the whole row" for problem in problems],
        "Rows": [write.count(problem.count) for problem in problems],
        "For example": [problem.value or "" for problem in problems],
        "In rows": [", ".join(str(row) for row in problem.rows[:5]) for problem in problems],
        "What happens": [_effect(problem) for problem in problems],
        "Way out": [problem.hint for problem in problems],
        "Touches": [_touched(sheet, problem, data) for problem in problems],
    }


def _touched(sheet: SheetRead, problem: Problem, data: Dataset) -> str:
    """The metrics that a problem may move, by name."""
    keys = touched(data, sheet, problem)
    named = ", ".join(METRICS[key].label for key in keys[:3])
    return f"{named} and {len(keys) - 3} more" if len(keys) > 3 else named


def _effect(problem: Problem) -> str:
    if problem.sets_aside:
        return "row set aside"
    return "cell left blank" if problem.blanks else "used as it stands"


def plain_words(code: str) -> str:
    """A reason code as words: `UNPARSED_DATE` as "Unparsed date"."""
    return code.replace("_", " ").capitalize()
