"""Orbisquill's other lists: customers of success, invoices of finance, targets and forecasts of sales, logged time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator import office
from generator.company import Company
from generator.days import month_end, month_start, months_between
from generator.kept import Columns, Kept, slips_in
from generator.office import Activity, Customer, Forecast, InvoiceLine, Target
from generator.world import World

QUOTAS = {"Rep 1": 14000, "Rep 2": 14000, "Rep 3": 14000, "Rep 4": 14000, "Rep 5": 12000, "Rep 6": 10000}

CUSTOMERS: Columns[Customer] = (
    ("Customer Name", lambda customer: customer.name),
    ("Segment", lambda customer: customer.segment),
    ("Industry", lambda customer: customer.industry),
    ("Employees", lambda customer: customer.employees),
    ("Country", lambda customer: customer.country),
    ("Website", lambda customer: f"{customer.name.lower().replace(' ', '-')}.example"),
    ("Success Manager", lambda customer: customer.manager),
    ("Customer Since", lambda customer: customer.signed_on),
    ("Churn Date", lambda customer: customer.churned_on),
)

INVOICES: Columns[InvoiceLine] = (
    ("Invoice Number", lambda line: line.invoice_id),
    ("Customer Name", lambda line: line.customer),
    ("Invoice Date", lambda line: line.issued_on),
    ("Service Start", lambda line: line.since),
    ("Service End", lambda line: line.until),
    ("Net Amount", lambda line: f"{line.amount:.2f}"),
    ("Currency", lambda line: "USD"),
    ("Recurring", lambda line: "yes" if line.is_recurring else "no"),
)

FORECASTS: Columns[Forecast] = (
    ("Period Start", lambda forecast: forecast.month),
    ("Period End", lambda forecast: month_end(forecast.month)),
    ("Forecast Date", lambda forecast: forecast.made_on),
    ("Forecast", lambda forecast: forecast.amount),
    ("Actual", lambda forecast: forecast.actual),
    ("Currency", lambda forecast: "USD"),
)

ACTIVITIES: Columns[Activity] = (
    ("Date", lambda activity: activity.done_on),
    ("Rep", lambda activity: activity.owner),
    ("Activity Type", lambda activity: activity.kind),
    ("Duration (minutes)", lambda activity: activity.minutes),
    ("Opportunity ID", lambda activity: f"006-{activity.deal.deal_id[2:]}" if activity.deal else None),
)


def tables(world: World) -> tuple[Kept[Customer], Kept[InvoiceLine], Kept[Target], Kept[Forecast], Kept[Activity]]:
    """Five more lists, each from the people who keep it."""
    return (_customers(world), _invoices(world), _quotas(world), _forecasts(world), _activities(world))


def _customers(world: World) -> Kept[Customer]:
    slips = slips_in(world.company, "customers", CUSTOMERS, office.customers_of(world))
    return Kept(table="customers", file="customers.csv", header=slips.header, lines=tuple(slips.lines))


def _invoices(world: World) -> Kept[InvoiceLine]:
    slips = slips_in(world.company, "invoices", INVOICES, office.invoices_of(world))
    return Kept(table="invoices", file="invoices_2025.csv", header=slips.header, lines=tuple(slips.lines))


def _quotas(world: World) -> Kept[Target]:
    slips = slips_in(world.company, "quotas", _quota_columns(world.company), office.targets_of(world, QUOTAS))
    return Kept(table="quotas", file="quotas_2025.csv", header=slips.header, lines=tuple(slips.lines))


def _quota_columns(company: Company) -> Columns[Target]:
    months = months_between(month_start(company.as_of, -11), company.as_of)
    return (
        ("Sales Rep", lambda target: target.owner),
        ("Currency", lambda target: company.currency),
        *((f"{month:%b %Y}", _in_month(month)) for month in months),
    )


def _in_month(month: date) -> Callable[[Target], int]:
    return lambda target: dict(target.by_month)[month]


def _forecasts(world: World) -> Kept[Forecast]:
    slips = slips_in(world.company, "forecasts", FORECASTS, office.forecasts_of(world))
    return Kept(table="forecasts", file="forecast_log.csv", header=slips.header, lines=tuple(slips.lines))


def _activities(world: World) -> Kept[Activity]:
    slips = slips_in(world.company, "activities", ACTIVITIES, office.activities_of(world))
    return Kept(table="activities", file="activities_2025.csv", header=slips.header, lines=tuple(slips.lines))
