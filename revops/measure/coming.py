"""What the coming months will bring, from what became of earlier deals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from revops.measure.estimate import Beside, Estimate, Part, Task
from revops.statistics.interval import Interval
from revops.statistics.outlook import MONTHS, Amounts, Outlook, Past, Running, outlook
from revops.vocabulary import Unit

HEADLINE = 3
"""Months that the one number adds up."""
YEAR, QUARTER = 24, 6
"""Steps of half a month."""
UNLIKE = 1.5
"""So many times more or fewer new deals in the last quarter than before are told."""
PARTS = {"P10": 0.1, "P50": 0.5, "P90": 0.9}

Line = tuple[str, str, int, str | None, int | None, int, Amounts]
"""Sort of row, stage, age, outcome, steps since it was opened, rows, amounts."""


def coming(task: Task) -> Estimate:
    """Amounts of the coming months: what half, nine of ten and one of ten simulated futures stay under."""
    lines = sorted(_lines(task), key=repr)
    past, running = _past(lines), _running(lines)
    if not past.sizes.n:
        return Estimate(n=0)
    found = outlook(past, running)
    total = found.total[:, :HEADLINE].sum(axis=1)
    low, middle, high = (float(end) for end in np.quantile(total, (0.025, 0.5, 0.975)))
    return Estimate(
        n=past.decided,
        value=middle,
        interval=Interval(low, high),
        beside=_beside(found, past.decided),
        parts=tuple(_parts(found, _seen_on(task), past.decided)),
        notes=(task.metric.stands_for, *_notes(past, running)),
    )


def _lines(task: Task) -> Iterator[Line]:
    for (role, stage, age, ended, opened, _), sums in task.group.counts:
        amounts = Amounts(*(float(number or 0) for number in (sums[0], sums[2], sums[3])))
        yield str(role), str(stage or ""), int(age), ended, opened, int(sums[1]), amounts


def _past(lines: list[Line]) -> Past:
    ages: dict[str | None, dict[int, float]] = {how: defaultdict(float) for how in ("won", "lost", None)}
    entered: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    opened, sizes = [0.0] * YEAR, Amounts()
    for role, stage, age, ended, since, rows, amounts in lines:
        if role == "stage":
            entered[stage][ended != "won"] += rows
            continue
        ages[ended][age] += rows
        sizes = sizes + amounts if ended == "won" else sizes
        if since is not None and since < YEAR:
            opened[since] += rows
    by_stage = {stage: (won, lost) for stage, (won, lost) in entered.items()}
    return Past(ages["won"], ages["lost"], ages[None], sizes, opened, by_stage)


def _running(lines: list[Line]) -> list[Running]:
    found: dict[tuple[str, int], tuple[int, Amounts]] = defaultdict(lambda: (0, Amounts()))
    for role, stage, age, ended, _, rows, amounts in lines:
        if role == "deal" and ended is None:
            deals, before = found[stage, age]
            found[stage, age] = deals + rows, before + amounts
    return [Running(stage, age, deals, amounts) for (stage, age), (deals, amounts) in found.items()]


def _seen_on(task: Task) -> date:
    found: date = task.group.counts[0][0][5]
    return found


def _parts(found: Outlook, seen_on: date, n: int) -> Iterator[Part]:
    for month in range(MONTHS):
        last = seen_on + timedelta(days=round((month + 1) * 365.25 / 12))
        for name, level in PARTS.items():
            yield Part(f"{last} {name}", float(np.quantile(found.total[:, month], level)), n)


def _beside(found: Outlook, n: int) -> dict[str, Beside]:
    total = found.total[:, :HEADLINE].sum(axis=1)
    beside = {name.lower(): Beside(float(np.quantile(total, PARTS[name])), Unit.MONEY, n) for name in ("P10", "P90")}
    for name, part in (("from_open_deals", found.from_running), ("from_new_deals", found.from_new)):
        beside[name] = Beside(float(part[:, :HEADLINE].sum(axis=1).mean()), Unit.MONEY, n)
    return beside


def _notes(past: Past, running: list[Running]) -> Iterator[str]:
    """What a reader has to know who compares the forecast with the months before."""
    deals = sum(group.deals for group in running)
    blank = deals - int(sum(group.amounts.n for group in running))
    if blank:
        yield f"Open deals without an amount: {blank:,}. They count with what won deals bring on average."
    oldest = max((age for age, won in past.won.items() if won), default=0)
    older = sum(group.deals for group in running if group.age > oldest)
    if older:
        yield (
            f"At least {older:,} of {deals:,} open deals have been open for longer than any deal was that you won; "
            "they bring next to nothing here."
        )
    now, before = sum(past.opened[:QUARTER]) / 3, sum(past.opened[QUARTER:]) / 9
    if before and not 1 / UNLIKE < now / before < UNLIKE:
        yield (
            f"New deals a month: {now:,.0f} in the last three months, {before:,.0f} in the nine before. The forecast "
            "goes on from the last half-year, so it differs from what you won before."
        )
