"""Deals written once per product: the lines of one deal become one, with the amounts added up."""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.intake.arrow import Cells
from revops.intake.draft import Draft

_SAME = ("stage", "owner", "account", "opened_on", "closed_on", "expected_close_on")
"""What does not differ between the lines of one deal."""


def merge_product_lines(draft: Draft) -> None:
    """Leaves the first line of each deal, with the amount of all of them; the others count within it.

    An amount that is the same on every line of every deal is the deal's own, repeated, where another column holds what
    each line costs; without one this is assumed and said.
    """
    if not {"line", "deal_id", "amount"} <= set(draft.matches):
        return
    draft.used.add(draft.matches["line"].header)
    if _stands_once(draft, "deal_id"):
        return
    lines = _lines(draft)
    if lines.empty or not (same := _are_lines(lines)).any():
        return
    lines = lines[lines["deal_id"].map(same)]
    groups = lines.groupby("deal_id", sort=False)
    is_repeated = bool((groups["amount"].nunique(dropna=False) == 1).all())
    amounts = groups["amount"].first() if is_repeated else groups["amount"].sum(min_count=1)
    firsts = groups["position"].first()
    values = draft.value("amount").to_numpy(zero_copy_only=False).astype(float).copy()
    values[firsts] = amounts
    draft.columns["amount"] = pa.array(values, pa.float64(), mask=np.isnan(values))
    draft.merged[np.setdiff1d(lines["position"], firsts)] = True
    _tell(draft, len(lines), len(firsts), is_repeated=is_repeated)


def _stands_once(draft: Draft, name: str) -> bool:
    """Whether no two rows hold the same value of a column."""
    encoded = draft.encoded(name)
    return encoded is not None and len(encoded.values) == len(encoded.places) - encoded.places.null_count


def _lines(draft: Draft) -> pd.DataFrame:
    """Used rows of deals that stand there more than once."""
    columns: dict[str, Cells] = {name: draft.value(name) for name in ("deal_id", "amount", *_SAME)}
    frame = pa.table({**columns, "line": cast(Cells, draft.text("line"))}).to_pandas()
    frame["position"] = np.arange(draft.height)
    frame = frame[(draft.codes == "") & frame["deal_id"].notna()]
    found: pd.DataFrame = frame[frame["deal_id"].duplicated(keep=False)]
    return found


def _are_lines(lines: pd.DataFrame) -> pd.Series[bool]:
    """By deal, whether its rows differ in the product and agree in what is the deal's."""
    groups = lines.groupby("deal_id", sort=False)
    is_split = groups["line"].nunique() == groups.size()
    agrees = (groups[list(_SAME)].nunique(dropna=False) <= 1).all(axis=1)
    found: pd.Series[bool] = is_split & agrees
    return found


def _tell(draft: Draft, lines: int, deals: int, *, is_repeated: bool) -> None:
    how = "the amount stands on each and counts once" if is_repeated else "their amounts are added up"
    draft.notes.append(f"{lines:,} product lines are {deals:,} deals: {how}")
    if is_repeated and "line_amount" not in draft.matches:
        draft.assume(
            "amount",
            "the amount of the whole deal, repeated on each line",
            "The lines of every deal carry the same amount.",
            f"Does “{draft.matches['amount'].header}” hold the amount of the deal or of the line?",
            ("of the deal",),
        )
