"""One entry of the method, and the list of all."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby
from typing import Final

import streamlit as st

from revops.definitions import KINDS, Definition, definitions
from revops.ui.plain import plain
from revops.ui.screens import Screen

KEY_PARAM: Final = "key"
WARNINGS: Final = ("says instead of a number", "says beside it")
"""Facts that the page of a metric says with the company's own numbers in them, or not at all."""
_ABOUT: Final = {
    "metric": "What the scorecard counts, and how.",
    "benchmark": "What others measured, each with how firm it is. Figures that cannot be traced are not here.",
    "sign": "What the diagnostic asks, and what bears on it.",
    "gate": "Each can be lifted by hand.",
    "threshold": "Numbers people argue about. All are our own judgement unless a source is named.",
    "assumption": "What the sums rest on; each can be changed beside the Recommendation.",
}


def named() -> Definition | None:
    """The entry that the address names."""
    key = st.query_params.get(KEY_PARAM)
    return next((entry for entry in definitions() if entry.key == key), None)


def search() -> None:
    """All entries by kind; typing narrows them down."""
    words = st.text_input(
        "Search", key="method_search", type="search", icon=":material/search:", placeholder="win rate, churn, trust …"
    )
    found = [entry for entry in definitions() if _matches(entry, words or "")]
    if not found:
        st.write("Nothing has these words. Try fewer or others.")
    for kind, entries in groupby(found, key=lambda entry: entry.kind):
        title, says = KINDS[kind], _ABOUT[kind]
        st.header(title, anchor=False)
        st.caption(says)
        _list(entries)


def show(entry: Definition) -> None:
    """One entry with everything that is declared about it."""
    Screen.METHOD.link("All definitions", icon=":material/arrow_back:")
    with st.container(border=True, key="definition"):
        st.caption(KINDS[entry.kind])
        st.header(plain(entry.title), anchor=False)
        st.markdown(plain(entry.says))
        facts(entry)
        if entry.sql:
            with st.expander("The rows it counts, as SQL over the canonical tables"):
                st.code(entry.sql, language=None, wrap_lines=True)
        st.caption(f"Key: {plain(entry.key)}")


def facts(entry: Definition, without: Container[str] = ()) -> None:
    """Name and text of each declared fact, and the source.

    Args:
        entry: What is declared.
        without: Facts that stand elsewhere on the page.
    """
    for name, text in (*entry.facts, ("source", entry.source)):
        if name not in without:
            st.markdown(f"**{plain(name.capitalize())}**  \n{plain(text)}")


def _list(entries: Iterable[Definition]) -> None:
    with st.grid(2, min_column_width=300, gap="small"):
        for entry in entries:
            with st.container(key=f"entry_{entry.kind}_{entry.key}", gap="xsmall"):
                Screen.METHOD.link(plain(entry.title), **{KEY_PARAM: entry.key})
                st.caption(plain(entry.says))


def _matches(entry: Definition, words: str) -> bool:
    text = " ".join((entry.key, entry.title, entry.says, *(fact for _, fact in entry.facts))).casefold()
    return all(word in text for word in words.casefold().split())
