"""Stage changes: the event log of a pipeline."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

stage_changes = Table(
    label="Stage changes",
    one_row="a deal entering a stage",
    identity=("deal_id", "stage", "entered_on"),
    columns=(
        Column(
            name="deal_id",
            kind=Kind.ID,
            says="The deal that moved.",
            required=True,
            example="D-1042",
            refers_to=("deals.deal_id",),
        ),
        Column(name="stage", kind=Kind.TEXT, says="The stage it entered.", required=True, example="Proposal"),
        Column(
            name="entered_on",
            kind=Kind.DATE,
            says="The day it entered.",
            required=True,
            is_event=True,
            example="2026-04-01",
        ),
    ),
)
