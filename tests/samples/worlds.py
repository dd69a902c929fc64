"""A drawn history as canonical tables, past all files: what a perfect reader would hand to the metrics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
from generator.days import month_end
from generator.world import Cost, Deal, Lead, Subscription, World

from revops.dataset import Dataset
from revops.tables import TABLES


def dataset_of(world: World, *tables: str) -> Dataset:
    """The named tables of a history, or all of them, without any slip."""
    currency = {"currency": world.company.currency}
    rows: Mapping[str, Iterable[dict[str, Any]]] = {
        "deals": (_deal(deal) | currency for deal in world.deals),
        "leads": (_lead(lead) for lead in world.leads),
        "subscriptions": (_subscription(part) | currency for part in world.subscriptions),
        "spend": (_cost(cost) | currency for cost in world.costs),
    }
    made = {key: _table(key, list(rows[key])) for key in tables or rows}
    return Dataset(tables=made, fingerprint=f"{world.company.key}-{id(world)}")


def _table(key: str, rows: list[dict[str, Any]]) -> pa.Table:
    schema = TABLES[key].schema
    return pa.table({name: pa.array([row.get(name) for row in rows], schema.field(name).type) for name in schema.names})


def _deal(deal: Deal) -> dict[str, Any]:
    return {
        "deal_id": deal.deal_id,
        "account": deal.account,
        "owner": deal.owner,
        "stage": deal.stage,
        "outcome": deal.outcome,
        "amount": deal.amount,
        "term_months": deal.term_months,
        "opened_on": deal.opened_on,
        "closed_on": deal.closed_on,
        "expected_close_on": None if deal.closed_on else deal.expected_on,
        "first_contact_on": deal.lead.created_on if deal.lead else deal.opened_on,
        "source": deal.noted_source,
        "segment": deal.segment,
        "kind": deal.kind,
        "loss_reason": deal.loss_reason,
        "lead_id": deal.lead.lead_id if deal.lead else None,
    }


def _lead(lead: Lead) -> dict[str, Any]:
    return {
        "lead_id": lead.lead_id,
        "created_on": lead.created_on,
        "source": lead.noted_source,
        "owner": lead.owner,
        "segment": lead.segment,
        "status": lead.furthest,
        "mql_on": lead.mql_on,
        "sql_on": lead.sql_on,
        "converted_on": lead.deal_on,
        "first_touch_on": lead.touched_on,
    }


def _subscription(part: Subscription) -> dict[str, Any]:
    return {
        "subscription_id": part.subscription_id,
        "customer": part.customer,
        "segment": part.segment,
        "started_on": part.started_on,
        "ended_on": part.ended_on,
        "mrr": part.mrr,
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "spent_on": month_end(cost.month),
        "amount": cost.amount,
        "channel": cost.channel,
        "department": cost.department,
        "is_monthly": True,
    }
