"""What the user gives about an investment: costs, changed assumptions, and ranges of what may move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeGuard

from revops.vocabulary import Team

MOST_COST: Final = 1e10
"""The most that a role or tools may cost a year, in the smallest of currencies as well; above, zeros were added."""
LEAST_PEOPLE: Final = 0.01
MOST_PEOPLE: Final = 1000.0


def is_cost(amount: float | None) -> TypeGuard[float]:
    """Whether an amount can be what somebody or something costs a year."""
    return amount is not None and 0 <= amount <= MOST_COST


class Paid(StrEnum):
    """How a won deal brings its money."""

    MONTHLY = "monthly"
    AT_ONCE = "at_once"


@dataclass(frozen=True, kw_only=True)
class RoleCost:
    """What a role costs.

    Attributes:
        pay: Of a full-time person, a year, before what an employer pays on top.
        people: Full-time people; 0.2 for a fifth of one.
    """

    pay: float
    people: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Lift:
    """How far the user thinks a number may move for the better, in its own unit; negative for the worse.

    Attributes:
        low: Lowest that is thought possible.
        likely: The likeliest.
        high: Highest that is thought possible.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"low, likely and high rise; {self.low}, {self.likely}, {self.high} do not")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The user's own figures about an investment; what is not there is unknown, never zero.

    Attributes:
        currency: Of all amounts here; None for that of the files.
        paid: How won deals bring their money; None for what the files suggest.
        roles: Costs by key of the role.
        tools: Cost of tools a year, by team.
        assumptions: Changed assumptions by key.
        lifts: Ranges by key of the lever.
    """

    currency: str | None = None
    paid: Paid | None = None
    roles: Mapping[str, RoleCost] = field(default_factory=dict)
    tools: Mapping[Team, float] = field(default_factory=dict)
    assumptions: Mapping[str, float] = field(default_factory=dict)
    lifts: Mapping[str, Lift] = field(default_factory=dict)

    @property
    def has_costs(self) -> bool:
        """Whether there is a cost to earn back."""
        return bool(self.roles or self.tools)
