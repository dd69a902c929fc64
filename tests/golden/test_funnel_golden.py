"""Funnel conversion a second time: deals walked from stage to stage, sharing no code with the metric."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from builders import dataset

from revops.measure import measure
from revops.window import Window

AS_OF = date(2026, 6, 30)
SINCE = date(2025, 7, 1)
STAGES = ("Qualified", "Demo", "Offer", "Legal")
Row = dict[str, Any]


def draw_deal(chance: random.Random, number: int) -> tuple[Row, list[Row]]:
    """A deal that begins in a stage, skips some, and ends somewhere."""
    opened_on = day = AS_OF - timedelta(days=chance.randrange(500))
    changes, outcome = [], "won"
    for stage in STAGES:
        if stage == "Qualified" or chance.random() > 0.15:
            changes.append({"deal_id": f"D{number}", "stage": stage, "entered_on": day})
        day += timedelta(days=1 + chance.randrange(20))
        if chance.random() < 0.3:
            outcome = "lost"
            break
    seen = [change for change in changes if change["entered_on"] <= AS_OF]
    is_open = day > AS_OF
    outcome = "open" if is_open else outcome
    if not is_open:
        seen.append({"deal_id": f"D{number}", "stage": f"Closed {outcome}", "entered_on": day})
    deal = {"deal_id": f"D{number}", "outcome": outcome, "opened_on": opened_on, "closed_on": None if is_open else day}
    return deal, seen


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_steps_of_ripe_deals(seed: int):
    chance = random.Random(seed)
    drawn = [draw_deal(chance, number) for number in range(400)]
    deals, changes = [deal for deal, _ in drawn], [change for _, seen in drawn for change in seen]
    window = Window(as_of=AS_OF, since=SINCE, until=AS_OF)
    found = measure(dataset(deals=deals, stage_changes=changes), keys=["stage_conversion"], window=window, today=AS_OF)
    ages = sorted((deal["closed_on"] - deal["opened_on"]).days for deal in deals if deal["closed_on"])
    ripe = ages[-(-95 * len(ages) // 100) - 1]
    furthest = [
        (deal, len(STAGES) if deal["outcome"] == "won" else max(map(place, seen)))
        for deal, seen in drawn
        if deal["opened_on"] >= SINCE and (AS_OF - deal["opened_on"]).days >= ripe
    ]
    reading = found["stage_conversion"]
    wanted = [
        sum(reached > step for _, reached in furthest) / sum(reached >= step for _, reached in furthest)
        for step in range(len(STAGES))
    ]
    names = [f"{one} → {other}" for one, other in zip(STAGES, (*STAGES[1:], "Won"), strict=True)]
    assert [part.key for part in reading.parts] == names
    assert [part.value for part in reading.parts] == pytest.approx(wanted)
    won = sum(deal["outcome"] == "won" for deal, _ in furthest)
    assert (reading.value, reading.n) == (pytest.approx(won / len(furthest)), len(furthest))


def place(change: Row) -> int:
    return STAGES.index(change["stage"]) if change["stage"] in STAGES else 0
