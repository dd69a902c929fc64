"""Leads: people or companies before there is a deal."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

leads = Table(
    label="Leads",
    one_row="one lead",
    identity=("lead_id",),
    orders=(("created_on", "mql_on"), ("created_on", "sql_on"), ("created_on", "converted_on")),
    doubted=1,
    asks_for=("created_on",),
    columns=(
        Column(name="lead_id", kind=Kind.ID, says="The id of the lead.", example="L-2210"),
        Column(
            name="created_on",
            kind=Kind.DATE,
            says="The day the lead came in.",
            is_event=True,
            is_key_field=True,
            example="2026-02-11",
        ),
        Column(name="account", kind=Kind.TEXT, says="The company that the lead is from.", example="Northwind"),
        Column(name="source", kind=Kind.TEXT, says="Where the lead came from.", is_key_field=True, example="Webinar"),
        Column(name="campaign", kind=Kind.TEXT, says="The campaign or page that brought it.", example="Spring guide"),
        Column(name="owner", kind=Kind.TEXT, says="Who works the lead.", is_key_field=True, example="Rep 3"),
        Column(name="segment", kind=Kind.TEXT, says="The kind of customer.", example="Mid-market"),
        Column(name="status", kind=Kind.TEXT, says="Where the lead stands.", is_key_field=True, example="Working"),
        Column(
            name="is_mql",
            kind=Kind.FLAG,
            says="Whether marketing calls it qualified, by the company's own rule.",
            example="yes",
        ),
        Column(
            name="mql_on",
            kind=Kind.DATE,
            says="The day it became marketing-qualified.",
            is_event=True,
            example="2026-02-14",
        ),
        Column(name="is_sql", kind=Kind.FLAG, says="Whether sales accepted it.", example="yes"),
        Column(name="sql_on", kind=Kind.DATE, says="The day sales accepted it.", is_event=True, example="2026-02-20"),
        Column(name="is_converted", kind=Kind.FLAG, says="Whether it became a deal or customer.", example="no"),
        Column(
            name="converted_on",
            kind=Kind.DATE,
            says="The day it became a deal or customer.",
            is_event=True,
            example="2026-03-02",
        ),
        Column(
            name="first_touch_on",
            kind=Kind.DATE,
            says="The day sales first touched it.",
            is_event=True,
            example="2026-02-15",
        ),
        Column(
            name="deal_id", kind=Kind.ID, says="The deal it became.", example="D-1042", refers_to=("deals.deal_id",)
        ),
    ),
)
