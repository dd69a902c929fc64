"""Cancellations: who left and when, as a list of its own says."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

cancellations = Table(
    label="Cancellations",
    one_row="a customer that left, on one day",
    columns=(
        Column(
            name="customer",
            kind=Kind.ID,
            says="The id or name of the customer that left.",
            required=True,
            refers_to=("customers.customer", "customers.name", "subscriptions.customer"),
            example="C-118",
        ),
        Column(
            name="cancelled_on",
            kind=Kind.DATE,
            says="The day it left.",
            required=True,
            is_event=True,
            example="2026-02-28",
        ),
        Column(name="reason", kind=Kind.TEXT, says="Why it left.", example="Price"),
    ),
)
