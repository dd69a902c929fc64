"""Billing intervals by the running period that an export gives for each subscription, from its start to its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from revops.content import load
from revops.intake.arrow import Cells, whole
from revops.intake.dates import read_days
from revops.intake.draft import Draft
from revops.intake.encoded import encode_days
from revops.intake.exports import first_header, present_headers
from revops.intake.months import Days, whole_months

_INTERVALS = (1, 3, 6, 12, 24, 36)


def interval_by_period(draft: Draft) -> Cells | None:
    """Months that each amount pays for by its running period; None where a plan has none of a known length.

    A period of another length, such as that of a trial, says nothing: the row pays for what its plan mostly does.
    """
    names = load("names/subscriptions.toml")["words"]
    found = [first_header(names[end], present_headers(draft.block.headers)) for end in ("period_starts", "period_ends")]
    headers = [header for header in found if header is not None]
    if len(headers) < len(found):
        return None
    months = pd.Series(whole_months(*_days(draft, headers)), dtype=float)
    months = months.where(months.isin(_INTERVALS))
    plans = draft.value("plan").to_pandas().fillna("")
    common = months.groupby(plans).transform(lambda each: each.mode().min())
    if common.isna().any():
        return None
    draft.used |= set(headers)
    draft.notes.append(f"“{headers[0]}” and “{headers[1]}” tell what time an amount pays for")
    return pa.array(months.fillna(common).to_numpy(), pa.float64())


def _days(draft: Draft, headers: Sequence[str]) -> list[Days]:
    """The days under both headers; where one is blank both are the same, so that no months lie between."""
    read = []
    for header in headers:
        encoded = encode_days(whole(draft.block.body.column(header)))
        reading = read_days(encoded.texts, day_first=draft.is_day_first_below(header))
        days = pa.array(reading.days, pa.date32(), from_pandas=True)
        read.append(encoded.spread(days).to_numpy(zero_copy_only=False).astype("datetime64[D]"))
    blank = np.isnat(read[0]) | np.isnat(read[1])
    return [np.where(blank, np.datetime64(0, "D"), days) for days in read]
