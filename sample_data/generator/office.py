"""What finance, success and the head of sales keep beside the CRM: customers, invoices, targets, forecasts, time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.chance import Chance
from generator.company import Company
from generator.days import month_end, month_start, months_between
from generator.world import Deal, Subscription, World

SELLING = ("Call", "Meeting", "Demo", "Proposal")
OTHERWISE = ("Internal meeting", "CRM update", "Reporting", "Training")
INDUSTRIES = ("Hospitality", "Retail", "Healthcare", "Logistics", "Manufacturing")
COUNTRIES = ("United States", "United States", "Canada", "United Kingdom")
ACTIVITIES_A_DAY = 2.0
SETUP_FEE = 750.0


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A company that was ever won or billed; `churned_on` is empty while it stays."""

    name: str
    segment: str
    industry: str
    employees: int
    country: str
    manager: str
    signed_on: date
    churned_on: date | None


@dataclass(frozen=True, kw_only=True)
class InvoiceLine:
    """One line; `until` is the last day that it pays for, and a credit is below zero."""

    customer: str
    issued_on: date
    since: date
    until: date
    amount: float
    is_recurring: bool = True
    invoice_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a rep is to sell in each month."""

    owner: str
    by_month: tuple[tuple[date, int], ...]


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What was expected of a month on a day, and what came; empty while the month is to come."""

    month: date
    made_on: date
    amount: int
    actual: int | None

    @property
    def is_locked(self) -> bool:
        """Whether it was made before the month began to tell."""
        return self.made_on <= self.month


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Something that a rep did and logged."""

    owner: str
    done_on: date
    kind: str
    minutes: int
    deal: Deal | None

    @property
    def is_selling(self) -> bool:
        """Whether it was spent with a buyer, or on what a buyer gets."""
        return self.kind in SELLING


def stream(company: Company, table: str) -> Chance:
    """The chance that one of these tables is drawn with."""
    return Chance(f"{company.key}/office/{table}")


def customers_of(world: World) -> tuple[Customer, ...]:
    """Everybody who was won or billed, by the day of signing."""
    chance = stream(world.company, "customers")
    parts: dict[str, list[Subscription]] = {}
    for part in world.subscriptions:
        parts.setdefault(part.customer, []).append(part)
    billed = [_customer(chance, own[0].customer, own[0].segment, own[0].started_on, own[-1]) for own in parts.values()]
    never = [_customer(chance, deal.account, deal.segment, deal.closes_on, None) for deal in never_billed(world)]
    return tuple(sorted((*billed, *never), key=lambda customer: (customer.signed_on, customer.name)))


def _customer(chance: Chance, name: str, segment: str, signed_on: date, latest: Subscription | None) -> Customer:
    return Customer(
        name=name,
        segment=segment,
        industry=chance.one_of(INDUSTRIES),
        employees=round(chance.around(120, 0.9)),
        country=chance.one_of(COUNTRIES),
        manager=f"Success {1 + int(chance.random() * 3)}",
        signed_on=signed_on,
        churned_on=latest.ended_on if latest else None,
    )


def never_billed(world: World) -> list[Deal]:
    """New business that was won in the CRM and for which billing never began."""
    billed = {part.customer for part in world.subscriptions}
    return [deal for deal in world.deals if (deal.outcome, deal.kind) == ("won", "new") and deal.account not in billed]


def billed_otherwise(world: World) -> list[Deal]:
    """New business whose first bill is not what the deal says."""
    firsts: dict[str, int] = {}
    for part in world.subscriptions:
        firsts.setdefault(part.customer, part.mrr)
    new = [deal for deal in world.deals if (deal.outcome, deal.kind) == ("won", "new") and deal.account in firsts]
    return [deal for deal in new if firsts[deal.account] != deal.mrr]


def invoices_of(world: World) -> tuple[InvoiceLine, ...]:
    """The lines billed in the last twelve months, by day; what is paid ahead and not used comes back as a credit."""
    chance = stream(world.company, "invoices")
    since = month_start(world.company.as_of, -11)
    parts = world.subscriptions
    lines = [line for part in parts for line in (*_setup(chance, part), *_billed(part, world.company.as_of))]
    lines = sorted(
        (line for line in lines if line.issued_on >= since), key=lambda line: (line.issued_on, line.customer)
    )
    return tuple(replace(line, invoice_id=f"INV-{at:05d}") for at, line in enumerate(lines, 1))


def _setup(chance: Chance, part: Subscription) -> Iterator[InvoiceLine]:
    """What some pay once, on the first day."""
    if chance.happens(0.25):
        day = part.started_on
        yield InvoiceLine(
            customer=part.customer, issued_on=day, since=day, until=day, amount=SETUP_FEE, is_recurring=False
        )


def _billed(part: Subscription, as_of: date) -> Iterator[InvoiceLine]:
    months = 12 if part.is_yearly else 1
    last = min(as_of, part.ended_on - timedelta(days=1)) if part.ended_on else as_of
    begin, step = part.started_on, 0
    while begin <= last:
        step += months
        following = _months_later(part.started_on, step)
        line = InvoiceLine(
            customer=part.customer,
            issued_on=begin,
            since=begin,
            until=following - timedelta(days=1),
            amount=float(part.mrr * months),
        )
        yield line
        if part.ended_on and part.ended_on <= min(line.until, as_of):
            yield _credit(line, part.ended_on)
        begin = following


def _credit(line: InvoiceLine, day: date) -> InvoiceLine:
    """What is left of a line that was paid ahead, from a day on."""
    paid_ahead, unused = (line.until - line.since).days + 1, (line.until - day).days + 1
    return replace(line, issued_on=day, since=day, amount=round(-line.amount * unused / paid_ahead, 2))


def _months_later(day: date, months: int) -> date:
    start = month_start(day, months)
    return start.replace(day=min(day.day, month_end(start).day))


def targets_of(world: World, by_rep: dict[str, int]) -> tuple[Target, ...]:
    """Targets of the last twelve months, the same in each month but for the slow summer."""
    months = months_between(month_start(world.company.as_of, -11), world.company.as_of)
    return tuple(
        Target(owner=owner, by_month=tuple((month, _target(amount, month)) for month in months))
        for owner, amount in by_rep.items()
    )


def _target(amount: int, month: date) -> int:
    return _to_hundreds(amount * (0.8 if month.month in (7, 8) else 1.0))


def _to_hundreds(amount: float) -> int:
    return 100 * round(amount / 100)


def forecasts_of(world: World) -> tuple[Forecast, ...]:
    """A forecast before each month and one in its middle, which knows more; and one of the month to come."""
    company = world.company
    chance = stream(company, "forecasts")
    found = []
    for month in months_between(company.since, month_start(company.as_of, 1)):
        actual = _won_in(world, month) if month <= company.as_of else None
        base = actual if actual is not None else _won_in(world, month_start(month, -1))
        for made_on, spread in ((month - timedelta(days=2), 1.0), (month + timedelta(days=14), 0.4)):
            if made_on <= company.as_of:
                miss = (1.0 + company.forecast_bias * spread) * chance.around(1.0, 0.25 * spread)
                found.append(Forecast(month=month, made_on=made_on, amount=_to_hundreds(base * miss), actual=actual))
    return tuple(found)


def _won_in(world: World, month: date) -> int:
    won = [deal for deal in world.deals if deal.outcome == "won" and month <= deal.closes_on <= month_end(month)]
    return sum(deal.amount or 0 for deal in won)


def activities_of(world: World) -> tuple[Activity, ...]:
    """What each rep logged on the working days of the last twelve months."""
    company = world.company
    chance = stream(company, "activities")
    first = month_start(company.as_of, -11)
    days = [first + timedelta(days=number) for number in range((company.as_of - first).days + 1)]
    return tuple(
        _activity(company, chance, rep.name, day, world.deals)
        for day in days
        if day.weekday() < 5
        for rep in company.reps
        for _ in range(chance.count(ACTIVITIES_A_DAY))
    )


def _activity(company: Company, chance: Chance, owner: str, day: date, deals: tuple[Deal, ...]) -> Activity:
    is_selling = chance.happens(company.selling_time)
    mine = [deal for deal in deals if deal.owner == owner and deal.opened_on <= day <= deal.closes_on]
    return Activity(
        owner=owner,
        done_on=day,
        kind=chance.one_of(SELLING if is_selling else OTHERWISE),
        minutes=5 * max(1, round(chance.around(7, 0.5))),
        deal=chance.one_of(mine) if is_selling and mine else None,
    )
