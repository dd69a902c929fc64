"""Text to days, decided for whole columns: day or month first is a property of the file, not of a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np
import numpy.typing as npt

from revops.content import load
from revops.intake.digits import western
from revops.intake.jalali import gregorian, is_jalali_year
from revops.intake.names import fold
from revops.intake.weeks import week_of

Days = npt.NDArray["np.datetime64"]

_ALONE = (
    r"(?!.*(?:\d{1,2}[-/. ]\d{1,2}[-/. ]|(?<![^\W\d])[^\W\d]{3,}\.? (?:\d{1,2}[a-z]*,? )?)(?:1[34]|19|20)\d{2}\b)"
    r"(?!.*(?:1[34]|19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d)"
)
"""What follows a day names no second one, as in "2025-01-03 to 2025-02-02"."""
_ISO = re.compile(rf"^(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?(?:[T (]{_ALONE}.*)?$")
_NUMERIC = re.compile(rf"^(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}})(?:[T ,]{_ALONE}.*)?$")
_ERAS: Mapping[str, int] = load("names/values.toml")["eras"]
_OF_ERA = re.compile(
    rf"^(?P<era>{'|'.join(_ERAS)})\s*(?P<year>元|\d{{1,3}})[年./-](?P<month>\d{{1,2}})"
    r"(?:[月./-](?P<day>\d{1,2})?日?)?(?:[T (].*)?$"
)
_DOTTED = re.compile(r"^\d{4}\.\d{1,2}$")
_COMPACT = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_MONTH_ISO = re.compile(r"^(\d{4})[-/.年](\d{1,2})月?$")
_MONTH_LAST = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_DAY_WORD = re.compile(
    r"^(?:[^\W\d]+,? )?(\d{1,2})(?:st|nd|rd|th|er|η|\.|º)?[- ]*(?:de )?"
    rf"([^\W\d]+(?: [\u0600-\u06ff]+)?)\.?[-, ]*(?:del? )?(\d{{4}}|\d{{2}})(?:[T ,]{_ALONE}.*)?$"
)
_WORD_DAY = re.compile(rf"^(?:[^\W\d]+, )?([^\W\d]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?:[T ,]{_ALONE}.*)?$")
_WORD_YEAR = re.compile(r"^([^\W\d]+(?: [\u0600-\u06ff]+)?)\.?(?: del? )?[-/ ]*'?(\d{4}|\d{2})$")
_SERIAL = re.compile(r"^[2-6]\d{4}(?:\.\d+)?$")
_EPOCH = np.datetime64("1899-12-30", "D")
_CLOCK = re.compile(r"^1\d{9}(?:\d{3}){0,3}(?:\.\d+)?$")
_SECONDS_DIGITS = 10
_SECONDS_A_DAY = 86_400

_UNIT = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]$")

EARLIEST, LATEST = 1900, 2100
"""Years that a month may lie in; 1643.01 is an amount."""
FEWEST_MONTHS = 3
"""Months side by side that make a month matrix."""


class Sort(Enum):
    """What a text that names a time names."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Days read from the different values of a column.

    Attributes:
        days: One per value; not-a-time where it could not be read.
        is_month: Which values name a month rather than a day.
        is_jalali: Which values are of the Persian calendar.
        both_ways: How many values can be read day first and month first, with different results.
    """

    days: Days
    is_month: npt.NDArray[np.bool_]
    is_jalali: npt.NDArray[np.bool_]
    both_ways: int


@dataclass(frozen=True)
class Evidence:
    """What the values of a column say about the order of day and month.

    Attributes:
        day_first: Values whose first number can only be a day; points are used where days come first.
        month_first: Values whose second number can only be a day.
        either: Values that can be read both ways, with different results.
        hyphens: Whether the values are parted by hyphens, which is rare where months come first.
    """

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    hyphens: bool = False

    @property
    def verdict(self) -> bool | None:
        """Whether days come first, by the values alone."""
        if self.day_first == self.month_first:
            return None
        return self.day_first > self.month_first

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.day_first + other.day_first,
            self.month_first + other.month_first,
            self.either + other.either,
            self.hyphens or other.hyphens,
        )


def evidence(texts: Sequence[str]) -> Evidence:
    """What the different values of a column say about the order of day and month."""
    day_first = month_first = either = 0
    hyphens = False
    for text in map(western, texts):
        match = _NUMERIC.match(text)
        if not match:
            continue
        first, second = int(match[1]), int(match[2])
        is_dotted = text[match.end(1)] == "."
        day_first += first > 12 >= second or is_dotted
        month_first += second > 12 >= first and not is_dotted
        either += first != second and first <= 12 and second <= 12 and not is_dotted
        hyphens = hyphens or text[match.end(1)] == "-"
    return Evidence(day_first, month_first, either, hyphens)


def sort_of(text: str) -> Sort | None:
    """Whether a text names a day, or a month (also by its first day); None for anything else."""
    text = western(text)
    parts = _parts(text, True)
    if parts is None:
        return None
    year, month, day, is_month = parts
    if is_month and (month > 12 or not EARLIEST <= year <= LATEST):
        return None
    if is_jalali_year(year):
        return None if is_month or max(month, day) > 31 or min(month, day) > 12 else Sort.DAY
    if not min(month, day) >= 1 or not ((month <= 12 and day <= 31) or (day <= 12 and month <= 31)) or not year:
        return None
    return Sort.MONTH if is_month or (_ISO.match(text) and day == 1) else Sort.DAY


def without_unit(header: str) -> str:
    """A header such as "Jan 2025 (EUR)" without the unit in brackets at its end."""
    return _UNIT.sub("", header) or header


def unit_of(header: str) -> str:
    """What stands in brackets at the end of a header; empty where nothing does."""
    unit = _UNIT.search(header)
    return unit[0].strip("()[]（） ") if unit else ""


def read_days(texts: Sequence[str], *, day_first: bool) -> Reading:
    """Days from the different values of one column.

    Args:
        texts: Different values of the column; times are cut off.
        day_first: How "03/04/2025" is read. A value that only makes sense the other way stays unread.
    """
    texts = [western(text) for text in texts]
    parts = [_parts(text, day_first) for text in texts]
    is_jalali = np.array([bool(part and is_jalali_year(part[0])) for part in parts], dtype=bool)
    triples = [_gregorian(*part) if part else (0, 0, 0) for part in parts]
    days = _days(np.array(triples, dtype=np.int64).reshape(-1, 3))
    counts = np.array([_days_counted(text) for text in texts], dtype=float)
    counted = np.isfinite(counts)
    days[counted] = _EPOCH + counts[counted].astype("int64").astype("timedelta64[D]")
    is_month = np.array([bool(part and part[3]) for part in parts], dtype=bool)
    return Reading(days=days, is_month=is_month, is_jalali=is_jalali, both_ways=evidence(texts).either)


def is_dotted_month(text: str) -> bool:
    """Whether a text such as "2000.10" names a month or is a number with two decimals."""
    return bool(_DOTTED.match(western(text)))


def is_count(text: str) -> bool:
    """Whether a text may count time: days as a spreadsheet does, or seconds, milliseconds … since 1970."""
    return bool(_SERIAL.match(text) or _CLOCK.match(text))


def _days_counted(text: str) -> float:
    """Days since the end of 1899 that a text counts; not-a-number where it counts none."""
    if _SERIAL.match(text):
        return float(text)
    if not _CLOCK.match(text):
        return np.nan
    seconds = int(text[:_SECONDS_DIGITS])
    return float((np.datetime64("1970-01-01", "D") - _EPOCH).astype(int) + seconds // _SECONDS_A_DAY)


def _days(parts: npt.NDArray[np.int64]) -> Days:
    """Days from year, month and day; not-a-time for the 31st of April."""
    year, month, day = parts.T
    sound = (year > 0) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(sound, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    length = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    days = months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return np.where(sound & (day <= length), days, np.datetime64("NaT", "D"))


def _gregorian(year: int, month: int, day: int, is_month: bool) -> tuple[int, int, int]:
    """Year, month and day as they are, or of the same day where the year is one of the Persian calendar.

    A Persian month reaches over two of ours, so that a month alone stays unread.
    """
    if not is_jalali_year(year):
        return year, month, day
    same = None if is_month else gregorian(year, month, day)
    return (same.year, same.month, same.day) if same else (0, 0, 0)


def _parts(text: str, day_first: bool) -> tuple[int, int, int, bool] | None:
    """Year, month, day, and whether the text names a month only."""
    if match := _ISO.match(text) or _COMPACT.match(text):
        return int(match[1]), int(match[2]), int(match[3]), False
    if match := _NUMERIC.match(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if day_first else (second, first)
        return _year(match[3]), month, day, False
    if match := _OF_ERA.match(text):
        return _of_era(match)
    if match := _MONTH_ISO.match(text):
        return int(match[1]), int(match[2]), 1, True
    if match := _MONTH_LAST.match(text):
        return int(match[2]), int(match[1]), 1, True
    if week := week_of(text):
        return week[0].year, week[0].month, week[0].day, False
    return _worded(text)


def _of_era(match: re.Match[str]) -> tuple[int, int, int, bool] | None:
    """Year, month and day of a date that counts years of a reign; letters for it stand before whole days alone."""
    if match["era"].isascii() and (not match["day"] or "-" in match.group()):
        return None
    year = _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
    return year, int(match["month"]), int(match["day"] or 1), not match["day"]


def _worded(text: str) -> tuple[int, int, int, bool] | None:
    if (match := _DAY_WORD.match(text)) and (month := _month(match[2], _year(match[3]))):
        return _year(match[3]), month, int(match[1]), False
    if (match := _WORD_DAY.match(text)) and (month := _month(match[1], int(match[3]))):
        return int(match[3]), month, int(match[2]), False
    if (match := _WORD_YEAR.match(text)) and (month := _month(match[1], _year(match[2]))):
        return _year(match[2]), month, 1, True
    return None


def _year(text: str) -> int:
    """Two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if year >= 70 else 2000 + year


def _month(word: str, year: int) -> int:
    return months_by_name("jalali" if is_jalali_year(year) else "months").get(fold(word), 0)


@cache
def months_by_name(names: str) -> Mapping[str, int]:
    """Folded names of months to their numbers, of our calendar ("months") or the Persian one ("jalali")."""
    listed = load(f"names/{names}.toml").items()
    return {fold(name): int(number) for number, named in listed for name in named}
