"""One sheet as a card: what it was taken for, what was used, how its columns were matched."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from revops.dataset import Dataset, SheetRead
from revops.questions import covered
from revops.tables import TABLES
from revops.ui import cache
from revops.ui.parts import asking, matching, setting_aside, stages
from revops.ui.parts.dropping import remove
from revops.ui.parts.refusals import choose_table
from revops.ui.plain import plain, upright
from revops.ui.reader import figures
from revops.ui.state import State
from revops.vocabulary import ColumnKind

_LEAVE: Final = ""


def show(state: State, number: int, sheet: SheetRead, data: Dataset) -> None:
    """The card; numbers first, then what is asked, then what can be changed.

    Args:
        state: Whose files they are.
        number: Place of the card, which tells equal sheets apart.
        sheet: What became of the sheet.
        data: For the currency of its rows.
    """
    with st.container(border=True, key=f"sheet_{number}"):
        _head(number, sheet)
        _facts(sheet, data)
        asking.show(state, sheet, data)
        matching.show(number, sheet)
        if sheet.stages:
            stages.show(number, sheet)
        setting_aside.show(number, sheet, data, cache.opened_files(state))


def as_saved(number: int, sheet: SheetRead, data: Dataset) -> None:
    """The card of a sheet that was saved: the same, with nothing to change.

    Args:
        number: As for `show`.
        sheet: As for `show`.
        data: As for `show`.
    """
    with st.container(border=True, key=f"saved_sheet_{number}"):
        with st.container(key=f"named_{number}", gap="xsmall"):
            st.text(upright(_name(sheet)))
            table = TABLES[sheet.table]
            st.caption(plain(f"Taken for {table.label.lower()}: one row is {table.one_row}. {_how(sheet)}"))
        _facts(sheet, data)
        matching.as_saved(number, sheet)
        if sheet.stages:
            stages.as_saved(number, sheet)
        setting_aside.show(number, sheet, data)


def _name(sheet: SheetRead) -> str:
    return sheet.file if sheet.sheet is None else f"{sheet.file} · {sheet.sheet}"


def _head(number: int, sheet: SheetRead) -> None:
    named, taken = st.columns((3, 2), vertical_alignment="top")
    with named, st.container(key=f"named_{number}", gap="xsmall"):
        st.text(upright(_name(sheet)))
        st.caption(plain(f"One row is {TABLES[sheet.table].one_row}. {_how(sheet)}"))
    st.session_state[_taken(number)] = sheet.table
    with taken, st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="left"):
        st.selectbox(
            "Taken for",
            (*TABLES, _LEAVE),
            format_func=lambda table: "Leave this sheet out" if table == _LEAVE else TABLES[table].label,
            key=_taken(number),
            on_change=_retake,
            args=(number, sheet.file, sheet.sheet),
            width=200,
        )
        st.button("Remove file", key=f"remove_{number}", type="tertiary", on_click=remove, args=(sheet.file,))


def _how(sheet: SheetRead) -> str:
    notes = [*([f"Headers in row {sheet.header_row}"] if sheet.header_row else []), *sheet.notes]
    if sheet.export:
        notes.insert(0, f"Read as {sheet.export}")
    if sheet.shape != "rows":
        notes.insert(0, f"Read as a {sheet.shape}")
    return "; ".join(notes) + "."


def _facts(sheet: SheetRead, data: Dataset) -> None:
    write = figures()
    rows = _rows(sheet, data)
    days = covered(sheet, rows)
    facts = {
        "Rows read": write.count(sheet.rows_read),
        "Used": write.count(sheet.rows_used),
        "Set aside": write.count(sheet.rows_set_aside),
        **({"Totals and footers": write.count(sheet.totals_dropped)} if sheet.totals_dropped else {}),
        "Period": f"{write.day(days[0])} to {write.day(days[1])}" if days else "no dates",
    }
    if _has_money(sheet):
        facts["Currency"] = ", ".join(currencies(sheet, data)) or "not given"
    with st.container(horizontal=True, gap="medium"):
        for name, text in facts.items():
            with st.container(width="content", gap="xsmall"):
                st.caption(name)
                st.text(text)


def _has_money(sheet: SheetRead) -> bool:
    """Whether the sheet gives amounts, which are in some currency."""
    columns = TABLES[sheet.table].columns
    return any(column.kind is ColumnKind.MONEY and column.name in sheet.columns for column in columns)


def currencies(sheet: SheetRead, data: Dataset) -> list[str]:
    """The currencies of the sheet's rows, most frequent first."""
    rows = _rows(sheet, data)
    if "currency" not in rows.column_names:
        return []
    counts = rows.group_by("currency").aggregate([([], "count_all")]).to_pylist()
    known = [row for row in counts if row["currency"] is not None]
    return [str(row["currency"]) for row in sorted(known, key=lambda row: -row["count_all"])]


def _rows(sheet: SheetRead, data: Dataset) -> pa.Table:
    """What the sheet brings to its table."""
    table = data.tables.get(sheet.table, TABLES[sheet.table].schema.empty_table())
    here = pc.field("source_file") == sheet.file
    if sheet.sheet is not None:
        here = here & (pc.field("source_sheet") == sheet.sheet)
    return table.filter(here)


def _retake(number: int, file: str, sheet: str | None) -> None:
    choose_table(file, sheet, st.session_state[_taken(number)] or None)


def _taken(number: int) -> str:
    return f"taken_{number}"
