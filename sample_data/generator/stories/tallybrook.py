"""Tallybrook: two founders sell a complex product; everything stands in one workbook."""

from __future__ import annotations

from datetime import date

from generator.company import Company, Rep, Segment, Source
from generator.kept import Columns, Files, Kept, Story, slips_in
from generator.world import Cost, Deal, Lead, Subscription, World
from generator.writing import Sheet, workbook

FILE = "Tallybrook revenue 2024-2025.xlsx"

COMPANY = Company(
    key="tallybrook",
    currency="USD",
    since=date(2024, 4, 1),
    as_of=date(2025, 12, 31),
    founded=date(2024, 1, 1),
    leads=14,
    growth=0.06,
    season=(1.1, 1.1, 1.05, 1.0, 1.0, 0.95, 0.8, 0.75, 1.1, 1.15, 1.1, 0.9),
    sources=(
        Source(name="Conference", share=0.3, mql=0.55, sql=0.6, deal=0.6, win=0.26, cost=2600),
        Source(name="Website", share=0.5, mql=0.35, sql=0.5, deal=0.55, win=0.18, cost=700),
        Source(name="Referral", share=0.2, mql=0.65, sql=0.7, deal=0.7, win=0.36),
    ),
    outbound=Source(name="Cold outreach", share=1.0, win=0.26),
    outbound_deals=3.2,
    segments=(
        Segment(name="Regional lab", share=0.6, mrr=700, churn=0.016, expand=0.02, contract=0.004),
        Segment(name="Hospital group", share=0.4, mrr=1450, churn=0.01, win_factor=0.85, expand=0.025, contract=0.003),
    ),
    reps=(Rep("Founder 1", 0.03), Rep("Founder 2", -0.03)),
    won_days=95,
    lost_days=125,
    days_spread=0.5,
    terms=(12, 12, 24),
    stages=("Discovery", "Demo", "Security review", "Proposal", "Negotiation"),
    loss_reasons=("No decision", "Budget", "Procedure change too large", "Competitor"),
    opening_customers=4,
    overdue=0.45,
    stale=0.45,
    amount_lost=0.12,
    overheads={("sales", "Travel and tools"): 1900},
    account_suffixes=("Labs", "Diagnostics", "Hospitals", "Clinic", "Health", "Pathology"),
)

STAGES = {"won": "Closed won", "lost": "Closed lost"}

DEALS: Columns[Deal] = (
    ("Record ID", lambda deal: deal.deal_id),
    ("Deal Name", lambda deal: f"{deal.account} - {deal.segment}"),
    ("Company", lambda deal: deal.account),
    ("Deal owner", lambda deal: deal.owner),
    ("Deal Stage", lambda deal: STAGES.get(deal.stage, deal.stage)),
    ("Amount (USD)", lambda deal: deal.amount),
    ("Term (months)", lambda deal: deal.term_months),
    ("Create Date", lambda deal: deal.opened_on),
    ("Close Date", lambda deal: deal.close_or_expected),
    ("Last Activity Date", lambda deal: deal.touched_on),
    ("First contact", lambda deal: deal.lead.created_on if deal.lead else deal.opened_on),
    ("Lead source", lambda deal: deal.noted_source or "-"),
    ("Customer type", lambda deal: deal.segment),
    ("Closed lost reason", lambda deal: deal.loss_reason),
    ("Lead ID", lambda deal: deal.lead.lead_id if deal.lead else None),
)

STATUSES = {"new": "New", "mql": "Qualified by marketing", "sql": "Accepted by sales", "deal": "Deal opened"}

LEADS: Columns[Lead] = (
    ("Lead ID", lambda lead: lead.lead_id),
    ("Created", lambda lead: lead.created_on),
    ("Company", lambda lead: lead.company),
    ("Lead source", lambda lead: lead.noted_source),
    ("Customer type", lambda lead: lead.segment),
    ("Lead status", lambda lead: STATUSES[lead.furthest]),
    ("Lead owner", lambda lead: lead.owner),
    ("MQL date", lambda lead: lead.mql_on),
    ("SQL date", lambda lead: lead.sql_on),
    ("Converted date", lambda lead: lead.deal_on),
)

SUBSCRIPTIONS: Columns[Subscription] = (
    ("Subscription ID", lambda part: part.subscription_id),
    ("Customer", lambda part: part.customer),
    ("Customer type", lambda part: part.segment),
    ("MRR (USD)", lambda part: part.mrr),
    ("Start date", lambda part: part.started_on),
    ("End date", lambda part: part.ended_on),
)

SPEND: Columns[Cost] = (
    ("Month", lambda cost: cost.month),
    ("Channel", lambda cost: cost.channel),
    ("Department", lambda cost: cost.department.capitalize()),
    ("Cost (USD)", lambda cost: cost.amount),
)


def files(world: World) -> Files:
    """The founders' workbook: four tables and a note to themselves."""
    kept = (_deals(world), _leads(world), _subscriptions(world), _spend(world))
    note = Sheet(name="Notes", header=("Export from the CRM, plus the card statements for spend.",), rows=())
    return Files(content={FILE: workbook([note, *(table.page for table in kept)])}, kept=kept)


def _deals(world: World) -> Kept[Deal]:
    slips = slips_in(COMPANY, "deals", DEALS, world.deals)
    slips.spoil("Close Date", ["next spring", "after budget"], "unreadable date", lambda deal: deal.outcome == "open")
    slips.spoil("Deal Stage", [None], "no stage", lambda deal: deal.outcome == "lost")
    slips.paste_twice(3)
    return Kept(table="deals", file=FILE, sheet="Deals", header=slips.header, lines=tuple(slips.lines))


def _leads(world: World) -> Kept[Lead]:
    slips = slips_in(COMPANY, "leads", LEADS, world.leads)
    slips.paste_twice(5)
    return Kept(table="leads", file=FILE, sheet="Leads", header=slips.header, lines=tuple(slips.lines))


def _subscriptions(world: World) -> Kept[Subscription]:
    slips = slips_in(COMPANY, "subscriptions", SUBSCRIPTIONS, world.subscriptions)
    return Kept(table="subscriptions", file=FILE, sheet="Subscriptions", header=slips.header, lines=tuple(slips.lines))


def _spend(world: World) -> Kept[Cost]:
    slips = slips_in(COMPANY, "spend", SPEND, world.costs)
    return Kept(
        table="spend",
        file=FILE,
        sheet="Spend",
        header=slips.header,
        lines=tuple(slips.lines),
        above=(("Sales and marketing spend",), ()),
        below=(("Total", None, None, sum(cost.amount for cost in world.costs)),),
    )


STORY = Story(company=COMPANY, files=files)
