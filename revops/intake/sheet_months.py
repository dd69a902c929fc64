"""Workbooks with one sheet per month: the name of the sheet gives the month of its rows."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from revops.intake.blocks import Block
from revops.intake.dates import Sort, sort_of
from revops.intake.look import look_at
from revops.intake.month_headers import time_in

MONTH = "Month"
MOSTLY = 0.5
"""Share of dates from which a column says itself when its rows were."""


def with_month_of_sheet(block: Block) -> Block:
    """The block with a column for the month that its sheet is called by, where no other column holds any dates."""
    if block.sheet is None or sort_of(block.sheet) is not Sort.MONTH or MONTH in block.headers:
        return block
    if any(look.dates >= MOSTLY for look in block.looks) or any(sort_of(time_in(name)) for name in block.headers):
        return block
    months = pa.array([block.sheet] * block.body.num_rows, pa.string())
    left = block.left_out
    if left is not None:
        left = replace(left, cells=left.cells.append_column(MONTH, pa.nulls(left.cells.num_rows, pa.string())))
    return replace(
        block,
        headers=(*block.headers, MONTH),
        body=block.body.append_column(MONTH, months),
        looks=(*block.looks, look_at(months)),
        left_out=left,
        notes=(*block.notes, f"the sheet is called “{block.sheet}”, which its rows are taken to be of"),
    )
