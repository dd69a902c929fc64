"""Texts that name a year, half or quarter, such as "Q1 2026" and "2026", to the months that they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revops.intake.names import fold

Months = tuple[int, int, int]
"""Year, first month, number of months."""

FEWEST_PERIODS = 2
"""Quarters, halves or years side by side that make a matrix."""
_LENGTHS = {"q": 3, "t": 3, "quarter": 3, "quartal": 3, "trimestre": 3, "h": 6, "s": 6, "half": 6, "halbjahr": 6}
_LENGTHS |= {"semestre": 6, "semester": 6, "hj": 6}
_WORD = "|".join(sorted(_LENGTHS, key=len, reverse=True))
_YEAR = r"(?:fy|year|jahr|exercice|annee|ano)? ?(?P<year>(?:19|20)\d{2}|\d{2})(?: (?P<into>(?:20)?\d{2}))?"
_PART = rf"(?:(?P<word>{_WORD}) ?(?P<number>[1-4])|(?P<place>[1-4])(?:st|nd|rd|th|er|e|eme|o)? ?(?P<noun>{_WORD}))"
_SHAPES = tuple(re.compile(pattern) for pattern in (rf"{_PART} {_YEAR}", rf"{_YEAR} ?{_PART}"))
_WHOLE = re.compile(
    r"(?:(?:year|jahr|exercice|annee|ano)? ?(?P<year>(?:19|20)\d{2})|fy ?(?P<short>(?:20)?\d{2}))"
    r"(?: (?P<into>\d{2,4}))?"
)
_GLUED = re.compile(r"([1-4]) ?([qt])((?:19|20)?\d{2})")
"""A quarter as Brazilians and Frenchmen write it, "1T25"."""


def months_of(text: str) -> Months | None:
    """Year, first month and number of months of a text that names a year, half or quarter; None for anything else."""
    folded = _GLUED.sub(r"\1 \2 \3", fold(text))
    if match := _WHOLE.fullmatch(folded):
        is_month = not match["short"] and int(match["into"] or 13) <= 12
        year = None if is_month else _last_year(match["year"] or match["short"], match["into"])
        return (year, 1, 12) if year else None
    match = next(filter(None, (shape.fullmatch(folded) for shape in _SHAPES)), None)
    if match is None:
        return None
    months, part = _LENGTHS[match["word"] or match["noun"]], int(match["number"] or match["place"])
    year = _last_year(match["year"], match["into"])
    is_there = part * months <= 12
    return (year, (part - 1) * months + 1, months) if year and is_there else None


def without_sums(spans: Mapping[str, Months]) -> tuple[str, ...]:
    """Headers of spans that hold no shorter one beside them: the amount of "2026" beside "Q1 2026" is a sum."""
    return tuple(name for name, span in spans.items() if not any(_holds(span, other) for other in spans.values()))


def _holds(span: Months, other: Months) -> bool:
    """Whether the second lies within the first and is shorter."""
    (year, month, length), (other_year, other_month, other_length) = span, other
    later = (other_year - year) * 12 + other_month - month
    return length > other_length and 0 <= later <= length - other_length


def _last_year(first: str, last: str | None) -> int | None:
    """The year in which a year ends that is called "2025", "25" or "2025/26"; None where the two do not follow."""
    year = int(first) % 100 + (2000 if len(first) == 2 else int(first) // 100 * 100)
    if last is None:
        return year
    return year + 1 if (year + 1) % 100 == int(last) % 100 else None
