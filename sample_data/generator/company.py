"""What is true of a fictional company: the chances from which its history is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FLAT_YEAR = (1.0,) * 12


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where leads come from, and how well they turn into business.

    Attributes:
        name: As the company writes it.
        share: Share of all leads.
        mql: Chance that a lead is called qualified by marketing.
        sql: Chance that sales accepts a qualified lead.
        deal: Chance that an accepted lead becomes a deal.
        win: Chance that such a deal is won, before the segment's factor and the rep's offset.
        cost: Spend in a month; 0 for sources that cost nothing.
    """

    name: str
    share: float
    win: float
    mql: float = 0.0
    sql: float = 0.0
    deal: float = 0.0
    cost: float = 0.0

    @property
    def conversion(self) -> float:
        """Chance that a lead ever becomes a deal."""
        return self.mql * self.sql * self.deal


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A kind of customer.

    Attributes:
        share: Share of leads, deals and opening customers.
        win_factor: Multiplies the source's chance of winning.
        mrr: Median monthly amount of a new contract.
        spread: Standard deviation of its logarithm.
        churn: Chance to leave in a month.
        expand: Chance to grow by `Company.step_up` in a month.
        contract: Chance to shrink by `Company.step_down` in a month.
    """

    name: str
    share: float
    mrr: float
    churn: float
    win_factor: float = 1.0
    spread: float = 0.45
    expand: float = 0.01
    contract: float = 0.004


@dataclass(frozen=True)
class Rep:
    """Somebody who sells; `offset` is added to the chance of winning."""

    name: str
    offset: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Company:
    """One story with its parameters.

    Attributes:
        key: Name of the folder.
        since: First day of the exported history, a first of month.
        as_of: Last day of it, an end of month.
        founded: Month of the first customers.
        leads: Leads in the first month.
        growth: Growth of leads and outbound deals per month.
        season: Factor per calendar month, January first.
        outbound: Deals that reps open themselves, without a lead; None where there are none.
        outbound_deals: How many of them in the first month.
        expansion_share: Share of deals made with existing customers.
        won_days: Median days from opening to winning.
        lost_days: Median days from opening to losing.
        days_spread: Standard deviation of the logarithm of both.
        terms: Contract lengths in months, equally likely.
        overdue: Share of open deals whose expected close has passed.
        stale: Share of open deals that nobody has touched for two months.
        source_lost: Share of records on which nobody noted the source.
        reason_lost: Share of lost deals without a reason.
        amount_lost: Share of open deals without an amount.
        unworked: Share of qualified leads that sales never touches.
        reactivation: Chance that a former customer comes back in a month.
        unbilled: Chance that billing never hears of a won deal.
        repriced: Chance that the first bill is not what the deal says.
        forecast_bias: Part by which forecasts made before a month are too high.
        selling_time: Share of the logged activities that are spent with buyers.
        overheads: Monthly cost by department-and-name beyond the sources' own.
    """

    key: str
    currency: str
    since: date
    as_of: date
    founded: date
    leads: float
    growth: float
    sources: tuple[Source, ...]
    segments: tuple[Segment, ...]
    reps: tuple[Rep, ...]
    won_days: float
    lost_days: float
    loss_reasons: tuple[str, ...]
    stages: tuple[str, ...]
    opening_customers: int
    season: tuple[float, ...] = FLAT_YEAR
    outbound: Source | None = None
    outbound_deals: float = 0.0
    expansion_share: float = 0.0
    days_spread: float = 0.6
    terms: tuple[int, ...] = (12,)
    overdue: float = 0.05
    stale: float = 0.05
    source_lost: float = 0.02
    reason_lost: float = 0.05
    amount_lost: float = 0.1
    unworked: float = 0.05
    step_up: float = 0.25
    step_down: float = 0.2
    reactivation: float = 0.01
    unbilled: float = 0.0
    repriced: float = 0.0
    forecast_bias: float = 0.0
    selling_time: float = 0.5
    overheads: Mapping[tuple[str, str], float] = field(default_factory=dict)
    account_suffixes: tuple[str, ...] = ("Labs", "Group", "Works", "Systems", "Partners", "Foods", "Clinic", "Supply")

    def segment(self, name: str) -> Segment:
        """The segment of that name."""
        return next(segment for segment in self.segments if segment.name == name)

    def win_chance(self, source: Source, segment: Segment, rep: Rep) -> float:
        """True chance that a deal is won."""
        return min(0.95, max(0.02, source.win * segment.win_factor + rep.offset))
