"""Forecasts: by the period that they were made for."""

from __future__ import annotations

from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, fill_plain
from revops.intake.spans import fill_span


def _fill(draft: Draft) -> None:
    fill_plain(draft)
    fill_span(draft)


def _shape(matches: Matches, block: Block) -> str | None:
    is_timed = bool({"period", "month", "period_start"} & set(matches))
    return "rows" if is_timed and "amount" in matches else None


def _weight(matches: Matches, block: Block) -> float:
    return 1.0 * ("actual" in matches)


forecasts = Filling(fill=_fill, shape=_shape, weight=_weight)
