"""What the investment case finds; screens, JSON and reports show these objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revops.investment.content import Assumption
from revops.investment.figures import Figures, Lift, Paid
from revops.investment.terms import Term
from revops.reading import Reading
from revops.vocabulary import Outcome, Team

HORIZONS = (12, 24)
"""Months after which an investment is looked at."""
LAST = 24


@dataclass(frozen=True, kw_only=True)
class CostPart:
    """One line of a team's cost."""

    title: str
    a_year: float
    says: str


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a team costs.

    Attributes:
        team: Whose cost it is.
        a_year: All lines together; None where no cost was given.
        parts: The lines.
        reason: Why there is no cost, and what would give it one.
    """

    team: Team
    a_year: float | None = None
    parts: tuple[CostPart, ...] = ()
    reason: str | None = None

    def until(self, month: int) -> float:
        """What has been spent by the end of a month; costs run from the first day."""
        return (self.a_year or 0.0) * month / 12


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """How far one number has to move, for what it brings in so many months to pay what they cost.

    Attributes:
        months: The span.
        lift: For the better, in the metric's unit; None where no lift does it, or something is unknown.
        low: Low end of the 95% range that follows from the company's own intervals.
        high: High end; infinite where at the far end of the intervals nothing would come back in time.
        target: The number after the lift.
        is_possible: Whether the number can move that far at all.
        rows: Rows needed before, and as many after, to notice such a lift.
        months_to_notice: How long it takes to collect them at today's pace.
        reason: Why there is no lift.
    """

    months: int
    lift: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    is_possible: bool = False
    rows: int | None = None
    months_to_notice: float | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class LeverCase:
    """One lever of a team.

    Attributes:
        key: Of the lever and its metric.
        team: Whose work would move it.
        today: The company's own number.
        most: The largest lift there can be; None where nothing bounds it.
        at: The break-even by months.
        given: The user's range; None where none was given.
        hours: Of selling time, hours a rep and week that the break-even lift within twelve months comes to.
    """

    key: str
    team: Team
    today: Reading
    most: float | None
    at: Mapping[int, BreakEven]
    given: Lift | None = None
    hours: float | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """Where simulated results lie: one in ten below `low`, half below `middle`, one in ten above `high`."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What is left after 24 months with one thing at its low and at its high end, all else as likely.

    Attributes:
        key: Of the lever or the term.
        title: Its name.
        low: With it at its low end.
        high: With it at its high end.
        is_lever: Whether it is a range of the user's; otherwise it is one of the company's own numbers.
    """

    key: str
    title: str
    low: float
    high: float
    is_lever: bool


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What the user's ranges come to, thousands of times.

    Attributes:
        levers: Keys of those that count.
        unused: Levers with a range that do not count, each with the reason.
        chance: By months, in what share of the draws the money spent till then had come back.
        net: By month from 0 on, what has come back less what was spent.
        likely: What is left after 24 months with everything as likely.
        bars: What moves that most, largest first.
        bins: Ends of equally wide bins of what is left after 24 months, one more than `shares`.
        shares: Share of the draws in each.
    """

    levers: tuple[str, ...]
    unused: Mapping[str, str]
    chance: Mapping[int, float]
    net: tuple[Span, ...]
    likely: float
    bars: tuple[Bar, ...]
    bins: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class OptionCase:
    """One way to decide, over 24 months.

    Attributes:
        option: SalesOps, RevOps, both or neither.
        spent: By month from 0 on, what has been spent; empty where a cost is unknown.
        a_month: What has to be earned each month between the ramp and the end of 24 months.
        scenario: What the user's ranges come to; None where there are none for it.
        reason: Why there is no cost or no scenario.
    """

    option: Outcome
    spent: tuple[float, ...] = ()
    a_month: float | None = None
    scenario: Scenario | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """An assumption with the value that counted."""

    assumption: Assumption
    value: float | None
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class InvestmentCase:
    """What a team costs, what would have to move to pay for it, and what the user's ranges come to.

    Attributes:
        figures: The user's own.
        currency: Of all amounts; None where neither files nor user say.
        margin: Gross margin; None where it is unknown.
        paid: How won deals bring their money.
        costs: By team.
        levers: By key, those of the teams assessed.
        options: The ways to decide, neither last.
        terms: The company's own numbers behind the sums.
        assumed: Every assumption with the value that counted.
        notes: What to know beside it, whole sentences.
        seed: Of the simulation.
        draws: How many were drawn.
    """

    figures: Figures
    currency: str | None
    margin: float | None
    paid: Paid
    costs: Mapping[Team, Cost]
    levers: Mapping[str, LeverCase]
    options: tuple[OptionCase, ...]
    terms: tuple[Term, ...]
    assumed: tuple[Assumed, ...]
    notes: tuple[str, ...]
    seed: int
    draws: int

    @property
    def is_costed(self) -> bool:
        """Whether at least one team has a cost."""
        return any(cost.a_year is not None for cost in self.costs.values())
