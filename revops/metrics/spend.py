"""Spend: what marketing costs, and what a lead costs."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

marketing_cost = Metric(
    label="Marketing cost",
    says="What you spent on marketing in the window.",
    counts="Every cost of the marketing department; without a department, every cost in the file.",
    leaves_out="Costs of the sales department; salaries and tools that the file does not hold; total rows.",
    belongs_to="The day of the cost, or the last day of its month.",
    unknown_when="There is no file of costs.",
    formula="sum of marketing costs",
    kind=Kind.TOTAL,
    unit=Unit.MONEY,
    better=Better.NEITHER,
    models=(Team.REVOPS,),
    group=Group.FILLING,
    source="greek-text",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=1,
    rows="""
        select last_day(spent_on) as month, spent_on as on_date, channel, currency, amount as value
        from spend
        where coalesce(department, 'marketing') = 'marketing'
    """,
    optional=("spend.department", "spend.channel", "spend.currency"),
)

cost_per_lead = Metric(
    label="Cost per lead",
    says="What one lead costs you in marketing.",
    counts="Marketing cost and all new leads of the months that both files cover, by channel.",
    leaves_out="Months that only one of the files covers, and the month still running; costs of the sales department.",
    belongs_to="The month of the cost and of the lead's arrival.",
    unknown_when="Costs or leads are missing, or no whole month is covered by both.",
    formula="marketing cost / new leads",
    kind=Kind.RATIO,
    unit=Unit.MONEY,
    better=Better.LOWER,
    models=(Team.SALESOPS,),
    group=Group.FILLING,
    source="article-table",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=6,
    divides_by_count=True,
    rows="""
        select month, month as on_date, channel, cost as numerator, leads as denominator
        from channel_months
    """,
    rivals={
        "paid_channels": """
            select month, month as on_date, channel, cost as numerator, leads as denominator
            from channel_months
            where channel_is_paid
        """,
    },
    rival_labels={"paid_channels": "Only leads of channels that cost something"},
    one_of=(("spend.amount",), ("leads.created_on",)),
    cautions={
        "Channels that cost something without a lead that names them: {n}. Compare channels with care.": """
            select count(*) as n
            from (
                select channel
                from channel_months
                cross join clock
                where month between coalesce(clock.since, month) and clock.until
                group by channel
                having sum(cost) > 0 and sum(leads) = 0
            ) as idle
        """,
        "Leads that name no channel: {n}. By channel these stand apart at next to no cost, and every other channel "
        "shows more than it costs.": """
            select sum(leads) as n
            from channel_months
            cross join clock
            where coalesce(trim(channel), '') = '' and month between coalesce(clock.since, month) and clock.until
            having sum(cost) = 0
        """,
    },
)
