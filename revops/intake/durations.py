"""Durations as people and tools write them, such as "00:15:00", "1h 20m" and "1 day, 2:00:00", in minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from revops.intake.digits import western
from revops.intake.draft import Draft

_CLOCK = re.compile(
    r"^(?:(?P<days>\d+) days?,? )?(?P<first>\d{1,4}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d)(?:\.\d+)?)?$"
)
_HOURS = r"h|hrs?|hours?|std|stunden?|heures?|horas?|ore|ora|uur|ώρες|ώρα|ساعات|ساعة|ساعت|小时|時間"
_MINUTES = r"m|mins?|minutes?|minuten?|minuti|minutos?|minuut|λεπτά|دقائق|دقيقة|دقیقه|分钟|分"
_SECONDS = r"s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|secondi|δευτ|ثانية|ثانیه|秒"
_WORDED = re.compile(
    rf"^(?:pt)?(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:{_HOURS})\.?)?[ ,]*(?:(?P<m>\d+)(?!\d)\s*(?:{_MINUTES})?\.?)?"
    rf"[ ,]*(?:(?P<s>\d+)\s*(?:{_SECONDS})\.?)?$",
    re.IGNORECASE,
)
_HOURS_A_DAY = 24


def read_minutes(texts: Sequence[str]) -> list[float | None]:
    """Minutes of durations; None where a text is none, as a bare number is.

    Two numbers as in "0:45" are hours and minutes, unless one in the column has more hours than a day.

    Args:
        texts: Different values of one column.
    """
    plain = [western(text).strip() for text in texts]
    clocks = [_CLOCK.match(text) for text in plain]
    pairs = [clock for clock in clocks if clock and clock["third"] is None]
    are_minutes = any(int(pair["first"]) >= _HOURS_A_DAY for pair in pairs)
    return [
        _of_clock(clock, are_minutes) if clock else _of_words(text) for text, clock in zip(plain, clocks, strict=True)
    ]


def _of_clock(clock: re.Match[str], are_minutes: bool) -> float:
    first, second = int(clock["first"]), int(clock["second"])
    if clock["third"] is None and are_minutes:
        return first + second / 60
    return 60.0 * _HOURS_A_DAY * int(clock["days"] or 0) + 60.0 * first + second + int(clock["third"] or 0) / 60


def _of_words(text: str) -> float | None:
    match = _WORDED.match(text)
    if match is None or text.isdecimal() or not any(match.groups()):
        return None
    hours = float((match["h"] or "0").replace(",", "."))
    return 60 * hours + int(match["m"] or 0) + int(match["s"] or 0) / 60


def write_durations_as_numbers(draft: Draft, units: Mapping[str, float]) -> None:
    """Replaces durations by numbers of the unit of their column, and says so.

    Args:
        draft: A sheet before its columns are filled.
        units: Column or clue to how many minutes its unit has.
    """
    for name, unit in units.items():
        encoded = draft.encoded(name)
        minutes = [] if encoded is None else read_minutes(encoded.texts)
        if encoded is None or all(each is None for each in minutes):
            continue
        known = {text: each for text, each in zip(encoded.texts, minutes, strict=True) if each is not None}
        draft.rewrite(name, {text: f"{each / unit:.10g}" for text, each in known.items()})
        example, each = next(iter(known.items()))
        draft.notes.append(f"“{example}” under “{draft.matches[name].header}” is read as {each:.10g} minutes")
