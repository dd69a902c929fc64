"""Open deals, as they stand on the day the data end."""

from revops.metric import Metric
from revops.metrics.outreach import unheard
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
SALESOPS = (Team.SALESOPS,)

open_pipeline = Metric(
    label="Open pipeline",
    says="What all open deals would bring if every one of them were won.",
    counts="The full amount of every open deal.",
    leaves_out="Open deals without an amount: they are counted apart and never taken for 0.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="No deal is open.",
    formula="sum of the amounts of open deals",
    kind=Kind.TOTAL,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.FORECASTING,
    source="greek-text",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=1,
    is_headline=True,
    rows="""
        select deal_id, opened_on as on_date, amount as value
        from deals
        where outcome = 'open'
    """,
    rivals={
        "without_overdue": """
            select deal_id, opened_on as on_date, amount as value
            from deals
            cross join clock
            where outcome = 'open' and expected_close_on >= as_of
        """,
    },
    rival_labels={"without_overdue": "Only deals expected to close from now on"},
)

pipeline_by_stage = Metric(
    label="Deals in each stage",
    says="Where your open deals stand; the number is the share of the fullest stage.",
    counts="Every open deal, once, in the stage the file gives it.",
    leaves_out="Won and lost deals.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="No deal is open.",
    formula="open deals in a stage / open deals",
    kind=Kind.DISTRIBUTION,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=SALESOPS,
    group=Group.FORECASTING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    rows="""
        select deal_id, opened_on as on_date, stage as category
        from deals
        where outcome = 'open'
    """,
    rivals={
        "by_amount": """
            select deal_id, opened_on as on_date, stage as category, amount as value
            from deals
            where outcome = 'open'
        """,
        "without_overdue": """
            select deal_id, opened_on as on_date, stage as category
            from deals
            cross join clock
            where outcome = 'open' and expected_close_on >= as_of
        """,
    },
    rival_labels={
        "by_amount": "Weighted with the amounts",
        "without_overdue": "Only deals expected to close from now on",
    },
    stands_for="The one number is the share of the largest stage: {category}.",
)

overdue_deal_share = Metric(
    label="Overdue deals",
    says="The share of your open deals whose expected closing date has passed.",
    counts="Every open deal with an expected closing date.",
    leaves_out="Open deals without such a date: nobody can tell whether they are late.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="No deal is open.",
    formula="open deals expected to close before today / open deals with an expected closing date",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.FORECASTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=20,
    rows="""
        select deal_id, expected_close_on as on_date, expected_close_on < as_of as part
        from deals
        cross join clock
        where outcome = 'open'
    """,
)

stale_deal_share = Metric(
    label="Stale deals",
    says="The share of your open deals that nobody has touched for a long time.",
    counts="Every open deal with a last activity or a next step; long is 30 days, or a quarter of the median cycle.",
    leaves_out="Open deals that carry neither date.",
    belongs_to="The day the data end; the file does not tell how things stood before.",
    unknown_when="No deal is open.",
    formula="open deals whose last activity and next step lie too far back / open deals with either date",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.FORECASTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=20,
    rows="""
        with won as (
            select date_diff('day', opened_on, closed_on) as days, count(*) as deals
            from deals
            where outcome = 'won' and closed_on >= opened_on
            group by date_diff('day', opened_on, closed_on)
        ),
        ranked as (
            select days, sum(deals) over (order by days nulls first) as up_to, sum(deals) over () as deals
            from won
        ),
        patience as (
            select greatest(30e0, coalesce(min(days), 0) / 4e0) as days
            from ranked
            where 2 * up_to >= deals
        )
        select
            deals.deal_id,
            coalesce(deals.last_activity_on, deals.next_step_on) as on_date,
            date_diff(
                'day',
                greatest(
                    coalesce(deals.last_activity_on, deals.next_step_on),
                    coalesce(deals.next_step_on, deals.last_activity_on)
                ),
                clock.as_of
            ) > patience.days as part
        from deals
        cross join clock
        cross join patience
        where deals.outcome = 'open'
    """,
    optional=("deals.opened_on", "deals.closed_on"),
    one_of=(("deals.last_activity_on", "deals.next_step_on"),),
)

self_sourced_share = Metric(
    label="Deals from own outreach",
    says="The share of your deals that the reps found themselves instead of waiting for them.",
    counts="Every deal opened in the window with a source; own outreach is a source that names outbound, outreach, "
    "prospecting, cold calls or mails, field sales, or the rep, in any language that files are read in.",
    leaves_out="Deals without a source.",
    belongs_to="The month the deal was opened.",
    unknown_when="No deal was opened in the window.",
    formula="deals from own outreach / deals with a source",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=SALESOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows="""
        select
            deals.deal_id,
            deals.opened_on as on_date,
            case when deals.source is not null then deal_sources.is_outreach end as part
        from deals
        left join deal_sources on deal_sources.source = deals.source
    """,
    cautions=unheard("is_outreach", "higher"),
)
