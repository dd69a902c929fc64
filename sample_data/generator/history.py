"""Draws one history of a company: leads, deals, subscriptions and costs that belong together."""

from __future__ import annotations

from generator.billing import subscriptions_of
from generator.chance import Chance
from generator.company import Company
from generator.days import months_between
from generator.funnel import deals_of, leads_of
from generator.names import Accounts
from generator.world import Cost, World


def history_of(company: Company, seed: str = "1") -> World:
    """One history; equal seeds give equal histories.

    Args:
        company: What is true.
        seed: Which of the many possible histories; each part draws from a stream of its own.
    """
    accounts = Accounts(_stream(company, seed, "names"), company.account_suffixes)
    leads = leads_of(company, _stream(company, seed, "leads"), accounts)
    deals = deals_of(company, _stream(company, seed, "deals"), accounts, leads)
    handover = _stream(company, seed, "handover")
    subscriptions = subscriptions_of(company, _stream(company, seed, "billing"), handover, accounts, deals)
    costs = _costs(company, _stream(company, seed, "costs"))
    return World(company=company, leads=leads, deals=deals, subscriptions=subscriptions, costs=costs)


def _stream(company: Company, seed: str, part: str) -> Chance:
    return Chance(f"{company.key}/{seed}/{part}")


def _costs(company: Company, chance: Chance) -> tuple[Cost, ...]:
    planned = {("marketing", source.name): source.cost for source in company.sources if source.cost}
    planned.update(company.overheads)
    return tuple(
        Cost(month=month, channel=name, department=department, amount=round(chance.around(amount, 0.12)))
        for month in months_between(company.since, company.as_of)
        for (department, name), amount in planned.items()
    )
