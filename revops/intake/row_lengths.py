"""Rows with more cells than there are headers, or fewer: told, and set aside where their values may have moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Mask, whole
from revops.intake.dates import sort_of
from revops.intake.digits import western
from revops.intake.look import CODE, NUMBER, SECTIONS, Look, look_at
from revops.intake.names import blanks, tight, words

LONG, BROKEN, SHORT = "ROW_TOO_LONG", "ROW_BROKEN", "ROW_TOO_SHORT"
USUAL = 0.5
"""Share of rows from which another length is the habit of the file: a column without a header, a delimiter too many."""
PURE = 0.95
"""Share of values of one kind from which another value does not belong into the column."""
FEWEST = 3
"""Rows of the right length that show what a column holds."""
MOST_JUDGED = 5_000
_HEAD = re.compile(r"^[^\d]{0,3}\d{1,3}$")
_TAIL = re.compile(r"^\d{3}(\.\d+)?[^\d]{0,3}$")

_Fits = Callable[[str], bool]
_Row = Sequence[str | None]


@dataclass(frozen=True, kw_only=True)
class Below:
    """The rows below a header, cell by cell.

    Attributes:
        cells: Text columns as in the sheet, those without a header too.
        filled: Which cells hold anything.
        names: The header above each column.
        lengths: Cells of each row as the file separates them; None where a sheet has no such number.
        room: Cells of the header line, those without a name too.
    """

    cells: pa.Table
    filled: Mask
    names: Sequence[str | None]
    lengths: npt.NDArray[np.int64] | None
    room: int

    @cached_property
    def width(self) -> int:
        """Columns up to the last one that has a name."""
        return max((at + 1 for at, name in enumerate(self.names) if name), default=0)

    @cached_property
    def counted(self) -> npt.NDArray[np.int64]:
        """Cells of each row; where the file does not say, up to the last filled one and at least the header's."""
        if self.lengths is not None:
            return self.lengths
        last = self.filled.shape[1] - self.filled[:, ::-1].argmax(axis=1)
        return np.maximum(np.where(self.filled.any(axis=1), last, 0), self.width)

    def row(self, position: int) -> list[str | None]:
        """The cells of one row, blank ones at its end among them."""
        cells = [column[position].as_py() for column in self.cells.columns]
        length = max(self.width, int(self.counted[position]))
        return [*cells, *[None] * (length - len(cells))][:length]


def judge_lengths(below: Below, records: Mask) -> npt.NDArray[np.object_]:
    """Per row a code where its length is wrong: too long, broken, or merely too short; empty for all others.

    A row is too long where it fills cells beyond the header line, unless most rows do: then they are a column without
    a name. Blank cells beyond the header and cells under no name say nothing, unless the values fit the columns better
    when they are moved back. A row is broken where it ends early and a value does not fit its column.

    Args:
        below: The rows.
        records: Which of them are records.
    """
    codes = np.full(below.cells.num_rows, "", dtype=object)
    counted, width = below.counted, below.width
    overflows = below.filled[:, max(below.room, width) :].any(axis=1) & records
    beyond = below.filled[:, width:].any(axis=1) & records
    trails = (counted > max(below.room, width)) & records & ~beyond
    short = (counted < width) & records
    is_column = overflows.sum() > USUAL * max(1, records.sum())
    codes[overflows] = "" if is_column else LONG
    codes[short] = SHORT
    doubted = (beyond | _rare(trails, records) | short) & (codes != LONG)
    if not doubted.any():
        return codes
    kinds = _kinds(below, records & ~doubted & ~overflows)
    for position in np.flatnonzero(doubted)[:MOST_JUDGED].tolist():
        row = below.row(position)
        codes[position] = _judged(row, kinds, width, is_short=bool(short[position]))
    if is_column and not kinds and _is_split(below, overflows):
        codes[overflows] = LONG
    return codes


def _rare(mask: Mask, records: Mask) -> Mask:
    return mask if mask.sum() <= USUAL * records.sum() else np.zeros_like(mask)


def _judged(row: _Row, kinds: Mapping[int, _Fits], width: int, *, is_short: bool) -> str:
    if is_short:
        return BROKEN if any(_fit(kinds, at, cell) < 0 for at, cell in enumerate(row)) else SHORT
    return LONG if _has_moved(row, kinds, width) else ""


def _has_moved(row: _Row, kinds: Mapping[int, _Fits], width: int) -> bool:
    """Whether the values fit the columns better when all from some place on are moved back."""
    stand = [_fit(kinds, at, row[at] if at < len(row) else None) for at in range(width)]
    if min(stand, default=0) >= 0:
        return False
    before = list(accumulate(stand, initial=0))
    for by in range(1, len(row) - width + 1):
        moved = [_fit(kinds, at, row[at + by]) for at in range(width)]
        after = list(accumulate(reversed(moved), initial=0))[::-1]
        joined = [_fit_joined(kinds, at, row[at : at + by + 1]) for at in range(width)]
        if max(before[at] + joined[at] + after[at + 1] for at in range(width)) > before[-1]:
            return True
    return False


def _fit_joined(kinds: Mapping[int, _Fits], at: int, cells: _Row) -> int:
    """1 where cells that a separator parted, put together again, belong into the column; else 0."""
    return max(0, *(_fit(kinds, at, sign.join(cell or "" for cell in cells)) for sign in (",", ", ")))


def _fit(kinds: Mapping[int, _Fits], at: int, cell: str | None) -> int:
    """1 where a cell belongs into its column, -1 where it does not, 0 where nothing tells."""
    if at not in kinds or cell is None or cell.casefold() in blanks():
        return 0
    return 1 if kinds[at](cell) else -1


def _kinds(below: Below, right: Mask) -> dict[int, _Fits]:
    """What belongs into each column that holds one kind of value in the rows of the right length."""
    places = np.flatnonzero(right)
    if len(places) < FEWEST:
        return {}
    picks = pa.array(places[np.unique(np.linspace(0, len(places) - 1, 1_000).astype(int))])
    looks = [look_at(whole(column.take(picks))) for column in below.cells.columns[: below.width]]
    found = ((at, _kind(look)) for at, look in enumerate(looks))
    return {at: fits for at, fits in found if fits is not None}


def _kind(look: Look) -> _Fits | None:
    """The test that values of a column pass; None where they are of several kinds, or any text."""
    if look.dates >= PURE:
        return lambda value: sort_of(value) is not None
    if look.numbers >= PURE:
        return lambda value: bool(NUMBER.match(western(value)))
    if look.codes >= PURE:
        return lambda value: bool(CODE.match(value))
    section = next((each for each in SECTIONS if look.words.get(each, 0.0) >= PURE), None)
    return None if section is None else lambda value: tight(value) in words(section)


def _is_split(below: Below, overflows: Mask) -> bool:
    """Whether nearly all these rows hold a number that a separator of thousands parted, at the same place."""
    rows = [below.row(position) for position in np.flatnonzero(overflows)[:100].tolist()]
    at_place = [
        sum(bool(_HEAD.match(row[at] or "") and _TAIL.match(row[at + 1] or "")) for row in rows)
        for at in range(below.width)
    ]
    return max(at_place, default=0) >= PURE * len(rows)
