"""Forecasts: what was expected of a period, and what came."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

forecasts = Table(
    label="Forecasts",
    one_row="a forecast made for a period",
    orders=(("period_start", "period_end"),),
    may_be_planned=True,
    has_no_id=True,
    columns=(
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
        Column(
            name="made_on",
            kind=Kind.DATE,
            says="The day the forecast was made.",
            is_event=True,
            example="2026-01-02",
        ),
        Column(name="amount", kind=Kind.MONEY, says="What was forecast.", required=True, example="310000"),
        Column(name="actual", kind=Kind.MONEY, says="What was sold in the end.", example="274500"),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the currency.", example="EUR"),
    ),
)
