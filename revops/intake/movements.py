"""Movement ledgers to periods: what a customer pays is its start amount plus all that came and went since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.dataset import Match
from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.blocks import Block
from revops.intake.draft import Draft
from revops.intake.months import first_of_month
from revops.intake.names import tight, words

SHAPE = "movements"
_SIGNS: Mapping[str, int] = MappingProxyType(
    {"start": 1, "new": 1, "expansion": 1, "reactivation": 1, "contraction": -1, "churn": -1}
)
_SERIES = ("customer", "subscription_id", "currency")
_CENT = 0.005


def is_movements(matches: Mapping[str, Match], block: Block) -> bool:
    """Whether each row says what came or went: its kind is a word for that, and there is a day and an amount."""
    if (
        "movement" not in matches
        or not {"month", "started_on"} & set(matches)
        or not {"change", "mrr", "amount"} & set(matches)
    ):
        return False
    cells: Cells = block.body.column(matches["movement"].header)
    kinds = [_kind(text) for text in cells.unique().drop_null().to_pylist()]
    return bool({"expansion", "contraction", "churn"} & set(kinds)) and kinds.count(None) <= 0.1 * len(kinds)


def _kind(text: str) -> str | None:
    return words("movements").get(tight(text))


def take_movements(draft: Draft) -> None:
    """The day and the amount of each line under the columns of a subscription."""
    draft.matches["started_on"] = draft.matches.get("started_on") or draft.matches["month"]
    draft.matches["mrr"] = next(draft.matches[name] for name in ("change", "mrr", "amount") if name in draft.matches)
    draft.matches.pop("ended_on", None)


def sign_movements(draft: Draft) -> None:
    """Amounts above zero for what came and below for what went, however the file signs them."""
    encoded = draft.encoded("movement")
    assert encoded is not None  # noqa: S101
    kinds = [_kind(text) for text in encoded.texts]
    unknown = encoded.spread(pa.array([kind is None for kind in kinds], pa.bool_()))
    example = encoded.first([kind is None for kind in kinds])
    draft.set_aside("UNKNOWN_MOVEMENT", mask_of(pc.fill_null(unknown, True)), column=None, example=example)
    signs = encoded.spread(pa.array([_SIGNS.get(kind or "") for kind in kinds], pa.float64()))
    draft.columns["mrr"] = pc.multiply(pc.abs(draft.value("mrr")), signs)
    look = draft.look("started_on")
    if look is not None and look.months > 0.9:
        draft.columns["started_on"] = first_of_month(draft.value("started_on"))


def sum_movements(drafts: Sequence[Draft], rows: pa.Table) -> pa.Table:
    """One row per customer and stretch of days with the same amount; the last stretch stays open.

    Args:
        drafts: The ledger, in one sheet or in several.
        rows: Its used lines, with signed amounts.
    """
    frame = rows.select([*_SERIES, "started_on", "mrr", "source_file", "source_sheet", "source_row"]).to_pandas()
    frame["started_on"] = pd.to_datetime(frame["started_on"])
    frame["series"] = frame.groupby(list(_SERIES), dropna=False, sort=False).ngroup()
    others = {name: "first" for name in (*_SERIES, "source_file", "source_sheet", "source_row")}
    steps = frame.groupby(["series", "started_on"], as_index=False, sort=True).agg({**others, "mrr": "sum"})
    steps["mrr"] = steps.groupby("series")["mrr"].cumsum()
    steps["ended_on"] = steps.groupby("series")["started_on"].shift(-1)
    low = _table(steps[steps["mrr"] < -_CENT], rows.schema)
    for draft in drafts:
        below = np.isin(draft.block.rows, low["source_row"].filter(pa.array(draft.has_rows(low))))
        draft.warn("BELOW_ZERO", below & draft.in_use, column="mrr")
    return _table(steps[steps["mrr"] > _CENT], rows.schema)


def _table(steps: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.table([_column(steps, field.name, field.type) for field in schema], schema=schema)


def _column(steps: pd.DataFrame, name: str, kind: pa.DataType) -> Cells:
    if name not in steps:
        return pa.array([None] * len(steps), kind)
    if kind == pa.date32():
        days = steps[name].to_numpy().astype("datetime64[D]")
        return pa.array(days, pa.date32(), mask=np.isnat(days))
    return pa.array(steps[name], kind, from_pandas=True)
