"""Over two hundred fresh histories per story, each interval holds the truth about as often as it promises.

The histories are smaller than the committed ones: 20 to 100 rows behind a number, where intervals have a hard time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean

import pytest
from generator import truth
from generator.company import Company
from generator.days import month_start
from generator.history import history_of
from generator.stories import STORIES
from generator.world import World
from worlds import side_by_side

from revops.measure import measure
from revops.reading import Piece, Reading
from revops.vocabulary import Slice

HISTORIES = 200
DEALS_EACH = 60
CUSTOMERS_EACH = 45

COMPANIES = {story.company.key: story.company for story in STORIES}
METRICS = (
    "win_rate",
    "cohort_win_rate",
    "time_to_close_days",
    "average_deal_size",
    "customer_churn_rate",
    "gross_revenue_retention",
    "net_revenue_retention",
)
LEAST, MOST = 0.87, 1.0
"""A promise of 95% (90% for means and ratios of few rows), less three standard errors of 200 histories."""

Truth = Callable[[World], float]


@dataclass(frozen=True)
class Drawn:
    """Fresh histories of one company, and what was read from each."""

    worlds: Mapping[str, World]
    readings: Mapping[str, Reading]

    def known(self, key: str) -> list[Piece]:
        """The histories for which there is a number with its interval."""
        return [piece for piece in self.readings[key].by[Slice.SEGMENT] if piece.value is not None]


@cache
def drawn(key: str) -> Drawn:
    company = smaller(COMPANIES[key])
    worlds = {f"history-{number}": history_of(company, f"fresh-{number}") for number in range(HISTORIES)}
    dataset = side_by_side(worlds, "deals", "subscriptions")
    return Drawn(worlds, measure(dataset, keys=METRICS, slices=(Slice.SEGMENT,)))


def smaller(company: Company) -> Company:
    """The same chances with fewer rows: two years of history, no customers from long before."""
    since = month_start(company.as_of, -23)
    from_leads = sum(source.share * source.conversion for source in company.sources) * company.leads
    expected = (from_leads + company.outbound_deals) * sum((1 + company.growth) ** month for month in range(24))
    size = DEALS_EACH / expected
    return replace(
        company,
        since=since,
        founded=month_start(since, -3),
        leads=company.leads * size,
        outbound_deals=company.outbound_deals * size,
        opening_customers=CUSTOMERS_EACH,
    )


def truths(key: str, readings: Mapping[str, Reading]) -> Truth:
    """What a perfect reader would find in one history."""

    def chance_by_horizon(world: World) -> float:
        opened = [deal for deal in world.deals if deal.opened_on >= truth.year_before(world.company)]
        return truth.won_by(opened, world.company, readings[key].beside["horizon_days"].value or 0.0)

    found: dict[str, Truth] = {
        "win_rate": truth.expected_win_rate,
        "cohort_win_rate": chance_by_horizon,
        "time_to_close_days": lambda world: round(world.company.won_days),
        "average_deal_size": lambda world: truth.mean_won_year(world.company),
        "customer_churn_rate": truth.monthly_churn,
        "gross_revenue_retention": lambda world: truth.retention(world)[0],
        "net_revenue_retention": lambda world: truth.retention(world)[1],
    }
    return found[key]


def holds(piece: Piece, value: float) -> bool:
    """Whether the interval holds the value; an end that is not known bounds nothing."""
    return (piece.low is None or piece.low <= value) and (piece.high is None or value <= piece.high)


@pytest.mark.parametrize("key", METRICS)
@pytest.mark.parametrize("company", COMPANIES)
def test_interval_holds_the_truth_as_often_as_it_promises(company: str, key: str):
    found = drawn(company)
    true = truths(key, found.readings)
    held = [holds(piece, true(found.worlds[piece.key])) for piece in found.known(key)]
    assert len(held) >= HISTORIES / 2
    assert LEAST <= fmean(held) <= MOST, f"{fmean(held):.1%} of {len(held)}"


@pytest.mark.parametrize("company", ["tallybrook", "orbisquill", "feldkamm"])
def test_lead_conversion_holds_the_truth_as_often_as_it_promises(company: str):
    small = replace(smaller(COMPANIES[company]), leads=4.0, growth=0.0)
    worlds = {f"history-{number}": history_of(small, f"leads-{number}") for number in range(HISTORIES)}
    reading = measure(side_by_side(worlds, "leads"), keys=("lead_conversion",), slices=(Slice.SEGMENT,))
    days = ripe_days(worlds)
    pieces = reading["lead_conversion"].by[Slice.SEGMENT]
    held = [holds(piece, conversion_of_the_ripe(worlds[piece.key], days)) for piece in pieces]
    assert LEAST <= fmean(held) <= MOST, f"{fmean(held):.1%} of {len(held)}"


def ripe_days(worlds: Mapping[str, World]) -> int:
    """Days by which nine of ten conversions have happened, at least 30, at most 180: as the metric says."""
    waits = sorted(
        (lead.deal_on - lead.created_on).days for world in worlds.values() for lead in world.leads if lead.deal_on
    )
    return max(30, min(180, waits[math.ceil(0.9 * len(waits)) - 1]))


def conversion_of_the_ripe(world: World, days: int) -> float:
    since, until = truth.year_before(world.company), world.company.as_of
    ripe = [lead for lead in world.leads if since <= lead.created_on and (until - lead.created_on).days >= days]
    return fmean(truth.became_deal_by(world.company, lead, until) for lead in ripe)


@pytest.mark.parametrize("company", COMPANIES)
def test_numbers_are_right_on_average(company: str):
    found = drawn(company)
    for key in ("win_rate", "cohort_win_rate", "customer_churn_rate", "gross_revenue_retention"):
        pieces, true = found.known(key), truths(key, found.readings)
        read = fmean(piece.value for piece in pieces if piece.value is not None)
        assert read == pytest.approx(fmean(true(found.worlds[piece.key]) for piece in pieces), abs=0.015), key
