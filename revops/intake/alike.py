"""Records without ids that two sheets hold, such as a deal that is open in one export and won in the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Mask
from revops.intake.draft import Draft
from revops.intake.duplicates import EACH, ONCE, has_id, keep_one

_LEAST_FILLED: Final = 2
"""Cells that two rows have in common before they are held for one record; a name alone is used again."""


def count_alike_once(drafts: Sequence[Draft]) -> None:
    """Asks whether rows of several sheets, alike in what does not change, are one record; it then counts once.

    Args:
        drafts: Drafts of the same canonical table.
    """
    names = drafts[0].table.likeness if len(drafts) > 1 else ()
    if not names:
        return
    keys = pd.concat([pa.table({name: each.value(name) for name in names}).to_pandas() for each in drafts])
    keys = keys.reset_index(drop=True)
    usable = np.concatenate([draft.in_use & ~draft.merged & ~has_id(draft) for draft in drafts])
    alike = _stand_in_several(keys, usable, np.repeat(np.arange(len(drafts)), [draft.height for draft in drafts]))
    if alike.any() and _are_one(drafts, alike, names):
        keep_one(drafts, keys, alike)


def _stand_in_several(keys: pd.DataFrame, usable: Mask, sheets: np.ndarray) -> Mask:
    """Which rows share their keys with one of another sheet; none where a sheet itself has two of them."""
    told = usable & (keys.notna().sum(axis=1) >= _LEAST_FILLED).to_numpy()
    groups = keys[told].assign(sheet=sheets[told]).groupby(list(keys.columns), dropna=False, sort=False)["sheet"]
    sizes = groups.transform("size")
    alike: Mask = np.zeros(len(keys), dtype=bool)
    alike[told] = ((sizes > 1) & (groups.transform("nunique") == sizes)).to_numpy()
    return alike


def _are_one(drafts: Sequence[Draft], alike: Mask, names: Sequence[str]) -> bool:
    ends = np.cumsum([draft.height for draft in drafts])
    last = max(at for at, part in enumerate(np.split(alike, ends[:-1])) if part.any())
    headers = [drafts[last].matches[name].header for name in names if name in drafts[last].matches]
    listed = ", ".join(f"“{header}”" for header in headers)
    count = int(alike[ends[last] - drafts[last].height : ends[last]].sum())
    stand = "row stands" if count == 1 else "rows stand"
    because = f"{count:,} {stand} in another sheet too with the same {listed}, and without an id."
    question = "Are they the same records at another time, of which the one with the later event counts?"
    return drafts[last].decide("alike", because, question, (ONCE, EACH)) == ONCE
