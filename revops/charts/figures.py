"""Numbers as people of the reader's country write them, with unit, interval and number of rows."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from revops.measure.naming import each
from revops.metrics import METRICS
from revops.reading import Piece, Reading
from revops.vocabulary import Kind, Unit

_ROUNDS_TO_NOTHING: Final = 0.005
_PARTS_COUNT: Final = 100
"""Below it, a mean or a change of counts keeps one digit behind the point."""

_MARKS: Final = ("horizon_days", "p10", "p90", "from_open_deals", "from_new_deals", "typical_month")
"""Numbers beside others that need no interval: ends of a range, parts of a sum, what another number is measured by."""

MINUS: Final = "\N{MINUS SIGN}"
"""Stands before every number below 0; a hyphen joins words."""

_NO_CURRENCY: Final = "no currency given"

_ISO_DAY: Final = re.compile(r"(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-])(?![^,;]*\.[A-Za-z])")
"""A day in a sentence that no name of a file follows, of which it may be a part."""


@lru_cache(maxsize=64)
def locale_of(tag: str | None) -> Locale:
    """The locale of a browser's language tag; English where it says nothing usable."""
    for candidate in (tag or "en", (tag or "en").split("-")[0], "en"):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("babel knows English")


@dataclass(frozen=True)
class Figures:
    """Writes numbers for one locale."""

    locale: Locale

    @classmethod
    def of(cls, tag: str | None) -> Figures:
        """For a language tag such as "de-DE"."""
        return cls(locale_of(tag))

    def value(self, number: float, unit: Unit, currency: str | None = None) -> str:
        """A number with its unit: "63.2%", "€1.2M", "85 days".

        Args:
            number: In the unit; shares are 0 to 1.
            unit: What it is measured in.
            currency: Code of money; without one the number stands alone.
        """
        if math.isinf(number):
            return "no upper end"
        return self._plain(number, unit, currency).replace("-", MINUS)

    def _plain(self, number: float, unit: Unit, currency: str | None) -> str:
        """A number with its unit and a hyphen where it is below 0, as the tables of the country have it."""
        if unit is Unit.SHARE:
            return format_percent(number, _percents(self.locale, ".0"), locale=self.locale)
        if unit is Unit.POINTS:
            return f"{self.points(number)} {unit}"
        if unit.is_money:
            return f"{self._money(number, currency)} {unit.each}".rstrip()
        if unit is Unit.COUNT:
            is_part = abs(number) < _PARTS_COUNT and number != round(number)
            return str(format_decimal(number, "#,##0.#", locale=self.locale)) if is_part else self.count(number)
        if unit is Unit.RATIO:
            return format_decimal(number, "#,##0.00", locale=self.locale)
        return f"{format_decimal(number, '#,##0.#', locale=self.locale)} {self._singular(number, unit)}"

    def count(self, number: float) -> str:
        """A whole number with its thousands set apart."""
        return str(format_decimal(round(number), locale=self.locale))

    def in_full(self, number: float, unit: Unit, currency: str | None = None) -> str:
        """A sum with all its whole figures, as it goes into a formula."""
        if unit is not Unit.MONEY or currency is None:
            return self.value(number, Unit.COUNT)
        pattern = _whole_money(self.locale, number)
        return str(format_currency(number, currency, locale=self.locale, currency_digits=False, format=pattern))

    def points(self, share: float) -> str:
        """A share of one as points of a hundred, without a sign."""
        return str(format_decimal(share * 100, "#,##0.0", locale=self.locale))

    def percent(self, share: float) -> str:
        """A share in whole per cent; more than nothing never reads as nothing, less than all never as all."""
        if 0 < share < _ROUNDS_TO_NOTHING:
            return f"<{self.percent(0.01)}"
        if 1 - _ROUNDS_TO_NOTHING < share < 1:
            return f">{self.percent(0.99)}"
        return format_percent(share, _percents(self.locale, ""), locale=self.locale)

    def day(self, day: date | None) -> str:
        """A date in words, or a dash."""
        return "–" if day is None else str(format_date(day, "medium", locale=self.locale))

    def dated(self, sentence: str) -> str:
        """A sentence with its days as they are written elsewhere; days within names of files stay as they are."""
        return _ISO_DAY.sub(lambda found: self._reader_day(found[0]), sentence)

    def _reader_day(self, written: str) -> str:
        try:
            return self.day(date.fromisoformat(written))
        except ValueError:
            return written

    def month(self, key: str) -> str:
        """A month such as "2026-03" in words; anything else unchanged."""
        year, _, month = key.partition("-")
        if not (year.isdigit() and month.isdigit()):
            return key
        return str(format_skeleton("yMMM", date(int(year), int(month), 1), locale=self.locale))

    def interval(self, found: Reading | Piece, unit: Unit, currency: str | None = None) -> str:
        """The range the data are compatible with, in words; empty where there is none."""
        if found.low is None:
            return ""
        low, high = self.value(found.low, unit, currency), "no upper end"
        if found.high is not None:
            high = self.value(found.high, unit, currency)
            low = low.removesuffix(f" {unit.each or unit}")
        return f"{low} to {high}"

    def split(self, reading: Reading, most: int = 3) -> str:
        """The largest categories of a distribution with their shares: "Engaging 76.1%, Prospecting 23.9%"."""
        if METRICS[reading.key].kind is not Kind.DISTRIBUTION or not reading.is_known or not reading.parts:
            return ""
        shown = [
            f"{part.key or 'blank'} {self.value(part.value or 0.0, reading.unit)}" for part in reading.parts[:most]
        ]
        rest = len(reading.parts) - len(shown)
        return ", ".join([*shown, *([f"{rest} more"] if rest else [])])

    @property
    def date_input(self) -> str:
        """Order of day, month and year in a field for dates."""
        pattern = str(self.locale.date_formats["short"].pattern).lower()
        order = sorted("dmy", key=pattern.find)
        return {"dmy": "DD/MM/YYYY", "mdy": "MM/DD/YYYY"}.get("".join(order), "YYYY/MM/DD")

    def headline(self, reading: Reading) -> str:
        """The value of a known reading; a dash for an unknown one."""
        if reading.value is None:
            return "–"
        value = self.value(reading.value, reading.unit, reading.currency)
        return value if reading.unit.each else f"{value} {each(reading)}".rstrip()

    def under(self, reading: Reading) -> str:
        """What stands below a value: its interval and n, or that everything was counted."""
        rows = f"n\u00a0=\u00a0{self.count(reading.n)}"
        if reading.value is None:
            return rows
        between = self.interval(reading, reading.unit, reading.currency)
        currency = f" · {_NO_CURRENCY}" if reading.unit.is_money and reading.currency is None else ""
        if between:
            return f"{between} · {rows}{currency}"
        why = f"{why} · " if (why := self.without_interval(reading)) else ""
        return f"{why}{rows}{currency}"

    @staticmethod
    def without_interval(reading: Reading) -> str:
        """Why a known number has no interval; empty for a mark such as a horizon, which is none that was measured."""
        if reading.is_census:
            return "everything counted"
        return "" if reading.key in _MARKS else "too few for an interval"

    @property
    def separators(self) -> dict[str, object]:
        """How Vega writes numbers of this locale on axes."""
        symbols = self.locale.number_symbols.get("latn") or next(iter(self.locale.number_symbols.values()))
        return {
            "decimal": symbols["decimal"],
            "thousands": symbols["group"],
            "grouping": [3],
            "currency": ["", ""],
        }

    def _money(self, number: float, currency: str | None) -> str:
        big = abs(number) >= 1_000_000
        if currency is None:
            return str(
                format_compact_decimal(number, locale=self.locale, fraction_digits=1) if big else self.count(number)
            )
        if big:
            return str(format_compact_currency(number, currency, locale=self.locale, fraction_digits=1))
        return str(
            format_currency(
                number, currency, locale=self.locale, currency_digits=False, format=_whole_money(self.locale, number)
            )
        )

    @staticmethod
    def _singular(number: float, unit: Unit) -> str:
        return unit.value[:-1] if abs(round(number, 1)) == 1 else unit.value


def _whole_money(locale: Locale, number: float) -> str:
    pattern = str(locale.currency_formats["standard"].pattern)
    return pattern if abs(number) < 100 else pattern.replace(".00", "")


def _percents(locale: Locale, digits: str) -> str:
    before, zero, after = str(locale.percent_formats[None].pattern).rpartition("0")
    return f"{before}{zero}{digits}{after}"
