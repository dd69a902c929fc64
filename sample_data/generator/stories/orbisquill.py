"""Orbisquill: a scale-up whose marketing, sales and success each keep their own export."""

from __future__ import annotations

from datetime import date

from generator.company import Company, Rep, Segment, Source
from generator.funnel import stage_changes_of
from generator.kept import Columns, Files, Kept, Story, slips_in
from generator.stories import orbisquill_office
from generator.world import Cost, Deal, Lead, StageChange, Subscription, World
from generator.writing import text

COMPANY = Company(
    key="orbisquill",
    currency="USD",
    since=date(2023, 7, 1),
    as_of=date(2025, 12, 31),
    founded=date(2017, 3, 1),
    leads=78,
    growth=0.012,
    season=(1.15, 1.1, 1.1, 1.0, 1.0, 0.9, 0.75, 0.75, 1.1, 1.15, 1.1, 0.8),
    sources=(
        Source(name="Organic search", share=0.3, mql=0.4, sql=0.45, deal=0.7, win=0.31),
        Source(name="Paid search", share=0.25, mql=0.45, sql=0.35, deal=0.6, win=0.22, cost=14500),
        Source(name="Paid social", share=0.25, mql=0.4, sql=0.22, deal=0.5, win=0.15, cost=11800),
        Source(name="Webinar", share=0.12, mql=0.6, sql=0.45, deal=0.65, win=0.28, cost=4200),
        Source(name="Partner", share=0.08, mql=0.7, sql=0.7, deal=0.8, win=0.42),
    ),
    outbound=Source(name="Outbound", share=1.0, win=0.24),
    outbound_deals=13,
    expansion_share=0.3,
    segments=(
        Segment(name="Small business", share=0.55, mrr=290, churn=0.034, expand=0.012, contract=0.009),
        Segment(name="Mid-market", share=0.35, mrr=940, churn=0.021, win_factor=0.95, expand=0.016, contract=0.007),
        Segment(name="Enterprise", share=0.1, mrr=3100, churn=0.011, win_factor=0.8, expand=0.018, contract=0.005),
    ),
    reps=tuple(Rep(f"Rep {number}", offset) for number, offset in enumerate((0.03, 0.01, 0.0, 0.0, -0.01, -0.03), 1)),
    won_days=32,
    lost_days=41,
    days_spread=0.6,
    stages=("Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review"),
    loss_reasons=("Price", "Lost to competitor", "No budget", "Missing feature", "No response"),
    opening_customers=215,
    overdue=0.07,
    stale=0.08,
    source_lost=0.4,
    reason_lost=0.62,
    unworked=0.38,
    reactivation=0.012,
    unbilled=0.06,
    repriced=0.08,
    forecast_bias=0.18,
    selling_time=0.42,
)

STAGES = {"won": "Closed Won", "lost": "Closed Lost"}
TYPES = {"new": "New Business", "expansion": "Existing Business - Expansion"}


def _us(day: date | None) -> str | None:
    return f"{day.month}/{day.day}/{day.year}" if day else None


def _usd(amount: int | None) -> str:
    return "-" if amount is None else f"USD {amount:,}.00"


DEALS: Columns[Deal] = (
    ("Opportunity ID", lambda deal: f"006-{deal.deal_id[2:]}"),
    ("Opportunity Name", lambda deal: f"{deal.account} {deal.opened_on:%b %Y}"),
    ("Account Name", lambda deal: deal.account),
    ("Opportunity Owner", lambda deal: deal.owner),
    ("Stage", lambda deal: STAGES.get(deal.stage, deal.stage)),
    ("Type", lambda deal: TYPES[deal.kind]),
    ("Amount", lambda deal: _usd(deal.amount)),
    ("Created Date", lambda deal: _us(deal.opened_on)),
    ("Close Date", lambda deal: _us(deal.close_or_expected)),
    ("Last Activity", lambda deal: _us(deal.touched_on)),
    ("Lead Source", lambda deal: deal.noted_source),
    ("Account Segment", lambda deal: deal.segment),
    ("Loss Reason", lambda deal: deal.loss_reason or ("-" if deal.outcome == "lost" else None)),
)

STAGE_CHANGES: Columns[StageChange] = (
    ("Opportunity ID", lambda change: f"006-{change.deal.deal_id[2:]}"),
    ("To Stage", lambda change: STAGES.get(change.stage, change.stage)),
    ("Edit Date", lambda change: _us(change.entered_on)),
)

STATUSES = {"new": "Open - Not Contacted", "mql": "Marketing Qualified", "sql": "Working", "deal": "Closed - Converted"}

LEADS: Columns[Lead] = (
    ("Lead ID", lambda lead: f"00Q-{lead.lead_id[2:]}"),
    ("Create Date", lambda lead: lead.created_on.isoformat()),
    ("Company / Account", lambda lead: lead.company),
    ("Lead Owner", lambda lead: lead.owner),
    ("Lead Source", lambda lead: lead.noted_source),
    ("Lead Status", lambda lead: STATUSES[lead.furthest]),
    ("Segment", lambda lead: lead.segment),
    ("MQL Date", lambda lead: lead.mql_on),
    ("First Response Date", lambda lead: lead.touched_on),
    ("SQL Date", lambda lead: lead.sql_on),
    ("Converted Date", lambda lead: lead.deal_on),
)

SUBSCRIPTIONS: Columns[Subscription] = (
    ("id", lambda part: f"sub_{part.subscription_id[2:]}"),
    ("Customer Name", lambda part: part.customer),
    ("Status", lambda part: "canceled" if part.ended_on else "active"),
    ("Amount", lambda part: f"{part.mrr * (12 if part.is_yearly else 1)}.00"),
    ("Currency", lambda part: "usd"),
    ("Interval", lambda part: "year" if part.is_yearly else "month"),
    ("Start Date (UTC)", lambda part: f"{part.started_on} 00:00"),
    ("Ended At (UTC)", lambda part: f"{part.ended_on} 00:00" if part.ended_on else None),
    ("segment (metadata)", lambda part: part.segment),
)

SPEND: Columns[Cost] = (
    ("Month", lambda cost: f"{cost.month:%b %Y}"),
    ("Channel", lambda cost: cost.channel),
    ("Currency code", lambda cost: "USD"),
    ("Clicks", lambda cost: f"{cost.amount // 4:,}"),
    ("Cost", lambda cost: f"{cost.amount:,}.00"),
)


def files(world: World) -> Files:
    """Five exports from four systems, and what five people keep beside them."""
    exports = (_deals(world), _stage_changes(world), _leads(world), _subscriptions(world), _spend(world))
    kept = (*exports, *orbisquill_office.tables(world))
    return Files(content={table.file: text(table.page) for table in kept}, kept=kept)


def _deals(world: World) -> Kept[Deal]:
    slips = slips_in(COMPANY, "deals", DEALS, world.deals)
    slips.spoil("Close Date", ["Q3", "13/45/2025", "unknown"], "unreadable date", lambda deal: deal.outcome == "lost")
    slips.spoil("Created Date", ["1/9/2026"], "opened after closing", lambda deal: deal.outcome == "lost")
    slips.spoil("Stage", [None, None], "no stage", lambda deal: deal.outcome == "open")
    slips.paste_twice(14)
    total = _usd(sum(line.of.amount or 0 for line in slips.lines))
    return Kept(
        table="deals",
        file="opportunities_report.csv",
        header=slips.header,
        lines=tuple(slips.lines),
        above=(("Opportunities, all owners",), (f"As of {_us(COMPANY.as_of)}",), ("Filtered By: All time",), ()),
        below=(
            (f"Grand Totals ({len(slips.lines)} records)", None, None, None, None, None, total),
            (),
            ("Confidential Information - Do Not Distribute",),
        ),
    )


def _stage_changes(world: World) -> Kept[StageChange]:
    slips = slips_in(COMPANY, "stage_changes", STAGE_CHANGES, stage_changes_of(COMPANY, world.deals))
    return Kept(table="stage_changes", file="stage_history.csv", header=slips.header, lines=tuple(slips.lines))


def _leads(world: World) -> Kept[Lead]:
    slips = slips_in(COMPANY, "leads", LEADS, world.leads)
    slips.spoil("MQL Date", ["n/a?", "see note"], "unreadable date", lambda lead: lead.furthest == "mql")
    slips.paste_twice(31)
    return Kept(table="leads", file="leads.csv", header=slips.header, lines=tuple(slips.lines))


def _subscriptions(world: World) -> Kept[Subscription]:
    slips = slips_in(COMPANY, "subscriptions", SUBSCRIPTIONS, world.subscriptions)
    slips.spoil("Start Date (UTC)", [None, None], "no start", lambda part: part.ended_on is not None)
    return Kept(table="subscriptions", file="subscriptions.csv", header=slips.header, lines=tuple(slips.lines))


def _spend(world: World) -> Kept[Cost]:
    slips = slips_in(COMPANY, "spend", SPEND, world.costs)
    amount, clicks = sum(cost.amount for cost in world.costs), sum(cost.amount // 4 for cost in world.costs)
    totals = ((title, None, "USD", f"{clicks:,}", f"{amount:,}.00") for title in ("Total: Campaigns", "Total: Account"))
    period = f"{COMPANY.since:%B} 1, {COMPANY.since:%Y} - {COMPANY.as_of:%B %d, %Y}"
    return Kept(
        table="spend",
        file="ad_spend.csv",
        header=slips.header,
        lines=tuple(slips.lines),
        above=(("Campaign report",), (period,)),
        below=tuple(totals),
    )


STORY = Story(company=COMPANY, files=files)
