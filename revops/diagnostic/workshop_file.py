"""The section `[workshop]` of an answers file: read strictly, written readably."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from revops.diagnostic.answers import Decision, Workshop
from revops.diagnostic.content import SIGNS
from revops.errors import ContentError

_ENTRY: Final = "workshop"


def workshop_from(section: Any, file: str) -> Workshop:
    """The workshop of the section `[workshop]`.

    Args:
        section: As parsed.
        file: Name of the file, for messages.

    Raises:
        ContentError: If it names something unknown or gives a value that cannot be; the message names the entry.
    """
    values = _table(section, tuple(item.name for item in fields(Workshop)), file, _ENTRY)
    decided = _table(values.get("decisions", {}), tuple(SIGNS), file, f"{_ENTRY}.decisions")
    return Workshop(
        title=_text(values, "title", file, _ENTRY),
        client=_text(values, "client", file, _ENTRY),
        held_on=_day(values, "held_on", file, _ENTRY),
        agreed=_agreed(values.get("agreed", []), file),
        decisions={key: _decision(found, file, f"{_ENTRY}.decisions.{key}") for key, found in decided.items()},
    )


def workshop_document(workshop: Workshop) -> dict[str, Any]:
    """The section `[workshop]`; reading it gives the same back. What is empty is left out."""
    decisions = {key: _filled(vars(decision)) for key, decision in workshop.decisions.items()}
    return _filled({**vars(workshop), "agreed": list(workshop.agreed), "decisions": decisions})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _decision(section: Any, file: str, entry: str) -> Decision:
    values = _table(section, tuple(item.name for item in fields(Decision)), file, entry)
    return Decision(
        what=_text(values, "what", file, entry),
        owner=_text(values, "owner", file, entry),
        due_on=_day(values, "due_on", file, entry),
    )


def _agreed(values: Any, file: str) -> tuple[str, ...]:
    entry = f"{_ENTRY}.agreed"
    if not isinstance(values, list) or not all(isinstance(key, str) for key in values):
        raise ContentError(file, entry, f"is {values!r}; a list of signs is expected.")
    for key in values:
        if key not in SIGNS:
            raise ContentError.unknown_field(file, entry, key, tuple(SIGNS))
    return tuple(dict.fromkeys(values))


def _table(values: Any, known: tuple[str, ...], file: str, entry: str) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise ContentError(file, entry, f"is {values!r}; a table [{entry}] is expected.")
    for name in values:
        if name not in known:
            raise ContentError.unknown_field(file, entry, name, known)
    return values


def _text(values: Mapping[str, Any], name: str, file: str, entry: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise ContentError(file, f"{entry}.{name}", f"is {value!r}; it can be text.")
    return value


def _day(values: Mapping[str, Any], name: str, file: str, entry: str) -> date | None:
    value = values.get(name)
    if value is not None and type(value) is not date:
        raise ContentError(file, f"{entry}.{name}", f"is {value!r}; it can be a date such as 2026-04-30.")
    return value
