"""The truth about a company's files as data: chances, counts, sums, and every row that cannot be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from generator import office, truth
from generator.kept import Files, Kept
from generator.slips import BLANKS
from generator.world import Deal, Lead, World

Account = dict[str, Any]


def account_of(world: World, files: Files, outcome: str) -> Account:
    """Everything that a reader of the files may be held to.

    Args:
        world: What happened.
        files: How it was kept.
        outcome: What the company's answers and files are to lead to.

    Returns:
        `chances` are what the world was drawn from, and a reading's interval should hold them about as often as it
        promises; `books` are exact counts and sums over the usable rows; `tables` say what becomes of each row.
    """
    company = world.company
    return {
        "company": company.key,
        "outcome": outcome,
        "currency": company.currency,
        "since": company.since.isoformat(),
        "as_of": company.as_of.isoformat(),
        "window": [truth.year_before(company).isoformat(), company.as_of.isoformat()],
        "chances": _chances(world) | (_office_chances(world) if files.table("quotas") else {}),
        "books": _books(world, files),
        "tables": {kept.table: _table(kept) for kept in files.kept},
    }


def _chances(world: World) -> Account:
    company = world.company
    gross, net = truth.retention(world)
    new = [deal for deal in world.deals if deal.kind == "new"]
    return {
        "win_probability": _share(truth.win_chance(world.deals)),
        "win_probability_new_business": _share(truth.win_chance(new)),
        "win_rate_expected_in_window": _share(truth.expected_win_rate(world)),
        "win_probability_by_source": _by(world.deals, "source"),
        "win_probability_by_segment": _by(world.deals, "segment"),
        "win_probability_by_owner": _by(world.deals, "owner"),
        "won_median_days": company.won_days,
        "lost_median_days": company.lost_days,
        "days_log_sd": company.days_spread,
        "mean_year_of_a_won_deal": round(truth.mean_won_year(company), 2),
        "lead_to_deal": _share(truth.lead_conversion(company)),
        "lead_to_deal_by_source": {source.name: _share(source.conversion) for source in company.sources},
        "monthly_churn": _share(truth.monthly_churn(world)),
        "monthly_churn_by_segment": {segment.name: segment.churn for segment in company.segments},
        "yearly_churn": _share(truth.yearly_churn(world)),
        "gross_retention": _share(gross),
        "net_retention": _share(net),
        "known_source_share": _share(1.0 - company.source_lost),
        "overdue_deal_share": company.overdue,
        "growth_of_pipeline_per_month": company.growth,
    }


def _office_chances(world: World) -> Account:
    company = world.company
    return {
        "won_deals_that_billing_never_hears_of": company.unbilled,
        "won_deals_billed_at_another_price": company.repriced,
        "forecast_bias": company.forecast_bias,
        "selling_share_of_activities": company.selling_time,
    }


def _share(value: float) -> float:
    return round(value, 5)


def _by(deals: Iterable[Deal], dimension: str) -> Mapping[str, float]:
    groups: dict[str, list[Deal]] = {}
    for deal in deals:
        groups.setdefault(getattr(deal, dimension), []).append(deal)
    return {name: _share(truth.win_chance(groups[name])) for name in sorted(groups)}


def _books(world: World, files: Files) -> Account:
    books = _deal_books(world, files) | _customer_books(world)
    leads = files.table("leads")
    if leads is not None:
        books |= _lead_books(leads)
    if files.table("quotas") is not None:
        books |= _office_books(world, files)
    if files.table("spend") is not None:
        books |= _cost_books(world)
    return books


def _deal_books(world: World, files: Files) -> Account:
    kept = files.table("deals")
    assert kept is not None  # noqa: S101
    used: list[Deal] = kept.used
    dated: list[Deal] = kept.dated
    decided = truth.decided_between(dated, truth.year_before(world.company), world.company.as_of)
    won = [deal for deal in decided if deal.outcome == "won"]
    opened = [deal for deal in used if deal.outcome == "open"]
    overdue = [deal for deal in opened if deal in dated and deal.expected_on < world.company.as_of]
    untouched = [deal for deal in opened if (world.company.as_of - deal.touched_on).days > 30]
    return {
        "deals_by_outcome": dict(sorted(Counter(deal.outcome for deal in used).items())),
        "won_in_window": len(won),
        "lost_in_window": len(decided) - len(won),
        "won_amount_in_window": sum(deal.amount or 0 for deal in won),
        "open_amount": sum(deal.amount or 0 for deal in opened),
        "open_without_amount": sum(deal.amount is None for deal in opened),
        "open_overdue": len(overdue),
        "open_untouched_for_a_month": len(untouched),
        "deals_with_source": sum(deal.noted_source is not None for deal in used),
        "lost_with_reason": sum(deal.loss_reason is not None for deal in used),
    }


def _lead_books(kept: Kept[Lead]) -> Account:
    used = kept.used
    return {
        "leads": len(used),
        "leads_with_source": sum(lead.noted_source is not None for lead in used),
        "leads_qualified_by_marketing": sum(lead.mql_on is not None for lead in used),
        "leads_accepted_by_sales": sum(lead.sql_on is not None for lead in used),
        "leads_to_deals": sum(lead.deal_on is not None for lead in used),
    }


def _customer_books(world: World) -> Account:
    end = world.company.as_of
    paying = truth.paying(world, end)
    by_segment: Counter[str] = Counter()
    for part in paying:
        by_segment[part.segment] += part.mrr
    return {
        "mrr_at_end": truth.mrr_on(world, end),
        "arr_at_end": 12 * truth.mrr_on(world, end),
        "mrr_at_end_by_segment": dict(sorted(by_segment.items())),
        "customers_at_end": len({part.customer for part in paying}),
        "customers_ever": len({part.customer for part in world.subscriptions}),
    }


def _cost_books(world: World) -> Account:
    since = truth.year_before(world.company)
    costs = [cost for cost in world.costs if cost.month >= since]
    marketing = sum(cost.amount for cost in costs if cost.department == "marketing")
    return {"marketing_cost_in_window": marketing, "cost_in_window": sum(cost.amount for cost in costs)}


def _office_books(world: World, files: Files) -> Account:
    since, as_of = truth.year_before(world.company), world.company.as_of
    kept = {table: _used(files, table) for table in ("customers", "invoices", "quotas", "forecasts", "activities")}
    locked = [each for each in kept["forecasts"] if each.is_locked and since <= each.month <= as_of]
    missed = [each.amount - each.actual for each in locked]
    return {
        "customers_listed": len(kept["customers"]),
        "won_never_billed": len(office.never_billed(world)),
        "won_billed_otherwise": len(office.billed_otherwise(world)),
        "invoiced_in_window": round(sum(line.amount for line in kept["invoices"]), 2),
        "quota_in_window": sum(amount for target in kept["quotas"] for _, amount in target.by_month),
        "locked_forecasts_in_window": sum(each.amount for each in locked),
        "actuals_in_window": sum(each.actual for each in locked),
        "missed_by_locked_forecasts": sum(map(abs, missed)),
        "logged_minutes": sum(each.minutes for each in kept["activities"]),
        "selling_minutes": sum(each.minutes for each in kept["activities"] if each.is_selling),
    }


def _used(files: Files, table: str) -> list[Any]:
    kept = files.table(table)
    return kept.used if kept else []


def _table(kept: Kept[Any]) -> Account:
    aside = {fault: rows for fault, rows in kept.faults.items() if fault not in BLANKS}
    return {
        "file": kept.file,
        "sheet": kept.sheet,
        "header_row": kept.page.header_row,
        "rows_read": len(kept.lines),
        "rows_used": len(kept.used),
        "duplicates": len(aside.get("duplicate", ())),
        "totals_dropped": kept.totals,
        "set_aside": {**aside, **kept.endings},
        "blanked": {fault: rows for fault, rows in kept.faults.items() if fault in BLANKS},
    }


def days_of(account: Account) -> tuple[date, date]:
    """The default window of an account."""
    since, until = account["window"]
    return date.fromisoformat(since), date.fromisoformat(until)
