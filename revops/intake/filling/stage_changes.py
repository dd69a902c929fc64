"""Stage changes: event logs, whose rows name the deal again and again."""

from __future__ import annotations

from revops.intake.blocks import Block
from revops.intake.filling.filling import Filling, Matches, repeats


def _weight(matches: Matches, block: Block) -> float:
    repeated = repeats(block, matches["deal_id"].header)
    return 3.0 * ("from_stage" in matches) + (1.0 if repeated else -3.0)


stage_changes = Filling(weight=_weight)
