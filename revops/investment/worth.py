"""What one unit of a lever brings within so many months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from revops.investment.figures import Paid
from revops.investment.levers import DAYS_IN_MONTH, Flow, Lever
from revops.investment.terms import Basis

_IN_A_YEAR = 12


def worth_of_a_unit(lever: Lever, basis: Basis, months: float, values: Mapping[str, Any]) -> Any:
    """Money that one unit of lift brings from the first day to the end of a month.

    Args:
        lever: What moves.
        basis: Ramp, margin and the way deals are paid; the margin is known where the lever earns one.
        months: How long after the investment began.
        values: The lever's terms, as numbers or as arrays of draws.
    """
    waits = values["cycle_days"] / DAYS_IN_MONTH if lever.waits_for_sale else 0.0
    left = np.maximum(0.0, months - basis.ramp - waits)
    kept = (basis.margin or 0.0) if lever.earns_margin else 1.0
    pace = lever.pace(**{name: values[name] for name in lever.needs})
    return kept * pace * _built_up(lever.flow, basis.paid, left)


def _built_up(flow: Flow, paid: Paid, left: Any) -> Any:
    """How much of a month's pace has come in after the months that are left.

    What is saved comes each month. Revenue that is added each month and stays adds up as a triangle. A year's worth of
    deals is paid at once or in twelve parts, each deal from its own month on. Deals that come earlier bring what they
    bring once.
    """
    if flow is Flow.SAVED:
        return left
    if flow is Flow.KEPT:
        return left**2 / 2
    if flow is Flow.EARLIER:
        return np.where(left > 0, 1.0, 0.0) if paid is Paid.AT_ONCE else left / _IN_A_YEAR
    return left if paid is Paid.AT_ONCE else left**2 / 2 / _IN_A_YEAR
