"""How often the 95% intervals cover a known truth: `python tests/bench/bench_coverage.py`.

Each row simulates companies of a known truth with n cases and counts how often the interval holds it. Rows about
calls count how often a difference called more than luck is one: nine times of ten is what false discoveries allow.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from revops.measure.judging import verdicts
from revops.statistics.categories import goodman
from revops.statistics.differences import shares_differ
from revops.statistics.drift import Mix, distance
from revops.statistics.interval import Interval
from revops.statistics.lifetime import Life, lifetime
from revops.statistics.means import PowerSums, hall
from revops.statistics.middles import median_of
from revops.statistics.ratios import RatioSums, gross_retention, net_retention, rate, ratio_t
from revops.statistics.shares import odds, share_of_amounts, share_of_clusters, wilson
from revops.statistics.spread import beta_binomial_spread
from revops.statistics.survival import aalen_johansen, kaplan_meier, restricted_mean
from revops.statistics.trend import scatter, theil_sen
from revops.vocabulary import Verdict

Trial = Callable[[np.random.Generator, int], bool]
SIZES = (30, 100, 1000)
SIGMA = 1.2
HORIZON = 120


@dataclass(frozen=True)
class Row:
    """One line of the table: kind of interval, number of cases, share of companies covered."""

    kind: str
    n: int
    coverage: float


def holds(interval: Interval | None, truth: float) -> bool:
    return interval is not None and interval.holds(truth)


def share(draw: np.random.Generator, n: int) -> bool:
    rate = draw.uniform(0.1, 0.9)
    return holds(wilson(draw.binomial(n, rate), n), rate)


def share_by_amount(draw: np.random.Generator, n: int) -> bool:
    amounts = draw.lognormal(9, 0.8, n)
    won = draw.random(n) < 0.4
    return holds(share_of_amounts((amounts * won).sum(), amounts.sum(), (amounts**2).sum()), 0.4)


def odds_of_winning(draw: np.random.Generator, n: int) -> bool:
    rate = draw.uniform(0.2, 0.6)
    return holds(odds(draw.binomial(n, rate), n), rate / (1 - rate))


def ratio(draw: np.random.Generator, n: int) -> bool:
    size = draw.lognormal(0, 0.7, n)
    cost = size * draw.gamma(2.0, 0.5, n)
    return holds(ratio_t(RatioSums.of(list(zip(cost, size, strict=True)))), 1.0)


def ratio_of_clusters(draw: np.random.Generator, n: int) -> bool:
    """n reps over four quarters, who differ in how much of their quota they fill."""
    quota = draw.lognormal(9, 0.3, n)
    won = (quota * draw.gamma(10, 0.08, n))[:, None] * draw.gamma(4, 0.25, (n, 4))
    return holds(ratio_t(RatioSums.of(list(zip(won.sum(axis=1), 4 * quota, strict=True)))), 0.8)


def share_of_clustered_rows(draw: np.random.Generator, n: int) -> bool:
    """n reps over four quarters, who differ in how often they reach their quota."""
    reached = draw.binomial(4, draw.beta(4, 4, n))
    part, whole = float(reached.sum()), 4.0 * n
    effective = share_of_clusters(part, whole, n, float(((reached - part / n) ** 2).sum()))
    return holds(wilson(part / whole * effective, effective), 0.5)


def _velocity(draw: np.random.Generator, n: int, sigma: float) -> bool:
    """n deals opened each year; in the last year their days open and what they were won for are seen."""
    opened = draw.uniform(-730, 365, draw.poisson(3 * n))
    wins = draw.random(opened.size) < 0.25
    closed = opened + draw.lognormal(np.log(np.where(wins, 90, 150)), 0.6)
    won = np.where(wins & (closed <= 365), draw.lognormal(9, sigma, opened.size), 0.0)[closed > 0]
    days = (np.minimum(closed, 365) - np.maximum(opened, 0))[closed > 0]
    truth = 0.25 * math.exp(9 + sigma**2 / 2) / ((0.25 * 90 + 0.75 * 150) * math.exp(0.18))
    return holds(rate(RatioSums.of(list(zip(won, days, strict=True))), int((won > 0).sum())), truth)


def velocity(draw: np.random.Generator, n: int) -> bool:
    return _velocity(draw, n, 0.8)


def velocity_of_skewed_amounts(draw: np.random.Generator, n: int) -> bool:
    return _velocity(draw, n, 1.2)


def velocity_of_very_skewed_amounts(draw: np.random.Generator, n: int) -> bool:
    return _velocity(draw, n, 1.5)


def _months_of_cost(draw: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """What twelve months cost and how many customers each brings two months later, n in all; 100 a customer."""
    cost = 100 * n / 12 * draw.gamma(10, 0.1, 12)
    return cost, draw.poisson(cost / 100)


def lagged_acquisition_cost(draw: np.random.Generator, n: int) -> bool:
    cost, customers = _months_of_cost(draw, n)
    return holds(ratio_t(RatioSums.of(list(zip(cost, customers, strict=True)))), 100.0)


def lagged_return_on_marketing(draw: np.random.Generator, n: int) -> bool:
    cost, customers = _months_of_cost(draw, n)
    won = np.array([draw.lognormal(5, 0.8, count).sum() for count in customers])
    return holds(ratio_t(RatioSums.of(list(zip(won, cost, strict=True)))), math.exp(5.32) / 100)


def net_revenue_retention(draw: np.random.Generator, n: int) -> bool:
    opening = draw.lognormal(6, 0.8, n)
    change = np.where(draw.random(n) < 0.1, 0.0, draw.choice([0.8, 1.0, 1.0, 1.0, 1.5], n))
    return holds(net_retention(RatioSums.of(list(zip(opening * change, opening, strict=True)))), 0.9 * 1.06)


def net_retention_of_unequal_customers(draw: np.random.Generator, n: int) -> bool:
    """One in eight leaves and takes all with it, among a few giants; half of the others grow."""
    opening = draw.lognormal(6, 1.0, n)
    change = np.where(draw.random(n) < 0.125, 0.0, draw.choice([1.0, 1.2], n))
    return holds(net_retention(RatioSums.of(list(zip(opening * change, opening, strict=True)))), 0.875 * 1.1)


def gross_revenue_retention(draw: np.random.Generator, n: int) -> bool:
    opening = draw.lognormal(6, 0.8, n)
    kept = np.where(draw.random(n) < 0.12, 0.0, 1.0)
    return holds(gross_retention(RatioSums.of(list(zip(opening * kept, opening, strict=True)))), 0.88)


def _customer_years(draw: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """What customers pay at the start of twelve months and by what factor it changes: 2% leave, 2% shrink, 4% grow."""
    paid, opening, change = draw.lognormal(6, 0.8, n), [], []
    for _ in range(12):
        step = draw.choice([0.0, 0.7, 1.1, 1.3, 1.6, 1.0], len(paid), p=[0.02, 0.02, 0.015, 0.015, 0.01, 0.92])
        opening.append(paid)
        change.append(step)
        paid = (paid * step)[step > 0]
    return np.concatenate(opening), np.concatenate(change)


def monthly_revenue_lost(draw: np.random.Generator, n: int) -> bool:
    opening, change = _customer_years(draw, n)
    lost = opening * np.maximum(1 - change, 0)
    return holds(share_of_amounts(lost.sum(), opening.sum(), (opening**2).sum()), 0.02 + 0.02 * 0.3)


def monthly_upsell(draw: np.random.Generator, n: int) -> bool:
    opening, change = _customer_years(draw, n)
    risen = opening * np.maximum(change - 1, 0)
    products = ((opening**2).sum(), (opening * risen).sum(), (risen**2).sum())
    return holds(net_retention(RatioSums(len(opening), opening.sum(), risen.sum(), *products)), 0.012)


def mean(draw: np.random.Generator, n: int) -> bool:
    values = draw.lognormal(0, SIGMA, n)
    return holds(hall(PowerSums(n, values.sum(), (values**2).sum(), (values**3).sum())), math.exp(SIGMA**2 / 2))


def middle(draw: np.random.Generator, n: int) -> bool:
    days = np.floor(draw.lognormal(math.log(90.5), 0.8, n))
    found = median_of(Counter(days.tolist()))
    return found is not None and holds(found.interval, 90.0)


def _deals(draw: np.random.Generator, n: int) -> list[tuple[int, str | None, int]]:
    wins = draw.random(n) < 0.25
    days = np.ceil(np.where(wins, draw.lognormal(math.log(90), 0.6, n), draw.lognormal(math.log(150), 0.6, n)))
    seen = draw.integers(1, 366, n)
    outcome = np.where(days <= seen, np.where(wins, "won", "lost"), None)
    return [(int(min(day, last)), how, 1) for day, last, how in zip(days, seen, outcome, strict=True)]


def time_to_won(draw: np.random.Generator, n: int) -> bool:
    truth = 0.25 * stats.norm.cdf(math.log(HORIZON / 90) / 0.6)
    return holds(aalen_johansen(_deals(draw, n), "won").at(HORIZON).interval, truth)


def mean_days_within_the_horizon(draw: np.random.Generator, n: int) -> bool:
    """Days until half of the cases or so end, those that take longer counted as the horizon; some still run."""
    days, seen = draw.exponential(90, n), draw.uniform(HORIZON, 3 * HORIZON, n)
    cases = [
        (math.ceil(min(day, last)), "won" if day <= last else None, 1) for day, last in zip(days, seen, strict=True)
    ]
    truth = sum(math.exp(-day / 90) for day in range(HORIZON))
    return holds(restricted_mean(kaplan_meier(cases), HORIZON).interval, truth)


def time_to_any_end(draw: np.random.Generator, n: int) -> bool:
    truth = 0.25 * stats.norm.cdf(math.log(HORIZON / 90) / 0.6) + 0.75 * stats.norm.cdf(math.log(HORIZON / 150) / 0.6)
    return holds(kaplan_meier(_deals(draw, n)).at(HORIZON).interval, truth)


def categories(draw: np.random.Generator, n: int) -> bool:
    truth = np.array([0.5, 0.25, 0.15, 0.1])
    found = goodman(draw.multinomial(n, truth).tolist())
    return all(interval.holds(rate) for interval, rate in zip(found, truth, strict=True))


def _reps(draw: np.random.Generator, n: int, spread: float) -> bool:
    """n deals a rep, of five reps."""
    strength = 0.3 * 0.7 / spread**2 - 1 if spread else math.inf
    rates = draw.beta(0.3 * strength, 0.7 * strength, 5) if spread else np.full(5, 0.3)
    found = beta_binomial_spread(draw.binomial(n, rates).tolist(), [n] * 5)
    return found is not None and holds(found.interval, spread)


def reps_who_are_alike(draw: np.random.Generator, n: int) -> bool:
    return _reps(draw, n, 0.0)


def reps_10_points_apart(draw: np.random.Generator, n: int) -> bool:
    return _reps(draw, n, 0.1)


def _news_is_news(draw: np.random.Generator, n: int, rates: np.ndarray) -> bool:
    """n deals a rep, each rep held against the others: whether one of those called apart, taken at random, is."""
    won = draw.binomial(n, rates)
    others, trials = (won.sum() - won) / (n * (len(rates) - 1)), n * (len(rates) - 1)
    p_values = [shares_differ(one / n, n, other, trials) for one, other in zip(won, others, strict=True)]
    called = [place for place, verdict in enumerate(verdicts(p_values)) if verdict is Verdict.BEYOND_NOISE]
    return not called or bool(rates[draw.choice(called)] != rates[0])


def calls_among_twelve_reps_who_are_alike(draw: np.random.Generator, n: int) -> bool:
    return _news_is_news(draw, n, np.full(12, 0.3))


def calls_among_twelve_reps_of_whom_four_differ(draw: np.random.Generator, n: int) -> bool:
    """Two are better and two are worse, so that each of the other eight is as good as all the others together."""
    return _news_is_news(draw, n, np.array([0.3] * 8 + [0.5] * 2 + [0.1] * 2))


def _months(draw: np.random.Generator, n: int, tied: float) -> np.ndarray:
    """Departures from a trend over n months, a hundred at most; each leans on the one before."""
    steps = draw.normal(size=min(n, 100))
    for place in range(1, len(steps)):
        steps[place] = tied * steps[place - 1] + math.sqrt(1 - tied**2) * steps[place]
    return steps


def _scatter_of_months(draw: np.random.Generator, n: int, tied: float) -> bool:
    departures = 0.04 * _months(draw, n, tied)
    found = scatter((0.03 * np.arange(len(departures)) + departures).tolist())
    return found is not None and holds(found.interval, 0.04)


def predictability_of_single_months(draw: np.random.Generator, n: int) -> bool:
    return _scatter_of_months(draw, n, 0.0)


def predictability_of_tied_months(draw: np.random.Generator, n: int) -> bool:
    return _scatter_of_months(draw, n, 0.5)


def trend_of_monthly_counts(draw: np.random.Generator, n: int) -> bool:
    """Leads of n months, a hundred at most, that rise by half a lead a month."""
    counts = draw.poisson(20 + 0.5 * np.arange(min(n, 100)))
    found = theil_sen(counts.tolist())
    return found is not None and holds(found.interval, 0.5)


def _lives(draw: np.random.Generator, n: int) -> list[Life]:
    """Customers who stay for twenty months on average and were followed for one to four years, unequal in size."""
    months, followed, paid = draw.exponential(20, n), draw.uniform(12, 48, n), draw.lognormal(6, 0.8, n)
    ages, ended = np.minimum(months, followed), np.where(months <= followed, "left", "is_there")
    return [Life(*life, 1, size, size**2) for *life, size in zip(ages, ended.tolist(), paid, strict=True)]


def _old_lives(draw: np.random.Generator, n: int) -> list[Life]:
    """n customers of a file that knows only the last two years of six, so none who left before."""
    lives: list[Life] = []
    found = 0
    while found < n:
        month, stays, paid = draw.uniform(-48, 24), draw.exponential(20), draw.lognormal(6, 0.8)
        if month + stays <= 0:
            continue
        found += 1
        event = "left" if month + stays <= 24 else "is_there"
        lives += [Life(min(stays, 24 - month), event, 1, paid, paid**2)]
        lives += [Life(-month, "came_in", 1, paid, paid**2)] if month < 0 else []
    return lives


def months_customers_stay(draw: np.random.Generator, n: int) -> bool:
    found = lifetime(_lives(draw, n))
    return found is not None and holds(found.interval, 20 * (1 - math.exp(-found.horizon / 20)))


def months_customers_stay_in_a_file_that_begins_late(draw: np.random.Generator, n: int) -> bool:
    while (found := lifetime(_old_lives(draw, n))) is None:
        continue
    return holds(found.interval, 20 * (1 - math.exp(-found.horizon / 20)))


def months_customers_stay_projected(draw: np.random.Generator, n: int) -> bool:
    found = lifetime(_lives(draw, n), until=60)
    return found is not None and holds(found.interval, 20 * (1 - math.exp(-60 / 20)))


def _quarters(draw: np.random.Generator, n: int, apart: float) -> bool:
    """n deals in each of four quarters, of four segments."""
    shares = np.array([0.5, 0.25, 0.15, 0.1])
    strength = (shares * (1 - shares)).sum() / apart**2 - 1 if apart else math.inf
    each = draw.dirichlet(shares * strength, 4) if apart else np.tile(shares, (4, 1))
    mix = Mix.of([draw.multinomial(n, own).tolist() for own in each])
    return mix is not None and holds(distance([mix]).interval, apart)


def quarters_that_are_alike(draw: np.random.Generator, n: int) -> bool:
    return _quarters(draw, n, 0.0)


def quarters_20_points_apart(draw: np.random.Generator, n: int) -> bool:
    return _quarters(draw, n, 0.2)


KINDS: tuple[Trial, ...] = (
    share,
    share_by_amount,
    odds_of_winning,
    ratio,
    ratio_of_clusters,
    share_of_clustered_rows,
    velocity,
    velocity_of_skewed_amounts,
    velocity_of_very_skewed_amounts,
    lagged_acquisition_cost,
    lagged_return_on_marketing,
    net_revenue_retention,
    net_retention_of_unequal_customers,
    gross_revenue_retention,
    monthly_revenue_lost,
    monthly_upsell,
    mean,
    middle,
    time_to_won,
    time_to_any_end,
    mean_days_within_the_horizon,
    categories,
    reps_who_are_alike,
    reps_10_points_apart,
    calls_among_twelve_reps_who_are_alike,
    calls_among_twelve_reps_of_whom_four_differ,
    quarters_that_are_alike,
    quarters_20_points_apart,
    predictability_of_single_months,
    predictability_of_tied_months,
    trend_of_monthly_counts,
    months_customers_stay,
    months_customers_stay_in_a_file_that_begins_late,
    months_customers_stay_projected,
)


def rows(
    companies: int = 4000, sizes: tuple[int, ...] = SIZES, *, kinds: tuple[Trial, ...] = KINDS, seed: int = 20
) -> list[Row]:
    """The whole table, the same for the same seed."""
    return [_row(kind, n, companies, seed) for kind in kinds for n in sizes]


def _row(kind: Trial, n: int, companies: int, seed: int) -> Row:
    draw = np.random.default_rng([seed, n, *kind.__name__.encode()])
    return Row(kind.__name__, n, sum(kind(draw, n) for _ in range(companies)) / companies)


def main() -> None:
    """Print kind, n and coverage."""
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print(f"{'kind':<50}{'n':>6}{'covered':>10}   ({companies} companies each)")
    for row in rows(companies):
        print(f"{row.kind:<50}{row.n:>6}{row.coverage:>10.1%}")


if __name__ == "__main__":
    main()
