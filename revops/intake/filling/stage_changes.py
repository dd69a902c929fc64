"""Stage changes: event logs, whose rows name the deal again and again."""

from __future__ import annotations

import pyarrow as pa

from revops.intake.arrow import mask_of
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.filling.filling import Filling, Matches, fill_plain, repeats
from revops.intake.names import names_of, tight


def _fill(draft: Draft) -> None:
    fill_plain(draft)
    _keep_stages(draft)


def _keep_stages(draft: Draft) -> None:
    """Histories of all fields of a deal: only the changes of its stage count."""
    encoded = draft.encoded("field")
    if encoded is None:
        return
    stages = {*names_of("deals").columns["stage"], *names_of(draft.table.key).columns["stage"]}
    is_other = [tight(text) not in stages for text in encoded.texts]
    if all(is_other):
        return
    example = encoded.first(is_other)
    others = mask_of(encoded.spread(pa.array(is_other, pa.bool_())))
    draft.set_aside("OTHER_RECORD", others, column=None, example=example)


def _weight(matches: Matches, block: Block) -> float:
    repeated = repeats(block, matches["deal_id"].header)
    return 3.0 * ("from_stage" in matches) + (1.0 if repeated else -3.0)


stage_changes = Filling(fill=_fill, weight=_weight)
