"""Numbers with their units."""

from __future__ import annotations

import pytest

from revops.figures import hundredth, interval, percent, value
from revops.reading import Reading
from revops.vocabulary import Unit


@pytest.mark.parametrize(
    ("unit", "amount", "currency", "shown"),
    [
        (Unit.SHARE, 0.6316, None, "63.2 %"),
        (Unit.MONEY, 1250000.4, "EUR", "1,250,000 EUR"),
        (Unit.MONEY, 12.5, "EUR", "12.5 EUR"),
        (Unit.MONEY, 900.0, None, "900"),
        (Unit.MONEY_PER_MONTH, 4200.0, "USD", "4,200 USD a month"),
        (Unit.DAYS, 51.8, None, "51.8 days"),
        (Unit.DAYS, 52.0, None, "52 days"),
        (Unit.COUNT, 6711.0, None, "6,711"),
        (Unit.RATIO, 1.7143, None, "1.71"),
    ],
)
def test_value_shows_the_digits_its_unit_deserves(unit: Unit, amount: float, currency: str | None, shown: str):
    assert value(Reading(key="m", unit=unit, value=amount, currency=currency)) == shown


def test_value_when_there_is_none_is_unknown_not_zero():
    assert value(Reading(key="m", unit=Unit.SHARE, reason="No deal was decided.")) == "unknown"
    assert (percent(None), hundredth(None)) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0.62, 0.643, "62.0 to 64.3 %"), (0.62, None, "62.0 % or more"), (None, None, "")],
)
def test_interval_shows_both_ends_an_open_end_or_nothing(low: float | None, high: float | None, shown: str):
    assert interval(Reading(key="m", unit=Unit.SHARE, value=0.63, low=low, high=high), Unit.SHARE) == shown
