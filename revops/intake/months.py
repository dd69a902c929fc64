"""First and last days of months, for whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from revops.intake.arrow import Cells, Mask

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True, kw_only=True)
class MonthCells:
    """The cells below one month of a month matrix, or below a quarter, half or year.

    Attributes:
        header: As it stands in the file.
        first: First day.
        last: Last day.
        amounts: One per row; blank where there is none.
        unread: Which cells hold something that is no amount.
    """

    header: str
    first: date
    last: date
    amounts: Cells
    unread: Mask


def first_of_month(days: Cells) -> Cells:
    """The first day of the month of each day."""
    return _masked(_months(days).astype("datetime64[D]"), days)


def last_of_month(days: Cells) -> Cells:
    """The last day of the month of each day."""
    return _masked((_months(days) + 1).astype("datetime64[D]") - np.timedelta64(1, "D"), days)


def next_month(day: date) -> date:
    """The first day of the month after that of a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def whole_months(starts: Days, ends: Days) -> npt.NDArray[np.int64]:
    """Months from one day to the same day of a later month; 0 where it is no whole number of them."""
    months = ends.astype("datetime64[M]").astype(np.int64) - starts.astype("datetime64[M]").astype(np.int64)
    into = [(days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) for days in (starts, ends)]
    return np.where(into[0] == into[1], months, 0)


def _months(days: Cells) -> np.ndarray:
    months: np.ndarray = days.fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[M]")
    return months


def _masked(values: np.ndarray, like: Cells) -> Cells:
    return pa.array(values, pa.date32(), mask=like.is_null().to_numpy(zero_copy_only=False))
