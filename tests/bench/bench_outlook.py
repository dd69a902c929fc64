"""How often what comes lies between P10 and P90 of the sales forecast: `python tests/bench/bench_outlook.py`.

Companies of different kinds are simulated for two years, the forecast is made, and the company goes on. Four of five
outcomes should lie between P10 and P90, and as many above the middle as below it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from revops.statistics.outlook import Amounts, Outlook, Past, Running, outlook

STEP = 487 / 32
SEEN = 730
MONTH = 365.25 / 12


@dataclass(frozen=True)
class World:
    """A kind of company.

    Attributes:
        name: What is special about it.
        deals: New deals in a month when the forecast is made.
        win: Chance of winning one.
        won_days: Median days until a deal is won; a lost one takes half as long again.
        growth: Of new deals, by month.
        shock: How far the odds of winning move when the forecast has been made, as a standard deviation.
        spread: Of the logarithms of the amounts.
    """

    name: str
    deals: float = 20
    win: float = 0.25
    won_days: float = 60
    growth: float = 0.0
    shock: float = 0.0
    spread: float = 0.8


WORLDS = (
    World("steady"),
    World("small", deals=6),
    World("large", deals=120),
    World("quick", won_days=12),
    World("slow", won_days=150),
    World("growing", growth=0.04),
    World("shrinking", growth=-0.03),
    World("shocks", deals=60, shock=0.2),
    World("giants", spread=1.2),
)


@dataclass(frozen=True)
class Row:
    """One line of the table: coverage of the first month and of the quarter, and share of quarters above the middle."""

    name: str
    month: float
    quarter: float
    above: float


def trial(draw: np.random.Generator, world: World) -> tuple[bool, bool, bool] | None:
    """One company: whether month and quarter fall between P10 and P90, and whether the quarter exceeds P50."""
    drawn = _deals(draw, world)
    past, running = _seen(drawn)
    if past.decided < 30 or not past.sizes.n:
        return None
    found: Outlook = outlook(past, running, seed=int(draw.integers(1 << 30)))
    came = [_won_between(drawn, SEEN, SEEN + months * MONTH) for months in (1, 3)]
    ends = [np.quantile(found.total[:, :months].sum(axis=1), (0.1, 0.5, 0.9)) for months in (1, 3)]
    month, quarter = (bool(low <= money <= high) for money, (low, _, high) in zip(came, ends, strict=True))
    return month, quarter, bool(came[1] > ends[1][1])


def _deals(draw: np.random.Generator, world: World) -> dict[str, np.ndarray]:
    days = np.arange(SEEN + 100)
    pace = world.deals / MONTH * (1 + world.growth) ** ((days - SEEN) / MONTH)
    opened = np.repeat(days, draw.poisson(pace)) + draw.random(1)
    odds = world.win / (1 - world.win) * math.exp(draw.normal(0, world.shock))
    later = draw.random(opened.size) < odds / (1 + odds)
    wins = np.where(opened > SEEN - world.won_days, later, draw.random(opened.size) < world.win)
    median = np.where(wins, world.won_days, 1.5 * world.won_days)
    closed = np.floor(opened) + np.round(draw.lognormal(np.log(median), 0.6))
    return {
        "opened": np.floor(opened),
        "closed": closed,
        "wins": wins,
        "amount": draw.lognormal(9, world.spread, opened.size),
    }


def _seen(drawn: dict[str, np.ndarray]) -> tuple[Past, list[Running]]:
    known = drawn["opened"] <= SEEN
    opened, closed, wins, amount = (drawn[name][known] for name in ("opened", "closed", "wins", "amount"))
    ended = closed <= SEEN
    age = np.floor((np.minimum(closed, SEEN) - opened) / STEP).astype(int)
    since = np.floor((SEEN - opened) / STEP).astype(int)[SEEN - opened < 365]
    sizes = amount[ended & wins]
    groups: dict[int, list[float]] = defaultdict(list)
    for at, money in zip(age[~ended], amount[~ended], strict=True):
        groups[int(at)].append(float(money))
    past = Past(
        won=Counter(age[ended & wins].tolist()),
        lost=Counter(age[ended & ~wins].tolist()),
        running=Counter(age[~ended].tolist()),
        sizes=_amounts(sizes),
        opened=np.bincount(since, minlength=24)[:24].tolist(),
    )
    return past, [Running("", at, len(money), _amounts(np.array(money))) for at, money in groups.items()]


def _amounts(values: np.ndarray) -> Amounts:
    return Amounts(len(values), float(values.sum()), float((values**2).sum()))


def _won_between(drawn: dict[str, np.ndarray], first: float, last: float) -> float:
    came = drawn["wins"] & (drawn["closed"] > first) & (drawn["closed"] <= last)
    return float(drawn["amount"][came].sum())


def rows(companies: int = 400, *, worlds: tuple[World, ...] = WORLDS, seed: int = 20) -> list[Row]:
    """The whole table, the same for the same seed."""
    return [_row(world, companies, seed) for world in worlds]


def _row(world: World, companies: int, seed: int) -> Row:
    draw = np.random.default_rng([seed, *world.name.encode()])
    found = [trial(draw, world) for _ in range(companies)]
    month, quarter, above = np.mean([one for one in found if one], axis=0)
    return Row(world.name, float(month), float(quarter), float(above))


def main() -> None:
    """Print the kind of company, the coverage of the first month and of the quarter, and how the middle lies."""
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"{'company':<14}{'month':>8}{'quarter':>10}{'above P50':>12}   ({companies} companies each; aim 80%, 50%)")
    for row in rows(companies):
        print(f"{row.name:<14}{row.month:>8.0%}{row.quarter:>10.0%}{row.above:>12.0%}")


if __name__ == "__main__":
    main()
