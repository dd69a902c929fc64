"""What a reader wants in a report, and in which order."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from revops.errors import ChoiceError
from revops.vocabulary import Slice

ACCENT: Final = "#1e4a8a"
SLICES: Final = (Slice.MONTH, Slice.SEGMENT, Slice.SOURCE, Slice.OWNER)
"""Breakdowns that a report wants of an assessment that is made for it."""
MOST_LOGO_BYTES: Final = 1_000_000
MOST_LETTERS: Final = 1_000
"""Of a title, a client or the tag of a language that is kept."""
_TEXTS: Final = ("title", "client", "accent", "language")
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class PartKey(StrEnum):
    """Parts of a report, in the order of reading unless another is chosen."""

    SUMMARY = "summary"
    FIRMNESS = "firmness"
    REASONS = "reasons"
    CHANGES = "changes"
    SCORECARD = "scorecard"
    READINGS = "readings"
    MONTHS = "months"
    SEGMENTS = "segments"
    SIGNS = "signs"
    WORKSHOP = "workshop"
    RECONCILIATION = "reconciliation"
    INVESTMENT = "investment"
    PLAN = "plan"
    DATA = "data"
    ROWS = "rows"
    METHOD = "method"

    @property
    def label(self) -> str:
        """Its title."""
        return _LABELS.get(self, self.value.capitalize())


_LABELS: Final = {
    PartKey.FIRMNESS: "How firm it is",
    PartKey.REASONS: "Why",
    PartKey.CHANGES: "What would change it",
    PartKey.READINGS: "The two readings",
    PartKey.MONTHS: "Month by month",
    PartKey.SIGNS: "Signs and answers",
    PartKey.WORKSHOP: "What the room said",
    PartKey.RECONCILIATION: "Where files disagree",
    PartKey.INVESTMENT: "Investment case",
    PartKey.PLAN: "The next ninety days",
    PartKey.DATA: "Data and what was set aside",
    PartKey.ROWS: "Rows behind the numbers",
    PartKey.METHOD: "Method and sources",
}


class Detail(StrEnum):
    """How much of each part."""

    SUMMARY = "summary"
    FULL = "full"


SUMMARY_PAGES: Final = 2
"""Of a short document."""
IN_SUMMARY: Final = (PartKey.SUMMARY, PartKey.FIRMNESS, PartKey.SCORECARD, PartKey.PLAN)
"""Parts of a short report; what it costs stands in its summary."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What to put into a report.

    Attributes:
        title: Of the report; "" for the question that it answers.
        client: Whom it is for.
        accent: A colour such as "#1e4a8a".
        logo: A PNG or JPEG of the client's; None for none.
        template: A deck (PPTX) whose masters a deck is written on; None for plain ones.
        parts: Which parts, in which order; None for those that the level of detail has.
        detail: How much of each.
        hides_names: Whether customers, reps and deals stand under numbers such as "Customer 12".
        language: Tag of the language whose numbers and dates are written, such as "de-DE".

    Raises:
        ChoiceError: If the colour is none, or the logo is no PNG or JPEG of at most a megabyte.
    """

    title: str = ""
    client: str = ""
    accent: str = ACCENT
    logo: bytes | None = None
    template: bytes | None = None
    parts: tuple[PartKey, ...] | None = None
    detail: Detail = Detail.FULL
    hides_names: bool = False
    language: str = "en"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.accent):
            raise ChoiceError(f"“{self.accent}” is no colour; write it as {ACCENT}.")
        if self.logo is not None and not (self.logo.startswith(_PICTURES) and len(self.logo) <= MOST_LOGO_BYTES):
            raise ChoiceError("The logo is no PNG or JPEG of at most a megabyte.")

    @property
    def chosen(self) -> tuple[PartKey, ...]:
        """The parts in their order, each once."""
        if self.parts is not None:
            return tuple(dict.fromkeys(self.parts))
        return tuple(PartKey) if self.is_full else IN_SUMMARY

    @property
    def is_full(self) -> bool:
        """Whether everything is told."""
        return self.detail is Detail.FULL

    @property
    def most_pages(self) -> int | None:
        """Pages of a document; None for as many as it takes."""
        return None if self.is_full or self.parts is not None else SUMMARY_PAGES


def parts_of(words: Iterable[str]) -> tuple[PartKey, ...]:
    """Parts by their names.

    Raises:
        ChoiceError: If one is not known.
    """
    named = tuple(words)
    unknown = [word for word in named if word not in set(PartKey)]
    if unknown:
        raise ChoiceError(f"a report has no part {unknown[0]}; its parts are {', '.join(PartKey)}.")
    return tuple(PartKey(word) for word in named)


def to_plain(options: Options) -> dict[str, Any]:
    """The options as JSON can hold them, but for a deck of theirs, which is given anew."""
    return {
        **{name: getattr(options, name) for name in _TEXTS},
        "logo": None if options.logo is None else base64.b64encode(options.logo).decode(),
        "parts": None if options.parts is None else [part.value for part in options.parts],
        "detail": options.detail.value,
        "hides_names": options.hides_names,
    }


def from_plain(found: object) -> Options:
    """Options that were kept; nothing about them is trusted, and what is missing takes its default.

    Raises:
        ChoiceError: If they are not as they are written here.
    """
    if not isinstance(found, Mapping) or not found.keys() <= to_plain(Options()).keys():
        raise ChoiceError("The options of the report are none.")
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    if not all(isinstance(given.get(name, ""), str) and len(given.get(name, "")) <= MOST_LETTERS for name in _TEXTS):
        raise ChoiceError("A text of the options of the report is none.")
    try:
        if "logo" in given:
            given["logo"] = base64.b64decode(given["logo"], validate=True)
        if "parts" in given:
            given["parts"] = parts_of(given["parts"])
        given["detail"] = Detail(given.get("detail", Detail.FULL))
        given["hides_names"] = bool(given.get("hides_names", False))
        return Options(**given)
    except (TypeError, ValueError):
        raise ChoiceError("The options of the report are none.") from None
