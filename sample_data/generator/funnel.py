"""Leads come in, some become deals, some of those are won."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.chance import Chance
from generator.company import Company, Segment, Source
from generator.days import months_between
from generator.names import Accounts
from generator.world import Deal, Lead, StageChange

MQL_WAIT, TOUCH_WAIT, SQL_WAIT, DEAL_WAIT = 4.0, 2.0, 5.0, 4.0
"""Mean days between the steps of a lead."""


@dataclass(frozen=True)
class Opening:
    """A deal about to be opened."""

    day: date
    source: Source
    noted_source: str | None
    segment: Segment
    account: str
    lead: Lead | None = None
    kind: str = "new"


def leads_of(company: Company, chance: Chance, accounts: Accounts) -> tuple[Lead, ...]:
    """All leads of the history, by day."""
    days = sorted(
        chance.day_of(month)
        for month, expected in _monthly(company, company.leads)
        for _ in range(chance.count(expected))
    )
    return tuple(_lead(company, chance, accounts, day, f"L-{number:05d}") for number, day in enumerate(days, start=1))


def deals_of(company: Company, chance: Chance, accounts: Accounts, leads: tuple[Lead, ...]) -> tuple[Deal, ...]:
    """All deals of the history, by day of opening."""
    openings = [*_from_leads(company, leads), *_outbound(company, chance, accounts)]
    openings.sort(key=lambda opening: (opening.day, opening.account))
    won_accounts: list[str] = []
    deals = []
    for number, opening in enumerate(openings, start=1):
        if won_accounts and opening.lead is None and chance.happens(company.expansion_share):
            opening = replace(opening, account=chance.one_of(won_accounts), kind="expansion")
        deal = _deal(company, chance, opening, f"D-{1000 + number}")
        if deal.outcome == "won":
            won_accounts.append(deal.account)
        deals.append(deal)
    return tuple(deals)


def stage_changes_of(company: Company, deals: tuple[Deal, ...]) -> tuple[StageChange, ...]:
    """The log of the pipeline: a deal spends as long in one stage as in the next, then it is decided."""
    changes = []
    for deal in deals:
        lasts = (deal.closes_on - deal.opened_on).days
        for number, stage in enumerate(company.stages):
            entered_on = deal.opened_on + timedelta(days=math.ceil(number * lasts / len(company.stages)))
            if entered_on <= company.as_of:
                changes.append(StageChange(deal=deal, stage=stage, entered_on=entered_on))
        if deal.outcome != "open":
            changes.append(StageChange(deal=deal, stage=deal.outcome, entered_on=deal.closes_on))
    return tuple(sorted(changes, key=lambda change: change.entered_on))


def _monthly(company: Company, first: float) -> Iterator[tuple[date, float]]:
    for step, month in enumerate(months_between(company.since, company.as_of)):
        yield month, first * (1.0 + company.growth) ** step * company.season[month.month - 1]


def _lead(company: Company, chance: Chance, accounts: Accounts, day: date, lead_id: str) -> Lead:
    source = chance.by_share(company.sources)
    mql_on = _after(chance, company, day, source.mql, MQL_WAIT)
    touched_on = _after(chance, company, mql_on, 1.0 - company.unworked, TOUCH_WAIT)
    sql_on = _after(chance, company, touched_on, source.sql / (1.0 - company.unworked), SQL_WAIT)
    return Lead(
        lead_id=lead_id,
        created_on=day,
        source=source.name,
        noted_source=None if chance.happens(company.source_lost) else source.name,
        segment=chance.by_share(company.segments).name,
        company=accounts.new(),
        owner=chance.one_of(company.reps).name,
        mql_on=mql_on,
        touched_on=touched_on,
        sql_on=sql_on,
        deal_on=_after(chance, company, sql_on, source.deal, DEAL_WAIT),
    )


def _after(chance: Chance, company: Company, day: date | None, probability: float, wait: float) -> date | None:
    """The day of the next step, if it happens, and by the end of the history."""
    happens, days = chance.happens(probability), chance.days(wait)
    if day is None or not happens:
        return None
    step = day + timedelta(days=days)
    return step if step <= company.as_of else None


def _from_leads(company: Company, leads: tuple[Lead, ...]) -> Iterator[Opening]:
    sources = {source.name: source for source in company.sources}
    for lead in leads:
        if lead.deal_on:
            segment = company.segment(lead.segment)
            yield Opening(lead.deal_on, sources[lead.source], lead.noted_source, segment, lead.company, lead)


def _outbound(company: Company, chance: Chance, accounts: Accounts) -> Iterator[Opening]:
    if company.outbound is None:
        return
    for month, expected in _monthly(company, company.outbound_deals):
        for _ in range(chance.count(expected)):
            noted = None if chance.happens(company.source_lost) else company.outbound.name
            segment = chance.by_share(company.segments)
            yield Opening(chance.day_of(month), company.outbound, noted, segment, accounts.new())


def _deal(company: Company, chance: Chance, opening: Opening, deal_id: str) -> Deal:
    rep = chance.one_of(company.reps)
    win_chance = company.win_chance(opening.source, opening.segment, rep)
    will_win = chance.happens(win_chance)
    lasts = math.ceil(chance.around(company.won_days if will_win else company.lost_days, company.days_spread))
    closes_on = opening.day + timedelta(days=lasts)
    is_open = closes_on > company.as_of
    outcome = "open" if is_open else ("won" if will_win else "lost")
    term = chance.one_of(company.terms)
    mrr = max(1, round(chance.around(opening.segment.mrr, opening.segment.spread)))
    amount_known = not (is_open and chance.happens(company.amount_lost))
    reason = None if chance.happens(company.reason_lost) else chance.one_of(company.loss_reasons)
    progress = min(0.99, (company.as_of - opening.day).days / lasts)
    return Deal(
        deal_id=deal_id,
        account=opening.account,
        owner=rep.name,
        stage=company.stages[int(progress * len(company.stages))] if is_open else outcome,
        outcome=outcome,
        amount=mrr * term if amount_known else None,
        term_months=term,
        opened_on=opening.day,
        closes_on=closes_on,
        expected_on=_expected(company, chance),
        touched_on=_touched(company, chance, opening.day, closes_on),
        source=opening.source.name,
        noted_source=opening.noted_source,
        segment=opening.segment.name,
        kind=opening.kind,
        loss_reason=reason if outcome == "lost" else None,
        lead=opening.lead,
        win_chance=win_chance,
    )


def _expected(company: Company, chance: Chance) -> date:
    """The close date on an open deal, passed already where nobody keeps it up."""
    is_overdue, days = chance.happens(company.overdue), 3 + int(chance.random() * 110)
    return company.as_of + timedelta(days=-days if is_overdue else days)


def _touched(company: Company, chance: Chance, opened_on: date, closes_on: date) -> date:
    """The day somebody last did something: lately, or two months ago and more where nobody keeps at it."""
    is_stale, part = chance.happens(company.stale), chance.random()
    days = 60 + int(90 * part) if is_stale else int(15 * part)
    return min(closes_on, max(opened_on, company.as_of - timedelta(days=days)))
