"""What a row has to hold before it can count."""

from __future__ import annotations

from revops.intake.arrow import Mask, mask_of, pc
from revops.intake.draft import Draft


def required_of_rows(draft: Draft) -> list[str]:
    """Columns without whose value a row is set aside; a deal without a stage may show its outcome otherwise."""
    return [
        column.name
        for column in draft.table.columns
        if column.required and not column.made and (draft.table.key, column.name) != ("deals", "stage")
        if not _stands_in_months(draft, column.name)
    ]


def _stands_in_months(draft: Draft, name: str) -> bool:
    """Whether the months of a matrix bring the column, so that its rows have none yet."""
    matrix = draft.table.matrix
    return draft.shape == "month matrix" and matrix is not None and name not in matrix.labels


def can_count(draft: Draft) -> Mask:
    """Rows that nothing has set aside so far, and that hold what is required."""
    found: Mask = draft.in_use
    for name in required_of_rows(draft):
        found = found & mask_of(pc.is_valid(draft.value(name)))
    return found
