"""What the files may leave open: dates that can be read both ways, and a currency that no cell names."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from revops.dataset import Dataset
from revops.ui.state import State, current

_FOUND: Final = "As the files show"
_DAY: Final = "Day first"
_MONTH: Final = "Month first"
_DATES: Final = "day_first"
_CURRENCY: Final = "currency"
_COMMA: Final = "Comma"
_POINT: Final = "Point"
_DECIMAL: Final = "decimal"
_COMMON: Final = (
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "CAD",
    "AUD",
    "JPY",
    "INR",
    "BRL",
    "TRY",
)


def show(state: State, data: Dataset) -> None:
    """The choices that no single sheet can make for itself."""
    if not data.sheets:
        return
    st.header("How your files are read", anchor=False)
    choices = state.draft.choices
    st.session_state[_DATES] = {None: _FOUND, True: _DAY, False: _MONTH}[choices.day_first]
    st.session_state[_DECIMAL] = {None: _FOUND, "comma": _COMMA, "point": _POINT}[choices.decimal]
    st.session_state[_CURRENCY] = choices.currency
    with st.container(horizontal=True, vertical_alignment="bottom", key="reading_choices"):
        st.segmented_control(
            "Dates such as 03/04/2026",
            (_FOUND, _DAY, _MONTH),
            key=_DATES,
            required=True,
            on_change=_dates,
            help="Where a column holds a day above 12, the column itself decides.",
        )
        st.segmented_control(
            "Sign before decimals",
            (_FOUND, _COMMA, _POINT),
            key=_DECIMAL,
            required=True,
            on_change=_decimal,
            help="Of numbers such as 1.234. A column that shows both thousands and decimals decides for itself.",
        )
        st.selectbox(
            "Currency of amounts that name none",
            _COMMON,
            index=None,
            key=_CURRENCY,
            placeholder="Not given",
            accept_new_options=True,
            on_change=_currency,
            width=260,
        )


def _dates() -> None:
    picked = st.session_state[_DATES]
    _for_all(f"dates {picked.lower()}", day_first={_FOUND: None, _DAY: True, _MONTH: False}[picked])


def _decimal() -> None:
    picked = st.session_state[_DECIMAL]
    _for_all(f"decimals: {picked.lower()}", decimal={_FOUND: None, _COMMA: "comma", _POINT: "point"}[picked])


def _currency() -> None:
    code = (st.session_state[_CURRENCY] or "").strip().upper()
    known = code if len(code) == 3 and code.isalpha() else None
    _for_all(f"currency {known or 'not given'}", currency=known)


def _for_all(says: str, **fields: Any) -> None:
    """An answer for all files takes the place of those about single sheets."""
    state = current()
    state.step(says, choices=state.draft.choices.for_all(**fields))
