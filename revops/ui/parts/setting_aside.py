"""Rows that were not used and cells that could not be read, each with a way out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from revops.dataset import Problem, SheetRead
from revops.ui.download import csv_bytes
from revops.ui.reader import figures


def show(number: int, sheet: SheetRead) -> None:
    """What was found wrong, then the rows set aside with their download."""
    if not sheet.problems and not sheet.rows_set_aside and not sheet.totals_dropped:
        return
    write = figures()
    aside = sheet.set_aside.num_rows
    title = f"Set aside: {write.count(sheet.rows_set_aside)} rows"
    if not sheet.rows_set_aside:
        title = "Worth a look"
    with st.expander(title, key=f"aside_{number}", on_change="rerun") as opened:
        if not opened.open:
            return
        if sheet.totals_dropped:
            st.caption(f"Totals, footers and repeated headers left out: {write.count(sheet.totals_dropped)}.")
        if sheet.problems:
            st.dataframe(_table(sheet.problems), hide_index=True, alt=f"Problems found in {sheet.file}")
        if aside:
            st.caption("The rows not used, as they stand in your file.")
            st.dataframe(sheet.set_aside.slice(0, 200), hide_index=True, alt=f"Rows of {sheet.file} set aside")
            st.download_button(
                "Download the rows set aside",
                lambda: csv_bytes(sheet.set_aside),
                file_name=f"set_aside_{number + 1}.csv",
                mime="text/csv",
                key=f"aside_file_{number}",
                on_click="ignore",
                icon=":material/download:",
            )


def _table(problems: Sequence[Problem]) -> dict[str, list[str]]:
    write = figures()
    return {
        "What": [plain_words(problem.code) for problem in problems],
        "Column": [problem.column or "the whole row" for problem in problems],
        "Rows": [write.count(problem.count) for problem in problems],
        "For example": [problem.value or "" for problem in problems],
        "In rows": [", ".join(str(row) for row in problem.rows[:5]) for problem in problems],
        "What happens": [_effect(problem) for problem in problems],
        "Way out": [problem.hint for problem in problems],
    }


def _effect(problem: Problem) -> str:
    if problem.sets_aside:
        return "row set aside"
    return "cell left blank" if problem.blanks else "used as it stands"


def plain_words(code: str) -> str:
    """A reason code as words: `UNPARSED_DATE` as "Unparsed date"."""
    return code.replace("_", " ").capitalize()
