"""Discounts beside the amounts of subscriptions: what is paid is less."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells, mask_of, pc
from revops.intake.draft import Draft
from revops.intake.encoded import Encoded
from revops.intake.money import Floats, read_numbers
from revops.intake.names import fold

AFTER, BEFORE = "after the discount", "before the discount, which is still to be taken off"
_PER_CENT = frozenset(("%", "percent", "pct", "percentage", "rate", "prozent", "pourcentage", "porcentaje"))


def lower_by_discounts(draft: Draft, months: Cells) -> None:
    """Takes the discount off what a month brings: a part of it where it is in per cent, else money of each payment.

    Args:
        draft: Subscriptions with `mrr` before discounts.
        months: Months that each payment is for.
    """
    encoded = draft.encoded("discount")
    if encoded is None:
        return
    lost = np.isnan(read_numbers(encoded.values).values)
    example = encoded.first(lost)
    draft.note("UNPARSED_NUMBER", mask_of(encoded.spread(pa.array(lost))), column=None, example=example)
    shares, money = map(pa.array, discounts(draft))
    before = draft.value("mrr")
    after = pc.subtract(pc.multiply(before, pc.subtract(1.0, shares)), pc.divide(money, months))
    draft.columns["mrr"] = after
    lowered = int((mask_of(pc.less(after, before)) & draft.in_use).sum())
    if lowered:
        draft.notes.append(f"amounts lowered by the discount under “{draft.matches['discount'].header}”: {lowered:,}")


def discounts(draft: Draft) -> tuple[Floats, Floats]:
    """Per row the part of an amount and the money that a discount takes off; nothing where no column holds any."""
    encoded = draft.encoded("discount")
    if encoded is None:
        return np.zeros(draft.height), np.zeros(draft.height)
    values = np.abs(read_numbers(encoded.values).values)
    is_share = np.array([_is_share(draft, text) for text in encoded.texts], dtype=bool)
    shares = _spread(encoded, np.where(is_share, _hundredths(encoded, values), 0.0))
    return shares, _spread(encoded, np.where(is_share, 0.0, values))


def ask_about_discounts(draft: Draft) -> None:
    """Asks whether a monthly amount has its discount taken off already; until then it counts as it stands."""
    encoded, match = draft.encoded("discount"), draft.matches.get("mrr")
    if encoded is None or match is None or not np.nan_to_num(read_numbers(encoded.values).values).any():
        return
    header = draft.matches["discount"].header
    because = f"“{header}” stands beside “{match.header}”, and nothing says whether it is taken off already."
    question = f"Is “{match.header}” what is paid after the discount?"
    if draft.decide("discount", because, question, (AFTER, BEFORE)) == BEFORE:
        lower_by_discounts(draft, pa.scalar(1.0))


def _is_share(draft: Draft, text: str) -> bool:
    return "%" in text or bool(_PER_CENT & set(fold(draft.matches["discount"].header).split()))


def _hundredths(encoded: Encoded, values: np.ndarray) -> np.ndarray:
    """Shares of one; numbers without a sign are already shares where none goes beyond 1."""
    bare = all("%" not in text for text in encoded.texts)
    return values if bare and np.nanmax(values, initial=0.0) <= 1 else values / 100


def _spread(encoded: Encoded, values: np.ndarray) -> Floats:
    spread: Floats = pc.fill_null(encoded.spread(pa.array(values, pa.float64(), from_pandas=True)), 0.0).to_numpy(
        zero_copy_only=False
    )
    return spread
