"""Leads: how many come, how many are worth a call, how many become a deal or customer."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

marketing_qualified_leads = Metric(
    label="Marketing-qualified leads (MQL)",
    says="How many leads met your own rule for being worth the attention of sales.",
    counts="Every lead that your file marks as marketing-qualified, once.",
    leaves_out="Leads without that mark; there is no standard rule, so compare only with yourself.",
    belongs_to="The day the lead became qualified, or came in where that day is not known.",
    unknown_when="The leads carry neither a mark nor a day of marketing qualification.",
    formula="number of leads marked as marketing-qualified",
    kind=Kind.TOTAL,
    unit=Unit.COUNT,
    better=Better.HIGHER,
    models=(Team.REVOPS,),
    group=Group.FILLING,
    source="article-table",
    of=Entity.LEAD,
    timing=Timing.FLOW,
    minimum=1,
    rows="""
        select lead_id, coalesce(mql_on, created_on) as on_date, 1e0 as value
        from leads
        where coalesce(is_mql, mql_on is not null)
    """,
    optional=("leads.is_mql", "leads.mql_on", "leads.created_on"),
    one_of=(("leads.is_mql", "leads.mql_on"),),
)

sales_qualified_leads = Metric(
    label="Sales-qualified leads (SQL)",
    says="How many leads your reps accepted as worth working.",
    counts="Every lead that your file marks as accepted by sales, once.",
    leaves_out="Leads without that mark.",
    belongs_to="The day sales accepted the lead, or the day it came in where that is not known.",
    unknown_when="The leads carry neither a mark nor a day of acceptance by sales.",
    formula="number of leads accepted by sales",
    kind=Kind.TOTAL,
    unit=Unit.COUNT,
    better=Better.HIGHER,
    models=(Team.SALESOPS,),
    group=Group.FILLING,
    source="article-table",
    of=Entity.LEAD,
    timing=Timing.FLOW,
    minimum=1,
    rows="""
        select lead_id, coalesce(sql_on, created_on) as on_date, 1e0 as value
        from leads
        where coalesce(is_sql, sql_on is not null)
    """,
    optional=("leads.is_sql", "leads.sql_on", "leads.created_on"),
    one_of=(("leads.is_sql", "leads.sql_on"),),
)

lead_conversion = Metric(
    label="Lead conversion",
    says="Out of a hundred leads, how many become a deal or, where deals are linked to leads, a customer.",
    counts="Leads old enough to judge: older than nine of ten conversions take, but at least 30 and at most 180 days.",
    leaves_out="Leads too young to judge. Where deals are linked to leads, only those with a won deal are taken.",
    belongs_to="The day the lead came in, so each month follows its own leads to the end.",
    unknown_when="Leads are linked to no deal and carry no mark of conversion, or none is old enough to judge.",
    formula="ripe leads that became a deal or customer (with linked deals: customers alone) / ripe leads",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.FILLING,
    source="persian-glossary",
    of=Entity.LEAD,
    timing=Timing.COHORT,
    minimum=50,
    is_headline=True,
    rows="""
        select lead_id, created_on as on_date, is_customer as part
        from lead_outcomes
        cross join lead_ripeness
        cross join clock
        where created_on is null or date_diff('day', created_on, clock.as_of) >= ripe_days
    """,
    rivals={
        "all_leads": """
            select lead_id, created_on as on_date, is_customer as part
            from lead_outcomes
        """,
    },
    rival_labels={"all_leads": "Of all leads, also those too young to judge"},
    one_of=(
        ("leads.lead_id", "leads.created_on", "leads.source"),
        ("leads.is_converted", "leads.converted_on", "leads.deal_id", "deals.lead_id"),
    ),
    cautions={
        "Leads that the file says became a deal or customer: {n}. None is linked to its deal, so how many of these "
        "deals were won is not known.": """
            select count(*) as n
            from leads
            cross join (select count(*) as links from deal_leads) as link
            where link.links = 0 and coalesce(leads.is_converted, leads.converted_on is not null)
        """,
        "Leads of the window that are too young to judge and are left out: {n}.": """
            select count(*) as n
            from lead_outcomes
            cross join lead_ripeness
            cross join clock
            where date_diff('day', created_on, clock.as_of) < ripe_days
              and created_on between coalesce(clock.since, created_on) and clock.until
        """,
    },
)
