"""The rows below a header, and what all questions about them begin with, answered once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, Mask, mask_of, pc, plain, whole
from revops.intake.dates import Sort, sort_of
from revops.intake.headers import row_at
from revops.intake.month_headers import time_in

Positions = npt.NDArray[np.int64]

MOST_FILLED = 0.6
"""Part of the cells beyond which a row has no gaps."""
MOST_CHECKED = 1_000
"""Rows with gaps, the last ones, that are looked into for a word behind a number."""
_A_NUMBER = r"^[^\pL]*\pN[^\pL]*$"


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """All rows below a header.

    Attributes:
        body: Their cells.
        inside: Which of them are filled.
        header: The names above the columns.
    """

    body: pa.Table
    inside: Mask
    header: Sequence[str | None]

    def __len__(self) -> int:
        return self.body.num_rows

    def cells(self, position: int) -> list[str | None]:
        """The cells of a row, from left to right."""
        return row_at(self.body, position)

    @cached_property
    def counts(self) -> Positions:
        """Filled cells per row."""
        counts: Positions = self.inside.sum(axis=1)
        return counts

    @cached_property
    def have_gaps(self) -> Mask:
        """Rows with cells that are filled and many that are not."""
        return (self.counts > 0) & (self.counts <= max(2, MOST_FILLED * self.body.num_columns))

    @cached_property
    def months(self) -> list[int]:
        """Positions of the columns that are headed by a month."""
        return [at for at, name in enumerate(self.header) if name and sort_of(time_in(name)) is Sort.MONTH]

    @property
    def first(self) -> Positions:
        """Per row, the position of its first filled cell; of the first with letters where gaps follow a number."""
        return self._begin[0]

    @property
    def labels(self) -> Cells:
        """Per row, the text of that cell."""
        return self._begin[1]

    @cached_property
    def _begin(self) -> tuple[Positions, Cells]:
        first = np.where(self.counts > 0, 0, -1)
        later = np.flatnonzero(first == 0)[~self.inside[first == 0, 0]] if self.inside.shape[1] else first[:0]
        first[later] = self.inside[later].argmax(axis=1)
        labels = pa.nulls(len(self), pa.string())
        for at in np.unique(first[first >= 0]).tolist():
            cells = plain(whole(self.body.column(at)))
            labels = cells if (first == at).all() else pc.if_else(pa.array(first == at), cells, labels)
        return self._past_numbers(first, labels)

    def _past_numbers(self, first: Positions, labels: Cells) -> tuple[Positions, Cells]:
        """The same, but the first filled cell with letters in rows with gaps that begin with a number, as totals do."""
        numbers = are_numbers(labels, self.have_gaps)
        worded = {
            int(position): (at, cell)
            for position in np.flatnonzero(numbers)[-MOST_CHECKED:]
            for at, cell in reversed(list(enumerate(self.cells(int(position)))))
            if cell and re.search(r"[^\W\d_]", cell)
        }
        mask = np.isin(np.arange(len(first)), list(worded)) if worded else np.zeros(len(first), dtype=bool)
        first[mask] = [worded[position][0] for position in sorted(worded)]
        replacements = pa.array([worded[position][1] for position in sorted(worded)], pa.string())
        return first, pc.replace_with_mask(labels, pa.array(mask), replacements) if worded else labels


def are_numbers(texts: Cells, asked: Mask) -> Mask:
    """Which of the texts that are asked about hold digits and no letter."""
    found = np.zeros(len(asked), dtype=bool)
    found[asked] = mask_of(pc.match_substring_regex(texts.filter(pa.array(asked)), _A_NUMBER))
    return found
