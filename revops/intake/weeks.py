"""Weeks such as "2025-W01" and "KW 1/2025" to their first and last days: they begin on Mondays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from revops.content import load
from revops.intake.digits import western
from revops.intake.names import any_of

MOST_REMEMBERED = 20_000
_NAMES = any_of(load("names/values.toml")["weeks"]["words"])
_YEAR = r"(?:19|20)\d{2}"
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>{_YEAR})[-/. ]{{0,2}}(?:{_NAMES})\.?[- ]?(?P<week>\d{{1,2}})",
        rf"(?:{_NAMES})\.?[- ]?(?P<week>\d{{1,2}})[-/., ]{{1,3}}(?P<year>{_YEAR})",
        rf"(?P<year>{_YEAR})年第?(?P<week>\d{{1,2}})[周週]目?",
    )
)


@lru_cache(maxsize=MOST_REMEMBERED)
def week_of(text: str) -> tuple[date, date] | None:
    """Monday and Sunday of the week that a text names; None where it names none."""
    text = western(text.strip())
    match = next(filter(None, (shape.fullmatch(text) for shape in _SHAPES)), None)
    if match is None:
        return None
    try:
        monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6)
