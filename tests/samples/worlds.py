"""Drawn histories as canonical tables, past all files: what a perfect reader would hand to the metrics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from generator.days import month_end
from generator.world import Cost, Deal, Lead, Subscription, World

from revops.dataset import Dataset
from revops.tables import TABLES

Rows = Iterator[dict[str, Any]]
IDS = ("deal_id", "lead_id", "subscription_id", "customer")


def dataset_of(world: World, *tables: str) -> Dataset:
    """One history without any slip; of the tables only those that are named, or all."""
    return _dataset({name: list(rows_of(world, name)) for name in tables or ROWS})


def side_by_side(worlds: Mapping[str, World], *tables: str) -> Dataset:
    """Many histories as one dataset: the segment names the history, so one query measures them all."""
    return _dataset({table: [row for name in worlds for row in _marked(worlds[name], name, table)] for table in tables})


def rows_of(world: World, table: str) -> Rows:
    """A table's rows as canonical columns."""
    kinds = {"deals": world.deals, "leads": world.leads, "subscriptions": world.subscriptions, "spend": world.costs}
    for thing in kinds[table]:
        yield ROWS[table](thing) | ({} if table == "leads" else {"currency": world.company.currency})


def _marked(world: World, name: str, table: str) -> Rows:
    for row in rows_of(world, table):
        yield row | {key: f"{name}/{row[key]}" for key in IDS if row.get(key)} | {"segment": name}


def _dataset(rows: Mapping[str, list[dict[str, Any]]]) -> Dataset:
    return Dataset(tables={key: _table(key, rows[key]) for key in rows}, fingerprint=f"drawn-{id(rows)}")


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


ROWS: Mapping[str, Any] = {"deals": _deal, "leads": _lead, "subscriptions": _subscription, "spend": _cost}
