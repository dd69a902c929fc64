"""Stage changes: nothing to work out beyond the columns themselves."""

from __future__ import annotations

from revops.intake.coercing import fill_columns
from revops.intake.draft import Draft


def fill_stage_changes(draft: Draft) -> None:
    """Fills a draft of stage changes."""
    fill_columns(draft)
