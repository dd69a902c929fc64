"""A hundred customers drawn by chance, and plain loops over what they pay."""

from __future__ import annotations

import random
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta

from revops.window import Window

FIRST = date(2024, 1, 1)
AS_OF = date(2026, 3, 31)
ALL = Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True)


def draw_subscriptions(seed: int) -> list[dict[str, object]]:
    """A hundred customers who start, change, pause, come back and leave."""
    chance = random.Random(seed)
    rows: list[dict[str, object]] = []
    for number in range(100):
        start = FIRST + timedelta(days=chance.randrange(700))
        while start < AS_OF and chance.random() < 0.8:
            end = start + timedelta(days=chance.choice([20, 31, 90, 200, 365, 900]))
            rows.append(
                {
                    "customer": f"C{number}",
                    "segment": "even" if number % 2 == 0 else "odd",
                    "started_on": start,
                    "ended_on": None if end > AS_OF else end,
                    "mrr": float(chance.choice([50, 75, 100, 400])),
                    "is_trial": chance.random() < 0.05,
                }
            )
            start = end + timedelta(days=chance.choice([0, 0, 45, -10]))
    return rows


def month_ends() -> list[date]:
    months = [(2024 + index // 12, index % 12 + 1) for index in range(27)]
    return [date(year, month, monthrange(year, month)[1]) for year, month in months]


def mrr_by_customer(rows: list[dict[str, object]], day: date) -> dict[str, float]:
    paid: dict[str, float] = defaultdict(float)
    for row in rows:
        running = row["started_on"] <= day and (row["ended_on"] is None or row["ended_on"] > day)
        if running and not row["is_trial"]:
            paid[row["customer"]] += row["mrr"]
    return dict(paid)
