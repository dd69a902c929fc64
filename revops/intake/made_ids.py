"""Ids of records that the file gives none: their place in it."""

from __future__ import annotations

import pyarrow as pa

from revops.intake.arrow import pc
from revops.intake.draft import Draft


def make_ids(draft: Draft, name: str) -> None:
    """Fills the blank ids of a column with file, sheet and row."""
    given = draft.value(name)
    if not given.null_count:
        return
    place = f"{draft.file}{'/' + draft.block.sheet if draft.block.sheet else ''}#"
    made = pc.binary_join_element_wise(place, pa.array(draft.block.rows).cast(pa.string()), "")
    draft.columns[name] = pc.coalesce(given, made)
