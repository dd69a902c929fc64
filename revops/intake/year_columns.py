"""Months whose year stands in a column of its own: the two are read as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from revops.intake.arrow import plain, whole
from revops.intake.blocks import Block
from revops.intake.dates import months_by_name
from revops.intake.look import look_at
from revops.intake.names import fold, tight, words

_YEAR: Final = re.compile(r"20\d\d")
_NUMBERS: Final = MappingProxyType({f"{at:0{width}}": at for at in range(1, 13) for width in (1, 2)})


def with_year_in_month(block: Block) -> Block:
    """The block with "2026-01" in its column of months and no column of years, where each has one of its own."""
    year, month = (_only(block, part) for part in ("year", "month"))
    if not year or not month:
        return block
    years = _texts(block, year, lambda text: text if _YEAR.fullmatch(text) else None)
    months = _texts(block, month, _number)
    if not years or not months or None in (*years, *months):
        return block
    joined = pa.array([f"{a}-{b:0>2}" for a, b in zip(years, months, strict=True)], pa.string())
    at, gone = block.headers.index(month), block.headers.index(year)
    looks = [*block.looks[:at], look_at(joined), *block.looks[at + 1 :]]
    left = block.left_out
    return replace(
        block,
        headers=tuple(header for header in block.headers if header != year),
        body=block.body.set_column(at, month, joined).drop_columns([year]),
        looks=tuple(look for place, look in enumerate(looks) if place != gone),
        left_out=None if left is None else replace(left, cells=left.cells.drop_columns([year])),
        notes=(*block.notes, f"“{month}” is read with the year under “{year}”"),
    )


def _only(block: Block, part: str) -> str | None:
    """The one header that is called after a part of a date."""
    found = [header for header in block.headers if words("parts_of_dates").get(tight(header)) == part]
    return found[0] if len(found) == 1 else None


def _texts(block: Block, header: str, read: Callable[[str], str | None]) -> list[str | None]:
    texts = plain(whole(block.body.column(header))).to_pylist()
    return [read(str(text or "").strip()) for text in texts]


def _number(text: str) -> str | None:
    found = _NUMBERS.get(text) or months_by_name("months").get(fold(text))
    return str(found) if found else None
