"""First and last days of months, for whole columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from revops.intake.arrow import Cells


def first_of_month(days: Cells) -> Cells:
    """The first day of the month of each day."""
    return _masked(_months(days).astype("datetime64[D]"), days)


def last_of_month(days: Cells) -> Cells:
    """The last day of the month of each day."""
    return _masked((_months(days) + 1).astype("datetime64[D]") - np.timedelta64(1, "D"), days)


def _months(days: Cells) -> np.ndarray:
    months: np.ndarray = days.fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[M]")
    return months


def _masked(values: np.ndarray, like: Cells) -> Cells:
    return pa.array(values, pa.date32(), mask=like.is_null().to_numpy(zero_copy_only=False))
