"""Where two files tell different stories: the cases, their rows, the money at stake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from revops.assessment import Assessment
from revops.reconciliation import Comparison, Difference, Finding, listed
from revops.ui import cache
from revops.ui.download import csv_bytes
from revops.ui.plain import plain
from revops.ui.reader import figures
from revops.ui.screens import Screen
from revops.ui.state import State

PART_PARAM: Final = "part"
_NAME: Final = "reconciliation"
_SHOWN: Final = 200
"""Cases of one kind that are listed; the download has all."""
_PLACES: Final = 3
"""Rows that are named beside a case; the download has more."""


def asked() -> bool:
    """Whether the address asks for this part of the scorecard."""
    return st.query_params.get(PART_PARAM) == _NAME


def door() -> None:
    """The way here from the scorecard."""
    Screen.SCORECARD.link("Where your files disagree", icon=":material/compare_arrows:", **{PART_PARAM: _NAME})


def show(state: State, found: Assessment) -> None:
    """Every two files that could be held against each other, then those that could not, with what it takes."""
    Screen.SCORECARD.link("All metrics", icon=":material/arrow_back:")
    st.header("Where your files disagree", anchor=False)
    comparisons = cache.reconciled(state, found)
    for comparison in comparisons:
        if comparison.reason is None:
            _compared(comparison)
    _closed([comparison for comparison in comparisons if comparison.reason is not None])


def _compared(comparison: Comparison) -> None:
    with st.container(border=True, key=f"reconciled_{comparison.key}"):
        st.subheader(plain(comparison.title), anchor=False)
        if comparison.compared:
            st.markdown(plain(_counted(comparison)))
        for finding in comparison.findings:
            _finding(finding, comparison.key)
        for note in comparison.notes:
            st.markdown(f"- {plain(figures().dated(note))}")
        st.caption(plain(comparison.says))
        if comparison.findings:
            st.download_button(
                "Download all cases",
                lambda: csv_bytes(listed(comparison)),
                file_name=f"{comparison.key}.csv",
                mime="text/csv",
                key=f"download_{comparison.key}",
                on_click="ignore",
                icon=":material/download:",
            )


def _counted(comparison: Comparison) -> str:
    write = figures()
    differ = write.count(comparison.differences) if comparison.differences else "none"
    return f"{write.count(comparison.compared)} compared, {differ} with a difference."


def _finding(finding: Finding, place: str) -> None:
    write, many = figures(), len(finding.differences)
    stake = " and ".join(write.value(amount, finding.unit, code) for code, amount in finding.at_stake.items())
    st.markdown(f"**{plain(finding.title)}**: {write.count(many)}{f', {plain(stake)} at stake' if stake else ''}")
    st.caption(plain(finding.says))
    cells = _cells(finding, finding.differences[:_SHOWN])
    st.dataframe(
        cells,
        hide_index=True,
        key=f"cases_{place}_{finding.key}",
        alt=f"{finding.title}: {many} cases with their rows in your files",
    )
    if many > _SHOWN:
        st.caption(f"The first {write.count(_SHOWN)} of {write.count(many)}; the download has all.")


def _cells(finding: Finding, cases: Sequence[Difference]) -> dict[str, list[str]]:
    """Columns of text; those without any entry are left out."""
    write = figures()

    def amount(each: Difference, number: float | None) -> str:
        return "" if number is None else write.value(number, finding.unit, each.currency)

    columns = {
        "Which": [each.called or "(blank)" for each in cases],
        "Day": [write.day(each.on) if each.on else "" for each in cases],
        finding.one: [amount(each, each.one) for each in cases],
        finding.other: [amount(each, each.other) for each in cases],
        "In your files": ["; ".join(map(str, each.places[:_PLACES])) for each in cases],
    }
    return {name: cells for name, cells in columns.items() if name and any(cells)}


def _closed(comparisons: Sequence[Comparison]) -> None:
    if not comparisons:
        return
    st.subheader("Not compared", anchor=False)
    for comparison in comparisons:
        st.markdown(f"**{plain(comparison.title)}**  \n{plain(comparison.reason or '')}")
    Screen.DATA.link("Add files", icon=":material/upload_file:")
