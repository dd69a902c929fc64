"""What was booked: how much a contract brings in a year, how late deals come up, and which way they come."""

from revops.metric import Metric
from revops.metrics.outreach import unheard
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
SALESOPS = (Team.SALESOPS,)

average_contract_value = Metric(
    label="Average contract value (ACV)",
    says="What a contract that you win brings in a year, without what is paid only once.",
    counts="Every deal won in the window with an amount and a length; of contracts over a year long, one year of it.",
    leaves_out="Won deals without an amount or a length, and those whose one-time fees exceed the amount. Contracts "
    "under a year count for what they bring, since no file tells whether they are renewed.",
    belongs_to="The month the deal was won.",
    unknown_when="No deal was won in the window.",
    formula="mean of (amount - one-time fees) / years, a year at least",
    kind=Kind.MEAN,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.WINNING,
    source="persian-glossary",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select
            deal_id,
            closed_on as on_date,
            case
                when term_months > 0 and amount >= coalesce(one_time_fees, 0)
                then (amount - coalesce(one_time_fees, 0)) * 12 / greatest(term_months, 12)
            end as value
        from deals
        where outcome = 'won'
    """,
    rivals={
        "short_ones_renewed": """
            select
                deal_id,
                closed_on as on_date,
                case
                    when term_months > 0 and amount >= coalesce(one_time_fees, 0)
                    then (amount - coalesce(one_time_fees, 0)) * 12 / term_months
                end as value
            from deals
            where outcome = 'won'
        """,
        "with_fees": """
            select
                deal_id,
                closed_on as on_date,
                case when term_months > 0 then amount * 12 / greatest(term_months, 12) end as value
            from deals
            where outcome = 'won'
        """,
    },
    rival_labels={
        "short_ones_renewed": "Contracts under a year taken as renewed until it is full",
        "with_fees": "One-time fees included",
    },
    optional=("deals.one_time_fees",),
    cautions={
        "Won contracts that run for less than a year: {n}. They count for what they bring; if they renew by "
        "themselves, a year brings more.": """
            select count(*) as n
            from deals
            cross join clock
            where outcome = 'won'
              and term_months > 0
              and term_months < 12
              and (clock.since is null or closed_on between clock.since and clock.until)
        """,
    },
)

in_period_bookings_share = Metric(
    label="In-period bookings",
    says="How much of what you win was not in the pipeline yet when its quarter began.",
    counts="The amount of every deal won in the window; as in-period, if it was opened in the calendar quarter in "
    "which it was won.",
    leaves_out="Won deals without an amount or an opening date.",
    belongs_to="The month the deal was won.",
    unknown_when="No deal was won in the window.",
    formula="amount won of deals opened in the quarter of their closing / amount won",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=BOTH,
    group=Group.FORECASTING,
    source="persian-glossary",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=10,
    of_quarters=True,
    rows="""
        select
            deal_id,
            closed_on as on_date,
            case
                when opened_on >= cast(date_trunc('quarter', closed_on) as date) then amount
                when opened_on is not null then 0e0
            end as part,
            amount as whole
        from deals
        where outcome = 'won'
    """,
    rivals={
        "by_count": """
            select
                deal_id,
                closed_on as on_date,
                opened_on >= cast(date_trunc('quarter', closed_on) as date) as part
            from deals
            where outcome = 'won'
        """,
        "by_month": """
            select
                deal_id,
                closed_on as on_date,
                case
                    when opened_on >= cast(date_trunc('month', closed_on) as date) then amount
                    when opened_on is not null then 0e0
                end as part,
                amount as whole
            from deals
            where outcome = 'won'
        """,
    },
    rival_labels={
        "by_count": "Of the deals, whatever their amount",
        "by_month": "Opened in the very month in which it was won",
    },
    cautions={
        "Deals won on the day they were opened: {n}. Dates made by an import are no in-period bookings.": """
            select count(*) as n
            from deals
            cross join clock
            where outcome = 'won'
              and opened_on = closed_on
              and (clock.since is null or closed_on between clock.since and clock.until)
        """,
    },
)

direct_sales_share = Metric(
    label="Direct sales",
    says="How much of what you win your own people sold directly, instead of through marketing, partners or referrals.",
    counts="The amount of every deal won in the window with a source; direct is a source that names direct or field "
    "sales, outbound, outreach, prospecting, cold calls or mails, or the rep, in any language that files are read in.",
    leaves_out="Won deals without an amount or a usable source. Direct traffic and direct mail are marketing.",
    belongs_to="The month the deal was won.",
    unknown_when="No deal was won in the window.",
    formula="amount won from direct sources / amount won with a source",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=SALESOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select
            deals.deal_id,
            deals.closed_on as on_date,
            case
                when deals.source is null or deal_sources.source is null then null
                when deal_sources.is_direct then deals.amount
                else 0e0
            end as part,
            deals.amount as whole
        from deals
        left join deal_sources on deal_sources.source = deals.source
        where deals.outcome = 'won'
    """,
    cautions=unheard("is_direct", "higher"),
)
