"""Texts that name a span of time, such as "Q1 2026", "2026" or "March 2026", to its first and last day."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, mask_of
from revops.intake.dates import read_days
from revops.intake.draft import Draft
from revops.intake.names import fold

Months = tuple[int, int, int]
"""Year, first month, number of months."""

_LENGTHS = {"q": 3, "t": 3, "quarter": 3, "quartal": 3, "trimestre": 3, "h": 6, "s": 6, "half": 6, "halbjahr": 6}
_LENGTHS |= {"semestre": 6, "semester": 6, "hj": 6}
_WORD = "|".join(sorted(_LENGTHS, key=len, reverse=True))
_YEAR = r"(?:fy|year|jahr|exercice|annee|ano)? ?(?P<year>(?:19|20)\d{2}|\d{2})"
_PART = rf"(?:(?P<word>{_WORD}) ?(?P<number>[1-4])|(?P<place>[1-4])(?:st|nd|rd|th|er|e|eme|o)? ?(?P<noun>{_WORD}))"
_SHAPES = tuple(re.compile(pattern) for pattern in (rf"{_PART} {_YEAR}", rf"{_YEAR} ?{_PART}"))
_WHOLE = re.compile(_YEAR.replace(r"|\d{2})", ")"))


def months_of(text: str) -> Months | None:
    """Year, first month and number of months of a text that names a year, half or quarter; None for anything else."""
    folded = fold(text)
    if match := _WHOLE.fullmatch(folded):
        return int(match["year"]), 1, 12
    match = next(filter(None, (shape.fullmatch(folded) for shape in _SHAPES)), None)
    if match is None:
        return None
    months, part = _LENGTHS[match["word"] or match["noun"]], int(match["number"] or match["place"])
    year = int(match["year"])
    is_there = part * months <= 12
    return (year + 2000 if year < 100 else year, (part - 1) * months + 1, months) if is_there else None


def read_spans(texts: Sequence[str], *, day_first: bool) -> tuple[Cells, Cells]:
    """First and last days of spans; blank where a text names none. A day stands for its month.

    Args:
        texts: Different values of a column.
        day_first: How "03/04/2025" is read.
    """
    known = [months_of(text) for text in texts]
    firsts = read_days(list(texts), day_first=day_first).days.astype("datetime64[M]").astype(np.int64)
    starts = np.array([(span[0] - 1970) * 12 + span[1] - 1 if span else 0 for span in known], dtype=np.int64)
    is_named = np.array([span is not None for span in known], dtype=bool)
    lengths = np.array([span[2] if span else 1 for span in known], dtype=np.int64)
    is_lost = ~is_named & (firsts == np.iinfo(np.int64).min)
    begin = np.where(is_named, starts, np.where(is_lost, 0, firsts))
    last = (begin + lengths).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    first = begin.astype("datetime64[M]").astype("datetime64[D]")
    return pa.array(first, pa.date32(), mask=is_lost), pa.array(last, pa.date32(), mask=is_lost)


def fill_span(draft: Draft) -> None:
    """Fills first and last day from a column that names the whole period, where they have no columns of their own."""
    source = next((name for name in ("period", "month", "period_start") if name in draft.matches), "period")
    encoded = draft.encoded(source)
    if encoded is None or {"period_start", "period_end"} <= set(draft.matches):
        return
    starts, ends = read_spans(encoded.texts, day_first=draft.day_first)
    lost = mask_of(encoded.spread(starts.is_null()))
    example = next((text for text, start in zip(encoded.texts, starts.to_pylist(), strict=True) if start is None), None)
    draft.note("UNPARSED_DATE", lost, column="period_start", example=example)
    for name, days in (("period_start", starts), ("period_end", ends)):
        draft.columns[name] = encoded.spread(days)
        draft.matches[name] = draft.matches[source]
