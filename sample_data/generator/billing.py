"""Customers pay, grow, shrink, leave, and sometimes come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from generator.chance import Chance
from generator.company import Company, Segment
from generator.days import month_end, month_start, months_between
from generator.names import Accounts
from generator.world import Deal, Subscription

REPRICED = 0.85
"""Part of the agreed price that is billed where the first bill is another."""


def subscriptions_of(
    company: Company, chance: Chance, handover: Chance, accounts: Accounts, deals: tuple[Deal, ...]
) -> tuple[Subscription, ...]:
    """All subscriptions, customers from before the exported history included, by start."""
    firsts = [_opening(company, chance, accounts.new()) for _ in range(company.opening_customers)]
    firsts += [_won(company, chance, deal) for deal in deals if deal.outcome == "won" and deal.kind == "new"]
    lives = [part for first in firsts if first.started_on <= company.as_of for part in _life(company, chance, first)]
    lives = _as_handed_over(_handovers(company, handover, deals), lives)
    lives.sort(key=lambda part: (part.started_on, part.customer))
    return tuple(replace(part, subscription_id=f"S-{number:05d}") for number, part in enumerate(lives, start=1))


def _handovers(company: Company, chance: Chance, deals: tuple[Deal, ...]) -> dict[str, float]:
    """What billing makes of new business: the part of its price that is billed, 0 where billing never hears of it."""
    parts = {}
    for deal in deals:
        is_lost, is_repriced = chance.happens(company.unbilled), chance.happens(company.repriced)
        if (deal.outcome, deal.kind) == ("won", "new") and (is_lost or is_repriced):
            parts[deal.account] = 0.0 if is_lost else REPRICED
    return parts


def _as_handed_over(parts: dict[str, float], lives: list[Subscription]) -> list[Subscription]:
    billed = [part for part in lives if parts.get(part.customer) != 0.0]
    return [replace(part, mrr=max(1, round(part.mrr * parts.get(part.customer, 1.0)))) for part in billed]


def _opening(company: Company, chance: Chance, customer: str) -> Subscription:
    before = months_between(company.founded, month_start(company.since, -1))
    segment = chance.by_share(company.segments)
    return _first(chance, customer, segment, chance.day_of(chance.one_of(before)))


def _won(company: Company, chance: Chance, deal: Deal) -> Subscription:
    first = _first(chance, deal.account, company.segment(deal.segment), deal.closed_on or company.as_of)
    return replace(first, mrr=deal.mrr, started_on=first.started_on + timedelta(days=chance.days(6.0)))


def _first(chance: Chance, customer: str, segment: Segment, day: date) -> Subscription:
    return Subscription(
        subscription_id="",
        customer=customer,
        segment=segment.name,
        mrr=max(1, round(chance.around(segment.mrr, segment.spread))),
        started_on=day,
        ended_on=None,
        is_yearly=chance.happens(0.4),
    )


def _life(company: Company, chance: Chance, first: Subscription) -> list[Subscription]:
    """A customer's subscriptions in order; customers of before the history stay until it begins."""
    segment = company.segment(first.segment)
    parts = [first]
    start = max(month_start(first.started_on, 1), company.since)
    for month in months_between(start, company.as_of) if start <= company.as_of else []:
        now = parts[-1]
        if now.ended_on is not None:
            if chance.happens(company.reactivation):
                parts.append(replace(now, started_on=_within(chance, month), ended_on=None))
        elif chance.happens(segment.churn):
            parts[-1] = replace(now, ended_on=_within(chance, month))
        elif factor := _step(company, chance, segment):
            parts[-1] = replace(now, ended_on=month)
            parts.append(replace(now, started_on=month, mrr=max(1, round(now.mrr * factor))))
    return parts


def _within(chance: Chance, month: date) -> date:
    """A day of the month after its first, so that the month's own change is no change of the one before."""
    return month + timedelta(days=1 + int(chance.random() * (month_end(month).day - 1)))


def _step(company: Company, chance: Chance, segment: Segment) -> float | None:
    """Factor by which the monthly amount changes, if it does; given that the customer stays."""
    point = chance.random()
    if point < segment.expand:
        return 1.0 + company.step_up
    return 1.0 - company.step_down if point < segment.expand + segment.contract else None
