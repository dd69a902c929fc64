"""Deals: opportunities of a CRM, open and closed."""

from revops.tables.table import Column, Table
from revops.vocabulary import ColumnKind as Kind

deals = Table(
    label="Deals",
    one_row="one sales opportunity",
    identity=("deal_id",),
    likeness=("name", "account", "opened_on"),
    asks_for=("opened_on", "closed_on"),
    orders=(("opened_on", "closed_on"), ("first_contact_on", "closed_on")),
    columns=(
        Column(name="deal_id", kind=Kind.ID, says="The CRM's own id of the deal.", example="D-1042"),
        Column(name="name", kind=Kind.TEXT, says="What the deal is called.", example="Northwind, 40 seats"),
        Column(name="account", kind=Kind.TEXT, says="The company that buys.", is_key_field=True, example="Northwind"),
        Column(name="owner", kind=Kind.TEXT, says="The rep who works the deal.", is_key_field=True, example="Rep 3"),
        Column(
            name="stage",
            kind=Kind.TEXT,
            says="Where the deal stands in the pipeline.",
            required=True,
            is_key_field=True,
            example="Proposal",
        ),
        Column(
            name="outcome",
            kind=Kind.CHOICE,
            says="Won, lost or open, told by the stage.",
            required=True,
            choices=("won", "lost", "open"),
            made=True,
            example="open",
        ),
        Column(
            name="amount",
            kind=Kind.MONEY,
            says="What the customer pays over the whole contract.",
            is_key_field=True,
            example="24000",
        ),
        Column(name="currency", kind=Kind.TEXT, says="Three-letter code of the amount's currency.", example="EUR"),
        Column(name="one_time_fees", kind=Kind.MONEY, says="The part of the amount that is paid once.", example="2000"),
        Column(name="term_months", kind=Kind.NUMBER, says="Length of the contract in months.", example="12"),
        Column(
            name="opened_on",
            kind=Kind.DATE,
            says="The day the opportunity was opened.",
            is_event=True,
            is_key_field=True,
            example="2026-03-02",
        ),
        Column(
            name="closed_on",
            kind=Kind.DATE,
            says="The day the deal was won or lost.",
            is_event=True,
            example="2026-05-18",
        ),
        Column(
            name="expected_close_on",
            kind=Kind.DATE,
            says="The day an open deal is expected to close.",
            is_key_field=True,
            example="2026-06-30",
        ),
        Column(
            name="first_contact_on",
            kind=Kind.DATE,
            says="The day of the first contact with the buyer.",
            is_event=True,
            example="2026-02-11",
        ),
        Column(name="source", kind=Kind.TEXT, says="Where the deal came from.", is_key_field=True, example="Referral"),
        Column(name="segment", kind=Kind.TEXT, says="The kind of customer.", example="Mid-market"),
        Column(name="product", kind=Kind.TEXT, says="What is sold.", example="Team plan"),
        Column(
            name="kind",
            kind=Kind.CHOICE,
            says="New business, expansion or renewal.",
            choices=("new", "expansion", "renewal"),
            example="new",
        ),
        Column(name="loss_reason", kind=Kind.TEXT, says="Why the deal was lost.", example="Price"),
        Column(name="probability", kind=Kind.SHARE, says="The CRM's chance of winning.", example="0.4"),
        Column(name="forecast_category", kind=Kind.TEXT, says="The rep's forecast category.", example="Commit"),
        Column(
            name="last_activity_on", kind=Kind.DATE, says="The day somebody last did something.", example="2026-05-02"
        ),
        Column(name="next_step_on", kind=Kind.DATE, says="The day the next step is due.", example="2026-05-20"),
        Column(
            name="lead_id",
            kind=Kind.ID,
            says="The lead this deal came from.",
            example="L-2210",
            refers_to=("leads.lead_id",),
        ),
    ),
)
