"""Tax beside the amounts of invoices: it is no revenue, and a total holds it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import pc
from revops.intake.draft import Draft
from revops.intake.money import read_numbers
from revops.intake.names import tight

WITH, WITHOUT = "with the tax, which is taken off", "without the tax"


def take_off_tax(draft: Draft) -> None:
    """Takes the tax off amounts whose header says that they are totals, unless the user says that they hold none."""
    tax, match = draft.matches.pop("tax", None), draft.matches.get("amount")
    totals = frozenset(map(tight, load("names/invoices.toml")["words"]["totals"]))
    if tax is None or match is None or draft.export is not None or tight(match.header) not in totals:
        return
    draft.matches["tax"], header = tax, tax.header
    encoded = draft.encoded("tax")
    assert encoded is not None  # noqa: S101
    values = np.abs(np.nan_to_num(read_numbers(encoded.values).values))
    if not values.any():
        return
    because = f"“{header}” stands beside “{match.header}”, and no other column gives amounts without tax."
    question = f"Is “{match.header}” with the tax under “{header}” or without it?"
    if draft.decide("amount", because, question, (WITH, WITHOUT), of="tax") == WITH:
        amounts, taxes = draft.value("amount"), encoded.spread(pa.array(values, pa.float64()))
        signed = pc.multiply(pc.fill_null(taxes, 0.0), pc.cast(pc.sign(amounts), pa.float64()))
        draft.columns["amount"] = pc.subtract(amounts, signed)
