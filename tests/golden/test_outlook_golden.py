"""The sales forecast against companies whose future is known: in the long run nothing changes."""

from __future__ import annotations

import random
import statistics
from datetime import date, timedelta
from typing import Any

import pytest
from builders import dataset

from revops.measure import measure

AS_OF = date(2026, 6, 30)
A_DAY = 2
WIN = 0.3
AMOUNTS = (1000.0, 2000.0, 9000.0)


def draw_deal(chance: random.Random, opened_on: date, number: int) -> dict[str, Any]:
    is_won = chance.random() < WIN
    closed_on = opened_on + timedelta(days=round(chance.lognormvariate(3.5 if is_won else 4.0, 0.6)))
    is_open = closed_on > AS_OF
    return {
        "deal_id": f"D{number}",
        "outcome": "open" if is_open else "won" if is_won else "lost",
        "stage": "Offer" if is_open else "Won" if is_won else "Lost",
        "opened_on": opened_on,
        "closed_on": None if is_open else closed_on,
        "amount": chance.choice(AMOUNTS),
    }


def company(seed: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    days = [AS_OF - timedelta(days=back) for back in range(1000) for _ in range(A_DAY)]
    return [draw_deal(chance, day, number) for number, day in enumerate(days)]


def forecast(deals: list[dict[str, Any]], **tables: Any) -> Any:
    return measure(dataset(deals=deals, **tables), keys=["sales_forecast"], today=AS_OF)["sales_forecast"]


@pytest.mark.parametrize("seed", [1, 2])
def test_steady_company_wins_what_it_has_always_won(seed: int):
    found = forecast(company(seed))
    usual = A_DAY * 365.25 / 4 * WIN * statistics.mean(AMOUNTS)
    assert found.value == pytest.approx(usual, rel=0.12)
    assert found.low < found.beside["p10"].value < found.value < found.beside["p90"].value < found.high
    assert found.beside["from_open_deals"].value + found.beside["from_new_deals"].value == pytest.approx(
        usual, rel=0.12
    )


def test_months_add_up_and_stand_in_order():
    found = forecast(company(3))
    assert [part.key for part in found.parts[:4]] == [
        "2026-07-30 P10",
        "2026-07-30 P50",
        "2026-07-30 P90",
        "2026-08-30 P10",
    ]
    middle = sum(part.value for part in found.parts[:9] if part.key.endswith("P50"))
    assert middle == pytest.approx(found.value, rel=0.05)


def test_same_files_give_the_same_forecast():
    deals = company(4)
    assert forecast(deals) == forecast(list(reversed(deals)))


def test_better_stages_bring_more():
    deals = company(5)
    decided = [deal for deal in deals if deal["outcome"] != "open"]
    plain = forecast(deals).beside["from_open_deals"].value
    entered = [
        {"deal_id": deal["deal_id"], "stage": "offer", "entered_on": deal["opened_on"]}
        for deal in decided
        if deal["outcome"] == "won" or deal["deal_id"].endswith("7")
    ]
    assert forecast(deals, stage_changes=entered).beside["from_open_deals"].value > 1.4 * plain


def test_open_deals_without_an_amount_count_with_the_usual_one():
    deals = company(6)
    blank = [{**deal, "amount": None} if deal["outcome"] == "open" else deal for deal in deals]
    found, running = forecast(blank), sum(deal["outcome"] == "open" for deal in deals)
    assert found.value == pytest.approx(forecast(deals).value, rel=0.15)
    assert f"Open deals without an amount: {running:,}." in " ".join(found.notes)
