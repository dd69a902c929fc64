"""Options that hold for all files, or for one file or sheet where its name stands before them."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable, Iterable
from typing import Any

Placed = tuple[str, Any]
"""A file, or file#sheet, and what holds for it; an empty name stands for all files."""

OPTIONS = ("day_first", "currency", "decimal")
_FIELD = re.compile(r"(?:(?P<place>.+):)?(?P<field>\w+\.\w+(?:\[.*\])?)")


def placed(value: Callable[[str], Any]) -> Callable[[str], Placed]:
    """Reads `VALUE`, `FILE=VALUE` and `FILE#SHEET=VALUE`."""

    def pair(text: str) -> Placed:
        place, _, word = text.rpartition("=")
        return place.strip(), value(word.strip())

    return pair


def placed_answer(text: str) -> tuple[str, str, str]:
    """Reads `FIELD=ANSWER` and `FILE:FIELD=ANSWER` as file, field and answer.

    Raises:
        ArgumentTypeError: If the text has another form.
    """
    for at in (match.start() for match in re.finditer("=", text)):
        if found := _FIELD.fullmatch(text[:at].strip()):
            return found["place"] or "", found["field"], text[at + 1 :].strip()
    raise argparse.ArgumentTypeError(f"'{text}' is not of the form FIELD=ANSWER or FILE:FIELD=ANSWER")


def for_all(pairs: Iterable[Placed]) -> Any:
    """What was said last for all files; None where nothing was."""
    return next((value for place, value in reversed(list(pairs)) if not place), None)


def for_sheets(given: Namespace) -> dict[str, dict[str, Any]]:
    """What was said for single files and sheets, by their names."""
    found: dict[str, dict[str, Any]] = {}
    for name in OPTIONS:
        for place, value in getattr(given, name):
            if place:
                found.setdefault(place, {})[name] = value
    for place, field, answer in given.settle:
        if place:
            found.setdefault(place, {}).setdefault("settled", {})[field] = answer
    return found
