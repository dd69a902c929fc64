"""Assumptions and levers of the investment case, as content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from revops.content import build, load
from revops.errors import ContentError
from revops.vocabulary import Team, Unit

_FILE: Final = "investment.toml"

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A number that the sums rest on.

    Attributes:
        title: Its name on screen.
        says: What it does, a sentence.
        unit: What it is measured in.
        least: Lowest value that can be given.
        most: Highest.
        why: Where the published value comes from, a sentence.
        source: Key in `content/sources.toml`.
        value: The published value; None where it comes from the company's files.
    """

    title: str
    says: str
    unit: str
    least: float
    most: float
    why: str
    source: str
    value: float | None = None
    key: str = ""

    def allows(self, value: float) -> bool:
        """Whether somebody can give this value."""
        return self.least <= value <= self.most

    @property
    def measured_in(self) -> Unit:
        """Its unit, for writing it."""
        return Unit(self.unit)


@dataclass(frozen=True, kw_only=True)
class LeverText:
    """What is said about a lever, whose key is that of its metric.

    Attributes:
        team: Whose work would move it.
        title: Its name on screen.
        earns: How moving it brings money, a sentence.
        formula: The same as arithmetic in words, one line.
        counted: What its sample is counted in.
        holds: Levers whose money is part of this one's.
    """

    team: str
    title: str
    earns: str
    formula: str
    counted: str
    holds: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A published figure shown beside the sums; it enters none."""

    says: str
    publisher: str
    years: str
    address: str
    firmness: str
    key: str = ""

    @property
    def cited(self) -> str:
        """Who published it, about which years, where it was read, how firm it is."""
        return f"{self.publisher} ({self.years}), {self.address}; firmness {self.firmness}."


def _entries(kind: type[T], name: str) -> Mapping[str, T]:
    content = load(_FILE)
    section: Mapping[str, Any] = content[name]
    return {key: build(kind, values, _FILE, f"{name}.{key}", key=key) for key, values in section.items()}


ASSUMPTIONS: Final = _entries(Assumption, "assumptions")
LEVER_TEXTS: Final = _entries(LeverText, "levers")
BESIDE: Final = _entries(Beside, "beside")
LEFT_OUT: Final = tuple(load(_FILE)["left_out"]["sentences"])


def _check() -> None:
    """Names that refer to something exist, and published values lie within their own bounds."""
    for lever in LEVER_TEXTS.values():
        if lever.team not in list(Team):
            raise ContentError(_FILE, lever.key, f"'team' is {lever.team!r}; there is no such team.")
        for held in lever.holds:
            if held not in LEVER_TEXTS:
                raise ContentError.unknown_field(_FILE, f"levers.{lever.key}", held, sorted(LEVER_TEXTS))
    for item in ASSUMPTIONS.values():
        if item.value is not None and not item.allows(item.value):
            raise ContentError(_FILE, f"assumptions.{item.key}", "'value' lies outside 'least' and 'most'.")


_check()
