"""Deals written once per product: the lines of one deal become one, with the amounts added up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, plain, whole
from revops.intake.draft import Draft

_SAME = ("stage", "owner", "account", "opened_on", "closed_on", "expected_close_on")
"""What does not differ between the lines of one deal."""
OF_DEAL, OF_LINE = "the amount of the whole deal, repeated on each line", "the amount of each line, to be added up"


def take_line_amounts(draft: Draft) -> None:
    """Without a column for the amount of a deal, what its lines cost makes it."""
    decided = {choice.column for choice in draft.choices.columns if choice.table == draft.table.key}
    if "amount" not in draft.matches and "line_amount" in draft.matches and "amount" not in decided:
        draft.matches["amount"] = draft.matches["line_amount"]


def merge_product_lines(draft: Draft) -> None:
    """Leaves the first line of each deal, with the amount of all of them; the others count within it.

    An amount that is the same on every line of every deal is the deal's own, repeated, where another column holds what
    each line costs; without one this is assumed and said.
    """
    header = line_header(draft.matches)
    if header is None or not {"deal_id", "amount"} <= set(draft.matches) or _stands_once(draft, "deal_id"):
        return
    lines = _lines(draft, header)
    if lines.empty or not (same := _are_lines(lines)).any():
        return
    draft.used.add(header)
    lines = lines[lines["deal_id"].map(same)]
    groups = lines.groupby("deal_id", sort=False)
    is_repeated = _is_of_deal(draft) if (groups["amount"].nunique(dropna=False) == 1).all() else False
    amounts = groups["amount"].first() if is_repeated else groups["amount"].sum(min_count=1)
    firsts = groups["position"].first()
    values = draft.value("amount").to_numpy(zero_copy_only=False).astype(float).copy()
    values[firsts] = amounts
    draft.columns["amount"] = pa.array(values, pa.float64(), mask=np.isnan(values))
    if draft.has("product"):
        _name_all(draft, lines, firsts)
    draft.merged[np.setdiff1d(lines["position"], firsts)] = True
    _tell(draft, len(lines), len(firsts), is_repeated=is_repeated)


def _name_all(draft: Draft, lines: pd.DataFrame, firsts: pd.Series[int]) -> None:
    """Names the products of each deal on the line that stays: "GTX Pro + Support"."""
    meant = draft.choices.same_names
    names = draft.value("product").to_pandas()
    named = names[lines["position"]].map(lambda name: meant.get(name, name), na_action="ignore")
    of_deals = named.groupby(lines["deal_id"].to_numpy(), sort=False)
    joined = of_deals.agg(lambda found: " + ".join(found.dropna().unique()) or None)
    names[firsts] = joined[firsts.index].to_numpy()
    draft.columns["product"] = pa.array(names, pa.string(), from_pandas=True)


def _stands_once(draft: Draft, name: str) -> bool:
    """Whether no two rows hold the same value of a column."""
    encoded = draft.encoded(name)
    return encoded is not None and len(encoded.values) == len(encoded.places) - encoded.places.null_count


def line_header(matches: Mapping[str, Match]) -> str | None:
    """The header that tells the lines of one deal apart: of their ids, else of the products; None where none does."""
    match = matches.get("line") or matches.get("product")
    return match.header if match else None


def _lines(draft: Draft, header: str) -> pd.DataFrame:
    """Used rows of deals that stand there more than once."""
    columns: dict[str, Cells] = {name: draft.value(name) for name in ("deal_id", "amount", *_SAME)}
    products = plain(whole(draft.block.body.column(header)))
    frame = pa.table({**columns, "line": products}).to_pandas()
    frame["position"] = np.arange(draft.height)
    frame = frame[draft.in_use & frame["deal_id"].notna()]
    found: pd.DataFrame = frame[frame["deal_id"].duplicated(keep=False)]
    return found


def _are_lines(lines: pd.DataFrame) -> pd.Series[bool]:
    """By deal, whether its rows differ in the product and agree in what is the deal's."""
    groups = lines.groupby("deal_id", sort=False)
    is_split = groups["line"].nunique() == groups.size()
    agrees = (groups[list(_SAME)].nunique(dropna=False) <= 1).all(axis=1)
    found: pd.Series[bool] = is_split & agrees
    return found


def _is_of_deal(draft: Draft) -> bool:
    """Whether an amount that is the same on all lines is that of the deal; asked where no other holds that of lines."""
    line = draft.matches.get("line_amount")
    if line is not None:
        return line.header != draft.matches["amount"].header
    because = "The lines of every deal carry the same amount."
    question = f"Does “{draft.matches['amount'].header}” hold the amount of the deal or of the line?"
    return draft.decide("amount", because, question, (OF_DEAL, OF_LINE)) == OF_DEAL


def _tell(draft: Draft, lines: int, deals: int, *, is_repeated: bool) -> None:
    how = "the amount stands on each and counts once" if is_repeated else "their amounts are added up"
    draft.notes.append(f"{lines:,} product lines are {deals:,} {'deal' if deals == 1 else 'deals'}: {how}")
