"""Rows that hold the name of a group and nothing else, as in grouped reports: "Owner: Ann Lee (3 records)"."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.blocks import Block, blocks_of
from revops.intake.endings import LeftOut
from revops.intake.headers import known_names
from revops.intake.look import look_at
from revops.intake.sheet_months import with_month_of_sheet
from revops.intake.upload import Grid
from revops.intake.year_columns import with_year_in_month

GROUP_ROW = "GROUP_ROW"
_COUNTED = r"\s*[(（]\d[\d.,]*[^\d()（）]*[)）]$"
"""The number of records behind the name of a group."""
_LABEL = re.compile(r"^(?P<field>[^:：]{2,40})[:：]\s*(?P<value>.+)$")


def without_count(labels: Cells) -> Cells:
    """Names of groups without the number of records behind them."""
    return pc.replace_substring_regex(labels, _COUNTED, "")


def alone(body: pa.Table, header: str) -> Mask:
    """Which rows hold a cell under a header and nothing else."""
    filled = np.column_stack([mask_of(pc.is_valid(plain(whole(column)))) for column in body.columns])
    at = body.column_names.index(header)
    only: Mask = filled[:, at] & (filled.sum(axis=1) == 1)
    return only


def tables_of(grid: Grid) -> tuple[Block, ...]:
    """The tables of a sheet; what names of groups and of the sheet say of their rows stands in columns."""
    return tuple(with_month_of_sheet(with_year_in_month(_with_group_column(block))) for block in blocks_of(grid))


def _with_group_column(block: Block) -> Block:
    """The block with a column for what rows such as "Stage: Won (2 records)" say of those below them.

    Such rows all begin with one known name that no column has, the first of them right below the headers.
    """
    if block.body.num_columns < 2 or block.body.num_rows < 2:
        return block
    if not _LABEL.match(block.body.column(0)[0].as_py() or ""):
        return block
    only = alone(block.body, block.headers[0])
    if not only[0] or only.all():
        return block
    cells = plain(whole(block.body.column(0)))
    matches = [_LABEL.match(text or "") for text in cells.filter(pa.array(only)).to_pylist()]
    fields = {match["field"].strip() for match in matches if match}
    if None in matches or len(fields) != 1:
        return block
    field = fields.pop()
    if field in block.headers or not known_names([field]):
        return block
    values = pa.array([match["value"].strip() for match in matches if match], pa.string())
    labels = pc.replace_with_mask(pa.nulls(len(cells), pa.string()), pa.array(only), without_count(values))
    return _moved(block, field, pc.fill_null_forward(labels), only)


def _moved(block: Block, field: str, labels: Cells, only: Mask) -> Block:
    """The block with the labels as a column of its rows, and the rows that held them left out."""
    body = block.body.append_column(field, labels)
    kept = replace(block, headers=(*block.headers, field), body=body).keep(~only)
    left = block.left_out
    out, rows = block.body.filter(pa.array(only)), block.rows[only]
    codes = np.full(len(rows), GROUP_ROW, dtype=object)
    if left is not None:
        out, rows, codes = _joined(left, out, rows, codes)
    cells = out.append_column(field, pa.nulls(out.num_rows, pa.string()))
    return replace(
        kept,
        looks=tuple(look_at(whole(column)) for column in kept.body.columns),
        left_out=LeftOut(cells=cells, rows=rows, codes=codes),
        notes=(*block.notes, f"“{field}” stands on rows of its own above its groups"),
    )


def _joined(
    left: LeftOut, cells: pa.Table, rows: np.ndarray, codes: np.ndarray
) -> tuple[pa.Table, np.ndarray, np.ndarray]:
    """Rows left out before and now, in the order of the file."""
    together = np.concatenate([left.rows, rows])
    order = np.argsort(together, kind="stable")
    joined = pa.concat_tables([left.cells.cast(cells.schema), cells]).take(order)
    return joined, together[order], np.concatenate([left.codes, codes])[order]
