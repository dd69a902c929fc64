"""What stands around the dates of a sheet and tells day from month: lines above the header, and other columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from revops.intake.arrow import whole
from revops.intake.dates import Days, Evidence, evidence, read_days
from revops.intake.draft import Draft
from revops.intake.encoded import encode_days

_MOSTLY = 0.5
"""Share of its values from which a column holds dates."""
_BETWEEN = re.compile(r"[:：]\s+|\s+(?:-|–|—|to|until|bis|au|a|al|até|tot|έως|至|から)\s+|[;|~〜]")

DATE_INSIDE = re.compile(r"(?<![\d/-])\d{1,2}([/-])\d{1,2}\1\d{4}(?![\d/-])")
"""A date within a line, as in "Generated 25/11/2026 by Ana"."""


def evidence_around(draft: Draft, doubtful: Sequence[str]) -> Evidence:
    """What other columns, the lines above the header and the span that these name say about day and month.

    Args:
        draft: The sheet.
        doubtful: Different values of its dates.
    """
    found = sum((evidence(texts) for texts in _other_columns(draft)), Evidence())
    parts = [part for line in draft.block.above for part in _BETWEEN.split(line)]
    inside = [match[0] for line in draft.block.above for match in DATE_INSIDE.finditer(line)]
    found = found + evidence([*(part.strip() for part in parts), *inside])
    return found + _by_span(_sure_days(parts), doubtful)


def _other_columns(draft: Draft) -> Iterator[list[str]]:
    """The different values of columns with dates that were taken for nothing of ours."""
    for header, look in draft.free.items():
        if look.dates > _MOSTLY:
            yield encode_days(whole(draft.block.body.column(header))).texts


def _sure_days(parts: Sequence[str]) -> Days:
    """Days that can be read in one way alone."""
    texts = [part.strip() for part in parts]
    first, second = (read_days(texts, day_first=is_first) for is_first in (True, False))
    sure: Days = first.days[~np.isnat(first.days) & ~first.is_month & (first.days == second.days)]
    return sure


def _by_span(sure: Days, doubtful: Sequence[str]) -> Evidence:
    """One vote for the order under which no date lies outside the days named, if under the other some do."""
    if len(np.unique(sure)) < 2:
        return Evidence()
    outside = []
    for is_first in (True, False):
        days = read_days(doubtful, day_first=is_first).days
        outside.append(int(((days < sure.min()) | (days > sure.max()) | np.isnat(days)).sum()))
    day_first, month_first = outside
    return Evidence(day_first=int(day_first == 0 < month_first), month_first=int(month_first == 0 < day_first))
