"""Agenda, script, invitation and glossary, as people edit them in `content/kit.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from revops.content import build, load
from revops.errors import ContentError

FILE: Final = "kit.toml"
MINUTES: Final = 90
"""How long a workshop takes; the agenda adds up to it."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """Something to do before the day."""

    text: str


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A part of the workshop.

    Attributes:
        does: What the facilitator does.
        says: What the facilitator can say, word for word.
    """

    minutes: int
    title: str
    does: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What is sent to those who come."""

    subject: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole as plain text, to paste into a message."""
        return "\n\n".join((self.subject, *self.paragraphs))


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the field in plain words."""

    term: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Kit:
    """Everything around a workshop that is not the workshop."""

    before: tuple[Preparation, ...]
    agenda: tuple[AgendaItem, ...]
    invitation: Invitation
    glossary: tuple[Term, ...]


def kit_from(content: Mapping[str, Any], file: str = FILE) -> Kit:
    """The kit of a parsed file.

    Raises:
        ContentError: If a part is missing or misspelt, or the minutes do not add up.
    """
    kit = Kit(
        before=_all(Preparation, content, "before", file),
        agenda=_all(AgendaItem, content, "agenda", file),
        invitation=build(Invitation, content.get("invitation", {}), file, "invitation"),
        glossary=_all(Term, content, "glossary", file),
    )
    minutes = sum(item.minutes for item in kit.agenda)
    if minutes != MINUTES:
        raise ContentError(file, "agenda", f"takes {minutes} minutes; a workshop takes {MINUTES}.")
    return kit


def _all(kind: type[T], content: Mapping[str, Any], part: str, file: str) -> tuple[T, ...]:
    found = content.get(part, [])
    if not isinstance(found, list) or not found:
        raise ContentError(file, part, f"is missing; a list of [[{part}]] is expected.")
    return tuple(build(kind, values, file, f"{part} {place}") for place, values in enumerate(found, 1))


KIT: Final = kit_from(load(FILE))
