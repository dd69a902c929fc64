"""The first and the last day of a contract in one cell, as "01.01.2025 - 31.12.2025"."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, mask_of, pc, plain, whole
from revops.intake.blocks import Block
from revops.intake.dates import read_days, sort_of
from revops.intake.draft import Draft
from revops.intake.encoded import encode
from revops.intake.months import Days, whole_months
from revops.intake.spans import ends_of, hold_two_ends, read_spans

_BEFORE = re.compile(r"^(?:from|since|von|vom|ab|seit|du|depuis|desde|de|dal|a partir de|van|vanaf|από)\s+", re.I)
_OPEN = re.compile(r"\s*(?:[-–—~〜～]|\b(?:to|until|bis|au|al|a|até|hasta|tot|έως)\b)\s*[^\d]*$", re.I)
_SOURCES = ("contract", "started_on")
"""The clue and the column whose cells may hold both days."""


def period_of(matches: Mapping[str, Match], block: Block) -> Match | None:
    """The header whose cells hold both days of contracts; None where there is none, or ends have their own column."""
    found = (matches[name] for name in _SOURCES if name in matches and "ended_on" not in matches)
    return next((match for match in found if hold_two_ends(whole(block.body.column(match.header)))), None)


def fill_period(draft: Draft, period: Match) -> None:
    """Fills the day a subscription started and the day it ended: the one after the last, unless that is the next first.

    Args:
        draft: Subscriptions whose other columns are filled.
        period: Header of the cells with both days.
    """
    draft.used.add(period.header)
    encoded = encode(plain(whole(draft.block.body.column(period.header))))
    texts = list(map(_without_open_end, encoded.texts))
    starts, lasts = read_spans(texts, day_first=draft.day_first)
    days = read_days(texts, day_first=draft.day_first)
    is_day = np.array([ends_of(text) is None for text in texts], dtype=bool) & ~days.is_month & ~np.isnat(days.days)
    starts = pc.if_else(is_day, pa.array(days.days, pa.date32(), from_pandas=True), starts)
    lasts = pc.if_else(is_day, pa.scalar(None, pa.date32()), lasts)
    lost = mask_of(encoded.spread(starts.is_null()))
    example = encoded.first(starts.is_null().to_pylist())
    draft.note("UNPARSED_DATE", lost, column="started_on", example=example)
    ends = _days(lasts) + (0 if _begin_the_next(_days(starts), _days(lasts)) else 1)
    draft.columns["started_on"] = encoded.spread(starts)
    draft.columns["ended_on"] = encoded.spread(pa.array(ends, pa.date32(), mask=np.isnat(ends)))
    draft.matches |= {"started_on": period, "ended_on": period}
    draft.notes.append(f"“{period.header}” gives the first and the last day of each contract")


def _without_open_end(text: str) -> str:
    """The first day of a text such as "from 2025-03-01" or "01.03.2025 - open"; any other text as it stands."""
    bare = _OPEN.sub("", _BEFORE.sub("", text.strip()))
    return bare if sort_of(bare) and not ends_of(text) else text


def _begin_the_next(starts: Days, lasts: Days) -> bool:
    """Whether periods are written up to the first day of the next one."""
    known = ~np.isnat(starts) & ~np.isnat(lasts)
    up_to, through = (whole_months(starts[known], lasts[known] + step) > 0 for step in (0, 1))
    return bool(up_to.sum() > max(through.sum(), known.sum() / 2))


def _days(cells: Cells) -> Days:
    days: Days = cells.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days
