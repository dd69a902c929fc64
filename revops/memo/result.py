"""What a memo holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading of the memo with its sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Memo:
    """One page for the board."""

    title: str
    day: date | None
    parts: tuple[Part, ...]
