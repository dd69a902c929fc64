"""Customers: the companies that buy, one row each."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

customers = Table(
    label="Customers",
    one_row="one company that is or was a customer",
    identity=("customer",),
    orders=(("signed_on", "churned_on"),),
    doubted=1,
    columns=(
        Column(
            name="customer",
            kind=Kind.ID,
            says="The id or name by which other files call it.",
            required=True,
            or_else="name",
            example="C-118",
        ),
        Column(name="name", kind=Kind.TEXT, says="Its name, where the customer is an id.", example="Northwind"),
        Column(name="segment", kind=Kind.TEXT, says="The kind of customer.", example="Mid-market"),
        Column(name="industry", kind=Kind.TEXT, says="What it does.", example="Logistics"),
        Column(name="employees", kind=Kind.NUMBER, says="How many people work there.", example="240"),
        Column(name="country", kind=Kind.TEXT, says="Where it is.", example="Germany"),
        Column(name="domain", kind=Kind.TEXT, says="Its web address.", example="northwind.example"),
        Column(name="owner", kind=Kind.TEXT, says="Who looks after it.", example="Rep 3"),
        Column(
            name="signed_on",
            kind=Kind.DATE,
            says="The day it became a customer.",
            is_event=True,
            example="2024-09-01",
        ),
        Column(
            name="churned_on",
            kind=Kind.DATE,
            says="The day it stopped being one; empty while it is.",
            is_event=True,
            example="2026-02-28",
        ),
    ),
)
