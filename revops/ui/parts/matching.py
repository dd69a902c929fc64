"""Which header was taken for which column, and the change of a match."""

from __future__ import annotations

from typing import Final

import streamlit as st

from revops.choices import ColumnChoice
from revops.dataset import SheetRead
from revops.measure.naming import thing
from revops.tables import TABLES, Column
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.state import current

_NONE: Final = ""
_NOT_THERE: Final = "Not in this file"


def show(number: int, sheet: SheetRead) -> None:
    """The matches as a table; below it, one choice per column."""
    columns = [column for column in TABLES[sheet.table].columns if not column.made]
    matched = [column for column in columns if column.name in sheet.columns]
    title = f"Columns: {len(matched)} of {len(columns)} found"
    with st.expander(title, key=f"columns_{number}", on_change="rerun") as opened:
        if not opened.open:
            return
        _matches(sheet, matched)
        st.markdown("**Change a match**")
        with st.grid(3, min_column_width=220):
            for column in columns:
                _choice(number, sheet, column)


def as_saved(number: int, sheet: SheetRead) -> None:
    """The matches as they were when the sheet was saved."""
    columns = [column for column in TABLES[sheet.table].columns if column.name in sheet.columns]
    with st.expander(f"Columns: {len(columns)} found", key=f"columns_{number}", on_change="rerun") as opened:
        if opened.open:
            _matches(sheet, columns)


def _matches(sheet: SheetRead, columns: list[Column]) -> None:
    st.dataframe(_table(sheet, columns), hide_index=True, alt=f"Matched columns of {sheet.file}")
    if sheet.unused:
        st.caption(plain("Headers not used: " + ", ".join(sheet.unused)))


def _table(sheet: SheetRead, columns: list[Column]) -> dict[str, list[str]]:
    matches = [sheet.columns[column.name] for column in columns]
    return {
        "Column": [_named(sheet, column) for column in columns],
        "Header in your file": [match.header for match in matches],
        "Values": [" · ".join(sheet.samples.get(match.header, ())[:3]) for match in matches],
        "Sure": [figures().percent(match.confidence) for match in matches],
        "Because": [match.because for match in matches],
    }


def _named(sheet: SheetRead, column: Column) -> str:
    """What the column holds, as a person says it."""
    words = thing(f"{sheet.table}.{column.name}")
    return words[0].upper() + words[1:]


def _choice(number: int, sheet: SheetRead, column: Column) -> None:
    key = f"match_{number}_{column.name}"
    match = sheet.columns.get(column.name)
    st.session_state[key] = match.header if match else _NONE
    st.selectbox(
        plain(_named(sheet, column)),
        (*dict.fromkeys(sheet.headers), _NONE),
        format_func=lambda header: _NOT_THERE if header == _NONE else header,
        key=key,
        help=plain(column.says),
        on_change=_rematch,
        args=(key, sheet.table, column.name, sheet.file, sheet.sheet),
    )


def _rematch(key: str, table: str, column: str, file: str, sheet: str | None) -> None:
    state = current()
    choice = ColumnChoice(table=table, column=column, header=st.session_state[key] or None, file=file, sheet=sheet)
    place = (table, column, file, sheet)
    others = [each for each in state.draft.choices.columns if (each.table, each.column, each.file, each.sheet) != place]
    what = thing(f"{table}.{column}")
    says = f"{what} taken from “{choice.header}”" if choice.header else f"no {what} in this file"
    state.choose(says, columns=(*others, choice))
