"""Invoices: lines of invoices and credit notes.

Where no file of subscriptions is there, lines with a service period stand in for them: each amount is spread over the
days of its period and counts as what a month of them brings. Subscriptions that a file gives always win; the two are
never added, because they tell of the same money.
"""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

invoices = Table(
    label="Invoices",
    one_row="one line of an invoice or credit note",
    orders=(("period_start", "period_end"),),
    may_be_planned=True,
    stands_in_for="subscriptions",
    has_no_id=True,
    columns=(
        Column(name="invoice_id", kind=Kind.ID, says="The number of the invoice.", example="INV-2041"),
        Column(
            name="customer",
            kind=Kind.ID,
            says="The customer who is billed.",
            required=True,
            refers_to=("customers.customer", "customers.name"),
            example="Northwind",
        ),
        Column(
            name="issued_on",
            kind=Kind.DATE,
            says="The day it was issued.",
            is_event=True,
            example="2026-01-03",
        ),
        Column(
            name="period_start",
            kind=Kind.DATE,
            says="The first day of the service that is billed.",
            example="2026-01-01",
        ),
        Column(
            name="period_end",
            kind=Kind.DATE,
            says="The last day of the service that is billed.",
            example="2026-12-31",
        ),
        Column(
            name="amount",
            kind=Kind.MONEY,
            says="What is billed, without tax; below zero for a credit.",
            required=True,
            example="21600",
        ),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the currency.", example="EUR"),
        Column(
            name="is_recurring",
            kind=Kind.FLAG,
            says="Whether it is billed again and again.",
            example="yes",
        ),
    ),
)
