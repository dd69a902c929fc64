"""Subscriptions: who pays how much a month, from when to when."""

from revops.tables.table import Column, Matrix, Span, Table
from revops.vocabulary import ColumnKind as Kind

subscriptions = Table(
    label="Subscriptions",
    one_row="a customer paying one recurring amount for a while",
    identity=("subscription_id", "started_on"),
    orders=(("started_on", "ended_on"),),
    matrix=Matrix(labels=("customer",), on="started_on", amount="mrr"),
    span=Span(
        start="started_on",
        end="ended_on",
        of=("subscription_id",),
        or_of=("customer", "plan", "mrr", "currency"),
    ),
    may_be_planned=True,
    columns=(
        Column(name="subscription_id", kind=Kind.ID, says="The id of the subscription.", example="S-77"),
        Column(
            name="customer",
            kind=Kind.ID,
            says="The customer who pays.",
            required=True,
            example="Northwind",
            refers_to=("customers.customer", "customers.name"),
        ),
        Column(name="plan", kind=Kind.TEXT, says="The plan that is paid for.", example="Team"),
        Column(name="segment", kind=Kind.TEXT, says="The kind of customer.", example="Mid-market"),
        Column(
            name="started_on",
            kind=Kind.DATE,
            says="The first day it is paid for.",
            required=True,
            is_event=True,
            example="2025-09-01",
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            says="The first day it is no longer paid for; empty while it runs.",
            example="2026-09-01",
        ),
        Column(
            name="mrr",
            kind=Kind.MONEY,
            says="What it brings in a month, without one-time fees, trials and tax.",
            required=True,
            example="1800",
        ),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the currency.", example="EUR"),
        Column(name="status", kind=Kind.TEXT, says="Active, cancelled, past due.", example="active"),
        Column(name="is_trial", kind=Kind.FLAG, says="Whether it is a trial.", example="no"),
    ),
)
