"""What a perfect reader would find: chances, expected rates and what the books say at the end."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from statistics import NormalDist

from generator.chance import Chance
from generator.company import Company, Segment
from generator.days import month_end, month_start
from generator.funnel import DEAL_WAIT, MQL_WAIT, SQL_WAIT, TOUCH_WAIT
from generator.world import Deal, Lead, Subscription, World

State = tuple[bool, int, int]
"""Of a customer: whether it pays, steps up so far, steps down so far."""


def year_before(company: Company) -> date:
    """First day of the default window: the twelve months that end with the history."""
    return month_start(company.as_of, -11)


def closed_within(days: float, median: float, spread: float) -> float:
    """Chance that a deal of lognormal length is closed after so many days."""
    return NormalDist().cdf(math.log(days / median) / spread) if days > 0 else 0.0


def expected_win_rate(world: World, since: date | None = None) -> float:
    """Won / (won + lost) to be expected among the deals decided from `since` on, given when deals were opened."""
    start = since or year_before(world.company)
    won = sum(deal.win_chance * _share_closing(world, deal, start, world.company.won_days) for deal in world.deals)
    lost = sum(
        (1.0 - deal.win_chance) * _share_closing(world, deal, start, world.company.lost_days) for deal in world.deals
    )
    return won / (won + lost)


def _share_closing(world: World, deal: Deal, since: date, median: float) -> float:
    spread = world.company.days_spread
    by_end = closed_within((world.company.as_of - deal.opened_on).days, median, spread)
    return by_end - closed_within((since - deal.opened_on).days - 1, median, spread)


def win_chance(deals: Iterable[Deal]) -> float:
    """Mean true chance to win of the deals."""
    chances = [deal.win_chance for deal in deals]
    return sum(chances) / len(chances)


def won_by(deals: Iterable[Deal], company: Company, days: float) -> float:
    """True chance that one of the deals is won within so many days of its opening."""
    return win_chance(deals) * closed_within(days, company.won_days, company.days_spread)


def lead_conversion(company: Company) -> float:
    """True chance that a lead ever becomes a deal."""
    return sum(source.share * source.conversion for source in company.sources) / sum(s.share for s in company.sources)


def became_deal_by(company: Company, lead: Lead, day: date) -> float:
    """True chance that a lead has become a deal by a day, knowing only when and where it came from."""
    source = next(source for source in company.sources if source.name == lead.source)
    waited = (day - lead.created_on).days
    waits = _waits()
    return source.conversion * bisect_right(waits, waited) / len(waits)


@cache
def _waits() -> Sequence[int]:
    """Days from lead to deal of those that get there: many draws, sorted."""
    chance = Chance("waits")
    means = (MQL_WAIT, TOUCH_WAIT, SQL_WAIT, DEAL_WAIT)
    return sorted(sum(chance.days(mean) for mean in means) for _ in range(20_000))


def mean_won_year(company: Company) -> float:
    """True mean of a year's amount of a won deal: kinds of customers that are won more often weigh more."""
    weights = {segment: segment.share * segment.win_factor for segment in company.segments}
    return 12.0 * sum(w * _mean_mrr(segment) for segment, w in weights.items()) / sum(weights.values())


def _mean_mrr(segment: Segment) -> float:
    return segment.mrr * math.exp(segment.spread**2 / 2.0)


@cache
def states_after(segment: Segment, reactivation: float, months: int) -> Mapping[State, float]:
    """Chances of a paying customer's states so many months later."""
    states: Mapping[State, float] = {(True, 0, 0): 1.0}
    for _ in range(months):
        following: dict[State, float] = defaultdict(float)
        for state, probability in states.items():
            for later, chance in _steps(segment, reactivation, state):
                following[later] += probability * chance
        states = following
    return states


def _steps(segment: Segment, reactivation: float, state: State) -> Iterable[tuple[State, float]]:
    pays, ups, downs = state
    if not pays:
        yield (True, ups, downs), reactivation
        yield state, 1.0 - reactivation
        return
    stays = 1.0 - segment.churn
    yield (False, ups, downs), segment.churn
    yield (True, ups + 1, downs), stays * segment.expand
    yield (True, ups, downs + 1), stays * segment.contract
    yield state, stays * (1.0 - segment.expand - segment.contract)


def retention(world: World, months: int = 12) -> tuple[float, float]:
    """Gross and net retention to be expected of those who paid so many months before the end."""
    company = world.company
    base = paying(world, month_end(month_start(company.as_of, -months)))
    gross = _expected(company, base, months, lambda factor: min(1.0, factor))
    net = _expected(company, base, months, lambda factor: factor)
    opening = sum(part.mrr for part in base)
    return gross / opening, net / opening


def _expected(company: Company, base: Iterable[Subscription], months: int, keeps: Callable[[float], float]) -> float:
    kept = {
        segment.name: sum(
            probability * keeps(_factor(company, state))
            for state, probability in states_after(segment, company.reactivation, months).items()
        )
        for segment in company.segments
    }
    return sum(part.mrr * kept[part.segment] for part in base)


def _factor(company: Company, state: State) -> float:
    pays, ups, downs = state
    return (1.0 + company.step_up) ** ups * (1.0 - company.step_down) ** downs if pays else 0.0


def monthly_churn(world: World, months: int = 12) -> float:
    """Mean true chance to leave in a month, over all who paid at the start of each of the last months."""
    company = world.company
    starts = [month_end(month_start(company.as_of, -back)) for back in range(1, months + 1)]
    chances = [company.segment(part.segment).churn for start in starts for part in paying(world, start)]
    return sum(chances) / len(chances)


def yearly_churn(world: World) -> float:
    """True chance that one of those who paid a year before the end does not pay at the end."""
    company = world.company
    base = paying(world, month_end(month_start(company.as_of, -12)))
    gone = {
        segment.name: sum(p for (pays, _, _), p in states_after(segment, company.reactivation, 12).items() if not pays)
        for segment in company.segments
    }
    return sum(gone[part.segment] for part in base) / len(base)


def paying(world: World, day: date) -> list[Subscription]:
    """Subscriptions that are paid for on a day."""
    return [part for part in world.subscriptions if part.runs_on(day)]


def mrr_on(world: World, day: date) -> int:
    """Monthly recurring revenue on a day."""
    return sum(part.mrr for part in paying(world, day))


def decided_between(deals: Iterable[Deal], since: date, until: date) -> list[Deal]:
    """Deals won or lost between two days, both included."""
    return [deal for deal in deals if deal.closed_on is not None and since <= deal.closed_on <= until]
