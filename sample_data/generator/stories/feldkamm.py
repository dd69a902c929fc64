"""Feldkamm: a well-funded German firm; semicolons, decimal commas, and two encodings."""

from __future__ import annotations

from datetime import date

from generator.company import Company, Rep, Segment, Source
from generator.kept import Columns, Files, Kept, Story, slips_in
from generator.world import Cost, Deal, Lead, Subscription, World
from generator.writing import text

COMPANY = Company(
    key="feldkamm",
    currency="EUR",
    since=date(2023, 1, 1),
    as_of=date(2025, 12, 31),
    founded=date(2012, 5, 1),
    leads=44,
    growth=0.008,
    season=(1.1, 1.05, 1.1, 1.1, 1.0, 0.95, 0.8, 0.7, 1.1, 1.2, 1.1, 0.8),
    sources=(
        Source(name="Messe", share=0.35, mql=0.5, sql=0.5, deal=0.6, win=0.24, cost=16500),
        Source(name="Webseite", share=0.35, mql=0.4, sql=0.35, deal=0.55, win=0.17, cost=5200),
        Source(name="Empfehlung", share=0.15, mql=0.65, sql=0.7, deal=0.7, win=0.38),
        Source(name="Händler", share=0.15, mql=0.55, sql=0.5, deal=0.6, win=0.28, cost=3900),
    ),
    outbound=Source(name="Außendienst", share=1.0, win=0.23),
    outbound_deals=10,
    expansion_share=0.25,
    segments=(
        Segment(name="Mittelstand", share=0.6, mrr=1350, churn=0.022, expand=0.01, contract=0.006),
        Segment(name="Großkunde", share=0.25, mrr=3900, churn=0.012, win_factor=0.85, expand=0.012, contract=0.005),
        Segment(name="Öffentliche Hand", share=0.15, mrr=2100, churn=0.006, win_factor=0.75, expand=0.006),
    ),
    reps=tuple(Rep(f"Vertrieb {number}", step) for number, step in enumerate((0.09, 0.06, 0.02, 0, 0, -0.04, -0.1), 1)),
    won_days=118,
    lost_days=140,
    days_spread=0.5,
    terms=(12, 24, 36),
    stages=("Erstkontakt", "Bedarfsanalyse", "Angebot", "Verhandlung"),
    loss_reasons=("Preis", "Wettbewerb", "Kein Budget", "Projekt verschoben"),
    opening_customers=150,
    overdue=0.42,
    stale=0.4,
    source_lost=0.36,
    reason_lost=0.5,
    amount_lost=0.15,
    unworked=0.3,
    overheads={("sales", "Gehälter Vertrieb"): 61000, ("sales", "Reisekosten"): 7400},
    account_suffixes=(
        "Maschinenbau",
        "Technik",
        "Werke",
        "Anlagen",
        "Logistik",
        "Metall",
        "Stadtwerke",
        "Förderanlagen",
    ),
)

STAGES = {"won": "Gewonnen", "lost": "Verloren"}
KINDS = {"new": "Neukunde", "expansion": "Erweiterung"}
DEPARTMENTS = {"marketing": "Marketing", "sales": "Vertrieb"}


def _day(day: date | None) -> str | None:
    return f"{day:%d.%m.%Y}" if day else None


def _money(amount: int | None) -> str | None:
    return None if amount is None else f"{amount:,}".replace(",", ".") + ",00"


DEALS: Columns[Deal] = (
    ("Vorgangsnummer", lambda deal: f"V{deal.deal_id[2:]}"),
    ("Kunde", lambda deal: deal.account),
    ("Verantwortlich", lambda deal: deal.owner),
    ("Phase", lambda deal: STAGES.get(deal.stage, deal.stage)),
    ("Art", lambda deal: KINDS[deal.kind]),
    ("Betrag (EUR)", lambda deal: _money(deal.amount)),
    ("Laufzeit (Monate)", lambda deal: deal.term_months),
    ("Erstellt am", lambda deal: _day(deal.opened_on)),
    ("Abgeschlossen am", lambda deal: _day(deal.closed_on)),
    ("Erwarteter Abschluss", lambda deal: None if deal.closed_on else _day(deal.expected_on)),
    ("Letzte Aktivität", lambda deal: _day(deal.touched_on)),
    ("Quelle", lambda deal: deal.noted_source or "k. A."),
    ("Kundensegment", lambda deal: deal.segment),
    ("Verlustgrund", lambda deal: deal.loss_reason),
)

STATUSES = {"new": "Neu", "mql": "Qualifiziert", "sql": "In Bearbeitung", "deal": "Umgewandelt"}

LEADS: Columns[Lead] = (
    ("Lead-Nr.", lambda lead: lead.lead_id),
    ("Erstellt am", lambda lead: _day(lead.created_on)),
    ("Firma", lambda lead: lead.company),
    ("Quelle", lambda lead: lead.noted_source),
    ("Kundensegment", lambda lead: lead.segment),
    ("Status", lambda lead: STATUSES[lead.furthest]),
    ("Verantwortlich", lambda lead: lead.owner),
    ("MQL am", lambda lead: _day(lead.mql_on)),
    ("SQL am", lambda lead: _day(lead.sql_on)),
    ("Umgewandelt am", lambda lead: _day(lead.deal_on)),
)

SUBSCRIPTIONS: Columns[Subscription] = (
    ("Vertragsnummer", lambda part: part.subscription_id),
    ("Kunde", lambda part: part.customer),
    ("Kundensegment", lambda part: part.segment),
    ("Monatsbetrag", lambda part: f"{_money(part.mrr)} €"),
    ("Vertragsbeginn", lambda part: _day(part.started_on)),
    ("Vertragsende", lambda part: _day(part.ended_on)),
)

SPEND: Columns[Cost] = (
    ("Monat", lambda cost: f"{cost.month:%m.%Y}"),
    ("Kanal", lambda cost: cost.channel),
    ("Abteilung", lambda cost: DEPARTMENTS[cost.department]),
    ("Kosten (EUR)", lambda cost: _money(cost.amount)),
)

ENCODINGS = {"Verkaufschancen.csv": "cp1252", "Leads.csv": "utf-8-sig", "Vertraege.csv": "cp1252"}


def files(world: World) -> Files:
    """Four lists, saved by German Excel and by the CRM."""
    kept = (_deals(world), _leads(world), _subscriptions(world), _spend(world))
    content = {
        table.file: text(table.page, delimiter=";", encoding=ENCODINGS.get(table.file, "utf-8-sig")) for table in kept
    }
    return Files(content=content, kept=kept)


def _deals(world: World) -> Kept[Deal]:
    slips = slips_in(COMPANY, "deals", DEALS, world.deals)
    slips.spoil("Abgeschlossen am", ["31.02.2025", "KW 14"], "unreadable date", lambda deal: deal.outcome == "lost")
    slips.spoil("Erstellt am", ["11.12.2035"], "opened after closing", lambda deal: deal.outcome == "lost")
    slips.spoil("Phase", [None], "no stage", lambda deal: deal.outcome == "open")
    slips.paste_twice(9)
    return Kept(table="deals", file="Verkaufschancen.csv", header=slips.header, lines=tuple(slips.lines))


def _leads(world: World) -> Kept[Lead]:
    slips = slips_in(COMPANY, "leads", LEADS, world.leads)
    slips.paste_twice(17)
    return Kept(table="leads", file="Leads.csv", header=slips.header, lines=tuple(slips.lines))


def _subscriptions(world: World) -> Kept[Subscription]:
    slips = slips_in(COMPANY, "subscriptions", SUBSCRIPTIONS, world.subscriptions)
    slips.spoil("Monatsbetrag", ["auf Anfrage"], "unreadable amount", lambda part: part.ended_on is not None)
    return Kept(table="subscriptions", file="Vertraege.csv", header=slips.header, lines=tuple(slips.lines))


def _spend(world: World) -> Kept[Cost]:
    slips = slips_in(COMPANY, "spend", SPEND, world.costs)
    total = ("Summe", None, None, _money(sum(cost.amount for cost in world.costs)))
    return Kept(table="spend", file="Kosten.csv", header=slips.header, lines=tuple(slips.lines), below=(total,))


STORY = Story(company=COMPANY, files=files)
