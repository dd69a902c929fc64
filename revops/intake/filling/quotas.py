"""Quotas: targets by period, or by months side by side."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import pc
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, fill_plain
from revops.intake.names import fold
from revops.intake.spans import fill_span


def _fill(draft: Draft) -> None:
    fill_plain(draft)
    if draft.shape == "rows":
        fill_span(draft)
        _last_as_told(draft)


def _last_as_told(draft: Draft) -> None:
    """A target that its header calls one of a year or quarter ends a year or quarter after its first day."""
    said = set(fold(draft.matches["amount"].header).split()) if "amount" in draft.matches else set()
    lengths = load("names/quotas.toml")["lengths"]
    months = next((int(length) for length, listed in lengths.items() if said & set(map(fold, listed))), 0)
    source = draft.matches.get("period_start")
    if not months or source is None or draft.matches.get("period_end") != source or not _are_days(draft, source.header):
        return
    starts = draft.value("period_start").to_numpy(zero_copy_only=False).astype("datetime64[D]")
    first = starts.astype("datetime64[M]")
    ends = (first + months).astype("datetime64[D]") + (starts - first.astype("datetime64[D]")) - np.timedelta64(1, "D")
    draft.columns["period_end"] = pa.array(ends, pa.date32(), mask=np.isnat(ends))
    draft.notes.append(f"“{draft.matches['amount'].header}” is of {months} months from the day under “{source.header}”")


def _are_days(draft: Draft, header: str) -> bool:
    """Whether a column holds days or months, and no quarters or years, which have an end of their own."""
    return draft.block.looks[draft.block.headers.index(header)].dates > 0.5


def _shape(matches: Matches, block: Block) -> str | None:
    is_timed = bool({"period", "month", "period_start"} & set(matches))
    return "rows" if is_timed and "amount" in matches else None


def _finish(draft: Draft, rows: pa.Table) -> pa.Table:
    """Months without a target are no targets of nothing."""
    return rows.filter(pc.is_valid(rows["amount"])) if draft.shape == "month matrix" else rows


quotas = Filling(fill=_fill, shape=_shape, finish=_finish)
