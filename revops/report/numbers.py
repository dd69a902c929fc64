"""Numbers of an assessment as a report holds them, each with its place in the JSON."""

from __future__ import annotations

from revops.reading import Change, Piece, Reading
from revops.report.blocks import Number
from revops.vocabulary import Slice, Unit


def share(at: str, value: float | None, low: float | None = None, high: float | None = None) -> Number:
    """A share of one, such as the strength of a sign."""
    return Number(at=at, unit=Unit.SHARE, value=value, low=low, high=high)


def of_reading(reading: Reading) -> Number:
    """A metric's number."""
    return Number(
        at=f"metrics/{reading.key}",
        unit=reading.unit,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        n=reading.n,
        currency=reading.currency,
        reason=reading.reason,
    )


def of_piece(reading: Reading, way: Slice, place: int) -> Number:
    """A metric's number of one month or segment, by its place in the breakdown."""
    piece: Piece = reading.by[way][place]
    return Number(
        at=f"metrics/{reading.key}/by/{way.value}/{place}",
        unit=reading.unit,
        value=piece.value,
        low=piece.low,
        high=piece.high,
        n=piece.n,
        currency=reading.currency,
    )


def before(reading: Reading, change: Change) -> Number:
    """What a metric was in the earlier period."""
    return Number(
        at=f"metrics/{reading.key}/change/value",
        unit=reading.unit,
        value=change.value,
        currency=reading.currency,
        reason=change.reason if change.value is None else None,
    )
