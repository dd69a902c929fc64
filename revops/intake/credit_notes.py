"""Credit notes with a service period: they lower what is billed to the customer for those days, to nothing at most."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from revops.intake.arrow import Mask
from revops.intake.months import Days

Amounts = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_SLACK = 0.1
"""Part of a credit that may be left over: months have 28 to 31 days, so that the same days are more or less of one."""


def lowered(lines: pd.DataFrame) -> tuple[Amounts, Mask]:
    """What each line brings a month, and which credits take away more than is billed for their days.

    Args:
        lines: `customer`, `currency`, `start`, `end` (the day after the last) and `mrr`, below zero for a credit.

    Returns:
        The amounts, with credits no larger than the least that is left on any of their days; and the credits of which
        something was left over.
    """
    counted = lines["mrr"].clip(lower=0).to_numpy(copy=True)
    asked = lines["mrr"].to_numpy()
    groups = lines.groupby(["customer", "currency"], dropna=False, sort=False).indices if (asked < 0).any() else {}
    starts, ends = (lines[name].to_numpy().astype("datetime64[D]") for name in ("start", "end"))
    for places in groups.values():
        for credit in _in_time(np.asarray(places), asked, starts):
            within = places[(starts[places] < ends[credit]) & (ends[places] > starts[credit])]
            edges = np.maximum(starts[within], starts[credit]), np.minimum(ends[within], ends[credit])
            paid = _least(*edges, counted[within], (starts[credit], ends[credit]))
            counted[credit] = -min(-asked[credit], max(paid, 0.0))
    return counted, (asked < 0) & (counted - asked > -_SLACK * asked)


def _in_time(places: Places, asked: Amounts, starts: Days) -> Places:
    """The places of credits among others, by their first day."""
    credits = places[asked[places] < 0]
    ordered: Places = credits[np.argsort(starts[credits], kind="stable")]
    return ordered


def _least(starts: Days, ends: Days, amounts: Amounts, span: tuple[np.datetime64, np.datetime64]) -> float:
    """The least that amounts add up to on any day of a span."""
    days, places = np.unique(np.concatenate((starts, ends, span)), return_inverse=True)
    changes = np.concatenate((amounts, -amounts, (0.0, 0.0)))
    levels = np.cumsum(np.bincount(places, weights=changes))
    return float(levels[days < span[1]].min())
