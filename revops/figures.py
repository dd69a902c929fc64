"""Numbers with their units, as a line of text shows them."""

from __future__ import annotations

from revops.reading import Piece, Reading
from revops.vocabulary import Unit

UNKNOWN = "unknown"


def value(reading: Reading) -> str:
    """The number with its unit, such as "63.2 %" or "1,250,000 EUR"."""
    if reading.value is None:
        return UNKNOWN
    return f"{number(reading.value, reading.unit)}{suffix(reading.unit, reading.currency)}"


def interval(estimate: Reading | Piece, unit: Unit, currency: str | None = None) -> str:
    """The 95 % interval, such as "62.0 to 64.3 %"; empty where there is none."""
    if estimate.low is None:
        return ""
    end = suffix(unit, currency)
    low = number(estimate.low, unit)
    return f"{low}{end} or more" if estimate.high is None else f"{low} to {number(estimate.high, unit)}{end}"


def number(amount: float, unit: Unit) -> str:
    """The bare number, with as many digits as its unit deserves."""
    if unit is Unit.SHARE:
        return f"{amount * 100:,.1f}"
    if unit is Unit.COUNT:
        return f"{amount:,.0f}"
    if unit is Unit.RATIO:
        return f"{amount:,.2f}"
    return f"{amount:,.0f}" if abs(amount) >= 1000 or amount == int(amount) else f"{amount:,.1f}"


def suffix(unit: Unit, currency: str | None) -> str:
    """What follows the number, with the blank before it."""
    if unit.is_money:
        month = " a month" if unit is Unit.MONEY_PER_MONTH else ""
        return f"{' ' + currency if currency else ''}{month}"
    return {Unit.SHARE: " %", Unit.DAYS: " days", Unit.MONTHS: " months"}.get(unit, "")


def percent(share: float | None) -> str:
    """A share in whole per cent, such as "71 %"."""
    return UNKNOWN if share is None else f"{share * 100:.0f} %"


def hundredth(amount: float | None) -> str:
    """A value between 0 and 1 with two digits."""
    return UNKNOWN if amount is None else f"{amount:.2f}"
