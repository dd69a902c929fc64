"""Texts that name a span of time, such as "Q1 2026", "March 2026" or two days, to its first and last day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.dates import Sort, read_days, sort_of
from revops.intake.draft import Draft
from revops.intake.encoded import encode
from revops.intake.fiscal import shift_fiscal_years
from revops.intake.names import any_of
from revops.intake.span_names import months_of
from revops.intake.weeks import week_of

_BETWEEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s+(?:{any_of(load('names/values.toml')['spans']['until'])})\s+",
        r"\s*(?:[–—~〜～至到→]|から|\.\.+)\s*",
        r"\s-\s",
        "-",
        "/",
    )
)
"""What stands between the first and the last day, the surest first."""
_BEFORE = re.compile(r"^(?:from|von|vom|du|dal|del|desde|de|van)\s+", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"(?:19|20)\d{2}$")
_ALONE = re.compile(r"(\d{1,2})\.?")
_BEGINS = re.compile(r"^\d{1,2}")
LOOKED_AT = 200
"""Different cells of a column in which two days are looked for."""
_NEVER = np.iinfo(np.int64).min


def read_spans(texts: Sequence[str], *, day_first: bool) -> tuple[Cells, Cells]:
    """First and last days of spans; blank where a text names none. A day stands for its month.

    Args:
        texts: Different values of a column.
        day_first: How "03/04/2025" is read.
    """
    known = [months_of(text) for text in texts]
    ends = [None if span else ends_of(text) for text, span in zip(texts, known, strict=True)]
    days = read_days(
        [pair[0] if pair else text for text, pair in zip(texts, ends, strict=True)], day_first=day_first
    ).days
    firsts, months = _months(days), np.array([span[2] if span else 1 for span in known], dtype=np.int64)
    starts = np.array([(span[0] - 1970) * 12 + span[1] - 1 if span else 0 for span in known], dtype=np.int64)
    is_named, is_pair = (np.array([each is not None for each in found], dtype=bool) for found in (known, ends))
    begin = np.where(is_named, starts, np.where(firsts == _NEVER, 0, firsts))
    first, last = _first_days(begin), _first_days(begin + months) - np.timedelta64(1, "D")
    upto = read_days([pair[1] if pair else "" for pair in ends], day_first=day_first)
    closing = np.where(upto.is_month, _first_days(_months(upto.days) + 1) - np.timedelta64(1, "D"), upto.days)
    first, last = np.where(is_pair, days, first), np.where(is_pair, closing, last)
    is_lost = (~is_named & (firsts == _NEVER)) | (is_pair & np.isnat(upto.days))
    return pa.array(first, pa.date32(), mask=is_lost), pa.array(last, pa.date32(), mask=is_lost)


def ends_of(text: str) -> tuple[str, str] | None:
    """The two ends of a text such as "01.01.2025 - 31.12.2025", "Jan - Mar 2025" or "2025-W01"; None without two."""
    if week := week_of(text):
        return week[0].isoformat(), week[1].isoformat()
    bare = _BEFORE.sub("", text.strip())
    return next((pair for pair in _halves(bare) if all(map(sort_of, pair))), None)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Both sides of the middle sign between; what a first day does not say, its year or month, the last says."""
    for between in _BETWEEN:
        signs = list(between.finditer(text))
        if len(signs) % 2:
            middle = signs[len(signs) // 2]
            first, last = text[: middle.start()].strip(), text[middle.end() :].strip()
            if alone := _ALONE.fullmatch(first):
                if _BEGINS.match(last):
                    yield _BEGINS.sub(alone[1], last), last
                continue
            yield first, last
            if year := _YEAR_AT_END.search(last):
                yield f"{first}{year[0]}", last
                yield f"{first} {year[0]}", last


def _months(days: np.ndarray) -> np.ndarray:
    months: np.ndarray = days.astype("datetime64[M]").astype(np.int64)
    return months


def _first_days(months: np.ndarray) -> np.ndarray:
    days: np.ndarray = months.astype("datetime64[M]").astype("datetime64[D]")
    return days


def fill_span(draft: Draft, *, days_are_months: bool = True) -> None:
    """Fills first and last day from a column that names the whole period, where they have no columns of their own.

    Args:
        draft: A sheet whose table has `period_start` and `period_end`.
        days_are_months: Whether a single day stands for its month; otherwise its period has no known end.
    """
    source = next((name for name in ("period", "month", "period_start") if name in draft.matches), "period")
    text = draft.text(source)
    if text is None or {"period_start", "period_end"} <= set(draft.matches):
        return
    encoded = encode(text)
    starts, ends = read_spans(encoded.texts, day_first=draft.day_first)
    starts, ends = shift_fiscal_years(draft, encoded.texts, starts, ends)
    if not days_are_months:
        starts, ends = _without_days(encoded.texts, starts, ends, day_first=draft.day_first)
    lost = mask_of(encoded.spread(starts.is_null()))
    example = encoded.first(starts.is_null().to_pylist())
    draft.note("UNPARSED_DATE", lost, column="period_start", example=example)
    for name, days in (("period_start", starts), ("period_end", ends)):
        if name == source or name not in draft.matches:
            draft.columns[name] = encoded.spread(days)
            draft.matches[name] = draft.matches[source]


def _without_days(texts: Sequence[str], starts: Cells, ends: Cells, *, day_first: bool) -> tuple[Cells, Cells]:
    """The same, but a single day begins a period whose end nobody knows."""
    is_day = np.array([sort_of(text) is Sort.DAY and ends_of(text) is None for text in texts], dtype=bool)
    days = pa.array(read_days(list(texts), day_first=day_first).days, pa.date32(), from_pandas=True)
    return pc.if_else(is_day, days, starts), pc.if_else(is_day, pa.scalar(None, pa.date32()), ends)


def has_two_ends(draft: Draft, name: str) -> bool:
    """Whether cells under a column or clue hold a first and a last day."""
    text = draft.text(name)
    return text is not None and hold_two_ends(text)


def hold_two_ends(cells: Cells) -> bool:
    """Whether any of the first different cells holds a first and a last day."""
    return any(map(ends_of, cells.unique().drop_null()[:LOOKED_AT].to_pylist()))
