"""What a table does on its way in that its declaration cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from revops.dataset import Match
from revops.intake.blocks import Block
from revops.intake.coercing import fill_columns
from revops.intake.currencies import fill_currency
from revops.intake.draft import Draft
from revops.vocabulary import ColumnKind

Matches = Mapping[str, Match]


def fill_plain(draft: Draft) -> None:
    """Fills every column that a header was found for, and the currency of the first amount."""
    fill_columns(draft)
    amounts = [column.name for column in draft.table.columns if column.kind is ColumnKind.MONEY]
    if amounts and draft.table.has("currency"):
        fill_currency(draft, amounts[0])


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A table's own way in, declared in a module of this package under the table's key.

    Attributes:
        fill: Fills the columns of a draft.
        shape: The form in which the sheet holds the table, None where it does not; without it, rows that have all
            required columns.
        weight: What speaks for the table beside its columns, to tell it from tables with similar ones.
        tells: Whether cells say as much as the name of a file that speaks for the table.
        finish: What the used rows become in the end, such as periods from months.
        stand_in: The rows of the table it stands in for, from its own, where no file gives that one.
        key: Filled in by the catalogue: the key of the table.
    """

    fill: Callable[[Draft], None] = fill_plain
    shape: Callable[[Matches, Block], str | None] | None = None
    weight: Callable[[Matches, Block], float] = lambda matches, block: 0.0
    tells: Callable[[Matches, Block], bool] = lambda matches, block: False
    finish: Callable[[Draft, pa.Table], pa.Table] = lambda draft, rows: rows
    stand_in: Callable[[Sequence[Draft], pa.Table], pa.Table] | None = None
    key: str = field(default="")


def repeats(block: Block, header: str) -> bool:
    """Whether the values under a header stand there more than once."""
    column = block.body.column(header)
    return len(column.unique()) < 0.9 * max(1, len(column))
