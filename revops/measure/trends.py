"""Whether a number rises or falls from month to month, or only moves about."""

from __future__ import annotations

from dataclasses import dataclass

from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.statistics.trend import theil_sen, typical_step
from revops.vocabulary import Slice, Timing

ENOUGH = 8
"""Whole months from which a trend is told."""


@dataclass(frozen=True, kw_only=True)
class Trended:
    """A trend over whole months.

    Attributes:
        slope: Change from month to month, in the unit.
        low: Low end of its 95% interval.
        high: High end.
        months: Months behind it.
    """

    slope: float
    low: float
    high: float
    months: int

    @property
    def is_beyond_noise(self) -> bool:
        """Whether the interval leaves no change out."""
        return self.low > 0 or self.high < 0


def trend_of(reading: Reading) -> Trended | None:
    """The trend of a reading that was broken down by month; None with fewer than eight whole months.

    Months are taken as independent of each other, but for states at month ends, of which the steps are.
    """
    whole = [piece for piece in reading.by.get(Slice.MONTH, ()) if piece.value is not None and not piece.partial]
    values = [piece.value for piece in whole if piece.value is not None]
    if not reading.is_known or len(values) < ENOUGH:
        return None
    if METRICS[reading.key].timing is Timing.MONTH_END:
        found = typical_step(values)
    else:
        found = theil_sen(values, at=[_place(piece) for piece in whole])
    if found is None:
        return None
    return Trended(slope=found.slope, low=found.interval.low, high=found.interval.high, months=len(values))


def _place(piece: Piece) -> float:
    """Months since the year 0, so that a month without a value leaves its place."""
    year, month = piece.key.split("-")
    return int(year) * 12.0 + int(month)
