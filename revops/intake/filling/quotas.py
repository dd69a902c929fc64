"""Quotas: targets by period, or by months side by side."""

from __future__ import annotations

import pyarrow as pa

from revops.intake.arrow import pc
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, fill_plain
from revops.intake.spans import fill_span


def _fill(draft: Draft) -> None:
    fill_plain(draft)
    if draft.shape == "rows":
        fill_span(draft)


def _shape(matches: Matches, block: Block) -> str | None:
    is_timed = bool({"period", "month", "period_start"} & set(matches))
    return "rows" if is_timed and "amount" in matches else None


def _finish(draft: Draft, rows: pa.Table) -> pa.Table:
    """Months without a target are no targets of nothing."""
    return rows.filter(pc.is_valid(rows["amount"])) if draft.shape == "month matrix" else rows


quotas = Filling(fill=_fill, shape=_shape, finish=_finish)
