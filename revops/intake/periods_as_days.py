"""Months and quarters under a column of days: which day they stand for is told of months, and asked of quarters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from revops.intake.dates import Reading
from revops.intake.draft import Draft
from revops.intake.fiscal import is_fiscal
from revops.intake.months import Days
from revops.intake.span_names import months_of
from revops.intake.spans import read_spans
from revops.intake.weeks import week_of

NO_DAY, LAST, FIRST = "no day: it counts as blank", "its last day", "its first day"
OF_PERIODS = "periods"


def days_with_periods(draft: Draft, name: str, texts: Sequence[str], reading: Reading) -> Days:
    """The days of a column, with those of quarters, halves and years as the user says; blank until then.

    Args:
        draft: The sheet.
        name: A column or clue of days.
        texts: Its different values.
        reading: The days read from them.
    """
    _tell_months(draft, name, texts, reading)
    _tell_weeks(draft, name, texts)
    lost = np.isnat(reading.days)
    named = [bool(is_lost) and months_of(text) is not None for text, is_lost in zip(texts, lost, strict=True)]
    example = next((text for text, is_named in zip(texts, named, strict=True) if is_named), None)
    if example is None or not draft.table.has(name) or any(map(is_fiscal, texts)):
        return reading.days
    header = draft.matches[name].header
    because = f"“{example}” under “{header}” is longer than a month and names no day."
    question = f"Which day does “{example}” stand for?"
    first_of_header = next(each for each, match in draft.matches.items() if match.header == header)
    told = next((each.chose for each in draft.assumptions if each.question == question), None)
    answer = told or draft.decide(first_of_header, because, question, (NO_DAY, LAST, FIRST), of=OF_PERIODS)
    if answer == NO_DAY:
        return reading.days
    first, last = read_spans(texts, day_first=draft.day_first)
    chosen: Days = (last if answer == LAST else first).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return np.where(named, chosen, reading.days)


def _tell_months(draft: Draft, name: str, texts: Sequence[str], reading: Reading) -> None:
    """A word on months where a day is meant: their first day is as good as any, and moves times by weeks."""
    own = {"is_monthly", "period_start", "mrr"}
    if draft.shape != "rows" or any(map(draft.table.has, own)) or not reading.is_month.any():
        return
    example = texts[int(np.flatnonzero(reading.is_month)[0])]
    told = f"a month such as “{example}” under “{draft.matches[name].header}” stands for its first day"
    draft.notes.extend([told] if told not in draft.notes else [])


def _tell_weeks(draft: Draft, name: str, texts: Sequence[str]) -> None:
    """A word on weeks where a day is meant."""
    example = next((text for text in texts if week_of(text)), None)
    told = f"a week such as “{example}” under “{draft.matches[name].header}” stands for its Monday"
    if example and told not in draft.notes:
        draft.notes.append(told)
