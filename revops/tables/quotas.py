"""Quotas: what a rep or team is to sell in a period."""

from revops.tables.table import Column, Matrix, Span, Table
from revops.vocabulary import ColumnKind as Kind

quotas = Table(
    label="Quotas",
    one_row="the target of a rep or team for a period",
    identity=("owner", "period_start", "period_end"),
    orders=(("period_start", "period_end"),),
    matrix=Matrix(labels=("owner",), on="period_start", until="period_end", amount="amount", is_named=True),
    span=Span(start="period_start", end="period_end", of=("owner",), has_last_day=True),
    may_be_planned=True,
    columns=(
        Column(name="owner", kind=Kind.TEXT, says="The rep or team; empty for the whole company.", example="Rep 3"),
        Column(
            name="period_start",
            kind=Kind.DATE,
            says="The first day of the period.",
            required=True,
            example="2026-01-01",
        ),
        Column(
            name="period_end",
            kind=Kind.DATE,
            says="The last day of the period.",
            required=True,
            example="2026-03-31",
        ),
        Column(name="amount", kind=Kind.MONEY, says="What is to be sold.", required=True, example="90000"),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the currency.", example="EUR"),
    ),
)
