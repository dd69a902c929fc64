"""Spend: what marketing and sales cost."""

from revops.tables.table import Column, Matrix, Table
from revops.vocabulary import ColumnKind as Kind

spend = Table(
    label="Spend",
    one_row="the cost of a day or a month",
    matrix=Matrix(labels=("channel", "campaign", "department"), on="spent_on", amount="amount"),
    may_be_planned=True,
    columns=(
        Column(
            name="spent_on",
            kind=Kind.DATE,
            says="The day of the cost, or the last day of its month.",
            required=True,
            is_event=True,
            example="2026-03-31",
        ),
        Column(name="amount", kind=Kind.MONEY, says="What it cost.", required=True, example="4200"),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the currency.", example="EUR"),
        Column(name="channel", kind=Kind.TEXT, says="The channel it was spent on.", example="Paid search"),
        Column(name="campaign", kind=Kind.TEXT, says="The campaign it was spent on.", example="Spring guide"),
        Column(
            name="department",
            kind=Kind.CHOICE,
            says="Marketing or sales.",
            choices=("marketing", "sales"),
            example="marketing",
        ),
        Column(name="is_monthly", kind=Kind.FLAG, says="Whether the row stands for a whole month.", made=True),
    ),
)
