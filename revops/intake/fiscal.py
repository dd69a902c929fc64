"""Fiscal years such as "FY25 Q3": when they end is no matter of the file, so that it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, pc
from revops.intake.draft import Draft

_FISCAL = re.compile(r"\bfy|fiscal|geschäftsjahr|exercice|ejercicio|exercício|esercizio|boekjaar|年度", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<!\d)(?:20)?(\d{2})\s?[/–-]\s?(?:20)?(\d{2})(?!\d)")
_DAY = re.compile(r"\d[/.–-]\d{1,2}[/.–-]\d")
_CALENDAR = "fiscal years are calendar years"
_MONTHS_EARLIER: Mapping[str, int] = MappingProxyType(
    {
        _CALENDAR: 0,
        "fiscal years end in March": 9,
        "fiscal years end in January": 11,
        "fiscal years end in June": 6,
        "fiscal years end in September": 3,
    }
)
"""By how many months a fiscal year, named by the year that it ends in, begins before the calendar year."""


def shift_fiscal_years(draft: Draft, texts: Sequence[str], starts: Cells, ends: Cells) -> tuple[Cells, Cells]:
    """First and last days of periods, those of fiscal years as the user says; calendar years until then, and told.

    Args:
        draft: The sheet.
        texts: Different values of its column of periods.
        starts: Their first days, by the calendar.
        ends: Their last days, by the calendar.
    """
    are_two = [_are_two_years(text) for text in texts]
    are_fiscal = np.array([is_fiscal(text) for text in texts], dtype=bool)
    if not are_fiscal.any():
        return starts, ends
    example = texts[int(np.flatnonzero(are_fiscal)[0])]
    because = f"“{example}” names a fiscal year, and nothing says when it ends."
    options = tuple(answer for answer in _MONTHS_EARLIER if answer != _CALENDAR or not any(are_two))
    earlier = _MONTHS_EARLIER[draft.decide("period_start", because, "When does your fiscal year end?", options)]
    after = pa.array(_earlier(ends, earlier, 1) - np.timedelta64(1, "D"), pa.date32(), mask=_blank(ends))
    first = pa.array(_earlier(starts, earlier, 0), pa.date32(), mask=_blank(starts))
    return pc.if_else(are_fiscal, first, starts), pc.if_else(are_fiscal, after, ends)


def is_fiscal(text: str) -> bool:
    """Whether a text names a fiscal year, as "FY25 Q3" and "Q1 2025/26" do."""
    return bool(_FISCAL.search(text)) or _are_two_years(text)


def _are_two_years(text: str) -> bool:
    """Whether a year has the name of two that follow each other, as "2025/26" has and "01/02/2025" has not."""
    return not _DAY.search(text) and any(
        (int(first) + 1) % 100 == int(last) for first, last in _TWO_YEARS.findall(text)
    )


def _blank(days: Cells) -> np.ndarray:
    blank: np.ndarray = days.is_null().to_numpy(zero_copy_only=False)
    return blank


def _earlier(days: Cells, months: int, further: int) -> np.ndarray:
    """The first day of the month some months earlier, and as many further on."""
    first: np.ndarray = days.fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[M]") - months + further
    return first.astype("datetime64[D]")
