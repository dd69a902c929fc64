"""The section `[workshop]` of an answers file: read strictly, written readably."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from revops.content import build
from revops.diagnostic.answers import Decision, Workshop
from revops.diagnostic.content import SIGNS
from revops.errors import ContentError

_ENTRY: Final = "workshop"
_DECISIONS: Final = f"{_ENTRY}.decisions"


def workshop_from(section: Any, file: str) -> Workshop:
    """The workshop of the section `[workshop]`.

    Args:
        section: As parsed.
        file: Name of the file, for messages.

    Raises:
        ContentError: If it names something unknown or gives a value that cannot be; the message names the entry.
    """
    values = dict(_table(section, file, _ENTRY))
    decided = _table(values.pop("decisions", {}), file, _DECISIONS)
    _check_signs(decided, file, _DECISIONS)
    decisions = {
        key: build(Decision, _table(found, file, f"{_DECISIONS}.{key}"), file, f"{_DECISIONS}.{key}")
        for key, found in decided.items()
    }
    workshop = build(Workshop, values, file, _ENTRY, decisions=decisions)
    _check_signs(workshop.agreed, file, f"{_ENTRY}.agreed")
    return workshop


def workshop_document(workshop: Workshop) -> dict[str, Any]:
    """The section `[workshop]`; reading it gives the same back. What is empty is left out."""
    decisions = {key: _filled(vars(decision)) for key, decision in workshop.decisions.items()}
    return _filled({**vars(workshop), "agreed": list(workshop.agreed), "decisions": decisions})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _table(value: Any, file: str, entry: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ContentError(file, entry, f"is {value!r}; a table [{entry}] is expected.")
    return value


def _check_signs(named: Collection[str], file: str, entry: str) -> None:
    for key in named:
        if key not in SIGNS:
            raise ContentError.unknown_field(file, entry, key, tuple(SIGNS))
