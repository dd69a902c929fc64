"""What happened at a company: the events behind its files, without any slip of the people who keep them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.company import Company


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A lead with the dates of its steps; a step that has not happened by the end has none."""

    lead_id: str
    created_on: date
    source: str
    noted_source: str | None
    segment: str
    company: str
    owner: str
    mql_on: date | None
    touched_on: date | None
    sql_on: date | None
    deal_on: date | None

    @property
    def furthest(self) -> str:
        """The last step reached: "new", "mql", "sql" or "deal"."""
        steps = {"deal": self.deal_on, "sql": self.sql_on, "mql": self.mql_on}
        return next((step for step, day in steps.items() if day), "new")


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A deal; `win_chance` and, while it is open, `closes_on` are what no file shows."""

    deal_id: str
    account: str
    owner: str
    stage: str
    outcome: str
    amount: int | None
    term_months: int
    opened_on: date
    closes_on: date
    expected_on: date
    touched_on: date
    source: str
    noted_source: str | None
    segment: str
    kind: str
    loss_reason: str | None
    lead: Lead | None
    win_chance: float

    @property
    def mrr(self) -> int:
        """What it brings in a month once won."""
        return (self.amount or 0) // self.term_months

    @property
    def closed_on(self) -> date | None:
        """The day it was won or lost."""
        return None if self.outcome == "open" else self.closes_on

    @property
    def close_or_expected(self) -> date:
        """The one close date that most CRMs keep."""
        return self.closed_on or self.expected_on


@dataclass(frozen=True, kw_only=True)
class StageChange:
    """A deal entering a stage."""

    deal: Deal
    stage: str
    entered_on: date


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A customer paying one amount for a while; `ended_on` is the first day not paid for."""

    subscription_id: str
    customer: str
    segment: str
    mrr: int
    started_on: date
    ended_on: date | None
    is_yearly: bool

    def runs_on(self, day: date) -> bool:
        """Whether it is paid for on that day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one channel cost in one month."""

    month: date
    channel: str
    department: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class World:
    """One company's history."""

    company: Company
    leads: tuple[Lead, ...]
    deals: tuple[Deal, ...]
    subscriptions: tuple[Subscription, ...]
    costs: tuple[Cost, ...]
