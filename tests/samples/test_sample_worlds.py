"""The truth that tests rely on is itself checked: against many drawn histories, by counting."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest
from generator import truth
from generator.company import Company
from generator.days import month_end, month_start
from generator.history import history_of
from generator.stories import STORIES
from generator.world import World

COMPANIES = [story.company for story in STORIES]
EVERY = pytest.mark.parametrize("company", COMPANIES, ids=[company.key for company in COMPANIES])
DRAWS = 30


def mrr_by_customer(world: World, back: int) -> dict[str, int]:
    day = month_end(month_start(world.company.as_of, -back))
    return {part.customer: part.mrr for part in truth.paying(world, day)}


def counted_retention(world: World) -> tuple[float, float]:
    then, now = mrr_by_customer(world, 12), mrr_by_customer(world, 0)
    gross = sum(min(amount, now.get(customer, 0)) for customer, amount in then.items())
    net = sum(now.get(customer, 0) for customer in then)
    return gross / sum(then.values()), net / sum(then.values())


def counted_win_rate(world: World) -> tuple[int, int]:
    decided = truth.decided_between(world.deals, truth.year_before(world.company), world.company.as_of)
    return sum(deal.outcome == "won" for deal in decided), len(decided)


def shorter(company: Company) -> Company:
    """The same company with fewer leads and more customers, for many draws."""
    size = 25 / company.leads
    return replace(company, leads=25, outbound_deals=company.outbound_deals * size, opening_customers=80)


@EVERY
def test_equal_seeds_give_equal_histories_and_others_differ(company: Company):
    small = shorter(company)
    assert history_of(small, "7") == history_of(small, "7")
    assert history_of(small, "7").deals != history_of(small, "8").deals


@EVERY
def test_truth_agrees_with_counting_over_many_histories(company: Company):
    worlds = [history_of(shorter(company), f"many-{number}") for number in range(DRAWS)]
    gross, net = (fmean(values) for values in zip(*map(counted_retention, worlds), strict=True))
    expected = [truth.retention(world) for world in worlds]
    assert gross == pytest.approx(fmean(pair[0] for pair in expected), abs=0.02)
    assert net == pytest.approx(fmean(pair[1] for pair in expected), abs=0.03)
    won, decided = (sum(values) for values in zip(*map(counted_win_rate, worlds), strict=True))
    weights = [counted_win_rate(world)[1] for world in worlds]
    promised = sum(weight * truth.expected_win_rate(world) for weight, world in zip(weights, worlds, strict=True))
    assert won / decided == pytest.approx(promised / sum(weights), abs=0.03)


@EVERY
def test_history_is_consistent(company: Company):
    world = history_of(shorter(company), "whole")
    accounts = {deal.account for deal in world.deals if deal.outcome == "won"}
    assert all(deal.closed_on is None or deal.opened_on < deal.closed_on <= company.as_of for deal in world.deals)
    assert all((deal.outcome == "open") == (deal.closed_on is None) for deal in world.deals)
    assert all(part.ended_on is None or part.started_on < part.ended_on for part in world.subscriptions)
    assert all(deal.account in accounts for deal in world.deals if deal.kind == "expansion")
    assert len({deal.deal_id for deal in world.deals}) == len(world.deals)
