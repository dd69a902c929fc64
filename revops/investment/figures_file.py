"""The section `[investment]` of an answers file: read strictly, written readably."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from revops.errors import ContentError
from revops.investment.content import ASSUMPTIONS, LEVER_TEXTS
from revops.investment.figures import LEAST_PEOPLE, MOST_COST, MOST_PEOPLE, Figures, Lift, Paid, RoleCost
from revops.investment.roles import ROLES
from revops.vocabulary import Team

_SECTIONS: Final = ("currency", "paid", "roles", "tools", "assumptions", "lifts")
_ENDS: Final = ("low", "likely", "high")

T = TypeVar("T")


def figures_from(section: Any, file: str) -> Figures:
    """The user's own figures from the section `[investment]`.

    Args:
        section: As parsed.
        file: Name of the file, for messages.

    Raises:
        ContentError: If it names something unknown or gives a value that cannot be; the message names the entry.
    """
    _known(_table(section, file, "investment"), _SECTIONS, file, "investment")
    return Figures(
        currency=_currency(section.get("currency"), file),
        paid=_paid(section.get("paid"), file),
        roles=_each(section, "roles", tuple(ROLES), _role, file),
        tools={Team(key): cost for key, cost in _each(section, "tools", tuple(Team), _amount, file).items()},
        assumptions=_each(section, "assumptions", tuple(ASSUMPTIONS), _assumption, file),
        lifts=_each(section, "lifts", tuple(LEVER_TEXTS), _lift, file),
    )


def figures_document(figures: Figures) -> dict[str, Any]:
    """The section `[investment]`; reading it gives the same figures back. Nothing stands for nothing given."""
    document: dict[str, Any] = {
        "currency": figures.currency,
        "paid": None if figures.paid is None else figures.paid.value,
        "roles": {key: {"pay": role.pay, "people": role.people} for key, role in figures.roles.items()},
        "tools": {team.value: cost for team, cost in figures.tools.items()},
        "assumptions": dict(figures.assumptions),
        "lifts": {key: {end: getattr(lift, end) for end in _ENDS} for key, lift in figures.lifts.items()},
    }
    return {key: value for key, value in document.items() if value not in (None, {})}


def _table(value: Any, file: str, entry: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ContentError(file, entry, f"is {value!r}; a table [{entry}] is expected.")
    return value


def _known(values: Mapping[str, Any], known: tuple[str, ...], file: str, entry: str) -> None:
    for name in values:
        if name not in known:
            raise ContentError.unknown_field(file, entry, name, known)


def _each(
    section: Mapping[str, Any], name: str, keys: tuple[str, ...], read: Callable[[str, Any, str, str], T], file: str
) -> dict[str, T]:
    entry = f"investment.{name}"
    values = _table(section.get(name, {}), file, entry)
    _known(values, keys, file, entry)
    return {key: read(key, value, file, f"{entry}.{key}") for key, value in values.items()}


def _number(value: Any, file: str, entry: str, low: float, high: float) -> float:
    if type(value) not in (int, float) or not low <= value <= high:
        raise ContentError(file, entry, f"is {value!r}; it can be a number from {low:,.12g} to {high:,.12g}.")
    return float(value)


def _currency(value: Any, file: str) -> str | None:
    if value is None or (isinstance(value, str) and re.fullmatch("[A-Z]{3}", value)):
        return value
    raise ContentError(file, "investment.currency", f"is {value!r}; it can be three capitals, such as 'EUR'.")


def _paid(value: Any, file: str) -> Paid | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in list(Paid):
        raise ContentError(file, "investment.paid", f"is {value!r}; it can be {', '.join(Paid)}.")
    return Paid(value)


def _role(_: str, value: Any, file: str, entry: str) -> RoleCost:
    _known(_table(value, file, entry), ("pay", "people"), file, entry)
    if "pay" not in value:
        raise ContentError.missing_field(file, entry, "pay")
    return RoleCost(
        pay=_amount("pay", value["pay"], file, f"{entry}.pay"),
        people=_number(value.get("people", 1.0), file, f"{entry}.people", LEAST_PEOPLE, MOST_PEOPLE),
    )


def _amount(_: str, value: Any, file: str, entry: str) -> float:
    return _number(value, file, entry, 0.0, MOST_COST)


def _assumption(key: str, value: Any, file: str, entry: str) -> float:
    return _number(value, file, entry, ASSUMPTIONS[key].least, ASSUMPTIONS[key].most)


def _lift(_: str, value: Any, file: str, entry: str) -> Lift:
    _known(_table(value, file, entry), _ENDS, file, entry)
    for end in _ENDS:
        if end not in value:
            raise ContentError.missing_field(file, entry, end)
    bound = 1e12
    low, likely, high = (_number(value[end], file, f"{entry}.{end}", -bound, bound) for end in _ENDS)
    if not low <= likely <= high:
        raise ContentError(file, entry, "does not rise from low over likely to high.")
    return Lift(low=low, likely=likely, high=high)
