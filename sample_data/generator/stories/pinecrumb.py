"""Pinecrumb: a small healthy firm that needs neither team; an MRR matrix and a deal list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.company import Company, Rep, Segment, Source
from generator.days import month_end, months_between
from generator.kept import Columns, Files, Kept, Story, slips_in
from generator.world import Deal, Subscription, World
from generator.writing import text

COMPANY = Company(
    key="pinecrumb",
    currency="EUR",
    since=date(2023, 7, 1),
    as_of=date(2025, 12, 31),
    founded=date(2019, 9, 1),
    leads=17,
    growth=0.008,
    sources=(
        Source(name="Referral", share=0.45, mql=0.8, sql=0.8, deal=0.8, win=0.52),
        Source(name="Website", share=0.35, mql=0.6, sql=0.7, deal=0.6, win=0.38),
        Source(name="Marketplace", share=0.2, mql=0.7, sql=0.7, deal=0.7, win=0.42),
    ),
    segments=(
        Segment(name="Single shop", share=0.7, mrr=620, churn=0.008, spread=0.3, expand=0.015, contract=0.002),
        Segment(name="Chain", share=0.3, mrr=1700, churn=0.004, spread=0.35, expand=0.02, contract=0.002),
    ),
    reps=(Rep("Rep 1"), Rep("Rep 2")),
    won_days=12,
    lost_days=17,
    days_spread=0.5,
    stages=("Demo", "Trial", "Offer"),
    loss_reasons=("Stays with paper", "Price", "Closing the shop"),
    opening_customers=58,
    overdue=0.04,
    source_lost=0.01,
    reason_lost=0.02,
    amount_lost=0.05,
    reactivation=0.02,
    account_suffixes=("Bakery", "Bread", "Patisserie", "Ovens", "Mill", "Cafe"),
)


def _stage(deal: Deal) -> str:
    """The stage where a deal stands or stood last; what became of it is in a column of its own."""
    return {"won": "Offer", "lost": COMPANY.stages[len(deal.account) % 3]}.get(deal.outcome, deal.stage)


DEALS: Columns[Deal] = (
    ("Deal - ID", lambda deal: deal.deal_id),
    ("Deal - Title", lambda deal: f"{deal.account} deal"),
    ("Deal - Organization", lambda deal: deal.account),
    ("Deal - Owner", lambda deal: deal.owner),
    ("Deal - Pipeline", lambda deal: "Bakeries"),
    ("Deal - Stage", _stage),
    ("Deal - Status", lambda deal: deal.outcome.capitalize()),
    ("Deal - Value", lambda deal: deal.amount),
    ("Deal - Currency", lambda deal: "EUR"),
    ("Deal - Deal created", lambda deal: f"{deal.opened_on} 09:30:00"),
    ("Deal - Deal closed on", lambda deal: f"{deal.closed_on} 16:05:00" if deal.closed_on else None),
    ("Deal - Expected close date", lambda deal: None if deal.closed_on else deal.expected_on),
    ("Deal - Last activity date", lambda deal: deal.touched_on),
    ("Deal - Source", lambda deal: deal.noted_source),
    ("Deal - Segment", lambda deal: deal.segment),
    ("Deal - Lost reason", lambda deal: deal.loss_reason),
)

Payer = tuple[Subscription, ...]
"""All subscriptions of one customer, in order."""


def files(world: World) -> Files:
    """The CRM's export and the founder's own sheet of who pays what."""
    kept = (_deals(world), _matrix(world))
    return Files(content={table.file: text(table.page) for table in kept}, kept=kept)


def _deals(world: World) -> Kept[Deal]:
    slips = slips_in(COMPANY, "deals", DEALS, world.deals)
    slips.paste_twice(1)
    return Kept(table="deals", file="deals.csv", header=slips.header, lines=tuple(slips.lines))


def _matrix(world: World) -> Kept[Payer]:
    ends = [month_end(month) for month in months_between(COMPANY.since, COMPANY.as_of)]
    columns: Columns[Payer] = (
        ("Customer", lambda payer: payer[0].customer),
        ("Segment", lambda payer: payer[0].segment),
        ("Currency", lambda payer: COMPANY.currency),
        *((f"{end:%b %Y}", _paid_on(end)) for end in ends),
    )
    slips = slips_in(COMPANY, "subscriptions", columns, _payers(world))
    totals = (sum(_paid_on(end)(line.of) or 0 for line in slips.lines) for end in ends)
    return Kept(
        table="subscriptions",
        file="mrr_by_month.csv",
        header=slips.header,
        lines=tuple(slips.lines),
        below=(("Total MRR", None, COMPANY.currency, *totals),),
    )


def _payers(world: World) -> list[Payer]:
    by_customer: dict[str, list[Subscription]] = {}
    for part in world.subscriptions:
        by_customer.setdefault(part.customer, []).append(part)
    return [tuple(parts) for parts in by_customer.values()]


def _paid_on(day: date) -> Callable[[Payer], int | None]:
    def paid(payer: Payer) -> int | None:
        return next((part.mrr for part in payer if part.runs_on(day)), None)

    return paid


STORY = Story(company=COMPANY, files=files)
