"""Activities: calls, meetings, e-mails and other work that was logged."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

activities = Table(
    label="Activities",
    one_row="one logged activity",
    columns=(
        Column(name="owner", kind=Kind.TEXT, says="Who did it.", example="Rep 3"),
        Column(
            name="done_on",
            kind=Kind.DATE,
            says="The day it was done.",
            required=True,
            is_event=True,
            example="2026-03-12",
        ),
        Column(
            name="kind",
            kind=Kind.TEXT,
            says="What was done, such as a call, a meeting or paperwork.",
            required=True,
            example="Call",
        ),
        Column(name="minutes", kind=Kind.NUMBER, says="How long it took, in minutes.", example="25"),
        Column(
            name="deal_id",
            kind=Kind.ID,
            says="The deal it was done for.",
            refers_to=("deals.deal_id",),
            example="D-1042",
        ),
    ),
)
