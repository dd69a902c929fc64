"""Recurring revenue as a whole: how it grows, how steadily, and on how few customers it rests."""

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.recurring import EDGE
from revops.vocabulary import Better, Entity, Fact, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
REVOPS = (Team.REVOPS,)

top_customer_share = Metric(
    label="Largest customer",
    says="How much of your monthly revenue hangs on your largest customer.",
    counts="Every customer with a running subscription, all its subscriptions together.",
    leaves_out="Trials, one-time fees and subscriptions that have ended.",
    belongs_to="The end of each month; the month still running stands at the day the data end.",
    unknown_when="Nobody pays at the end of the last month.",
    formula="MRR of the largest customer / MRR",
    kind=Kind.TOTAL,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=BOTH,
    group=Group.KEEPING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    rows="""
        select customer, month as on_date, mrr as value
        from customer_months
        where mrr <> 0 or nobody_pays
    """,
    estimate="largest_share",
    cautions=EDGE,
)

revenue_growth = Metric(
    label="Revenue growth",
    says="How much more recurring revenue you have than twelve months before.",
    counts="What all customers pay at the end of the last whole month, and what all paid twelve months before.",
    leaves_out="Trials, one-time fees, and the month still running.",
    belongs_to="The end of the month that is compared with the one twelve months before.",
    unknown_when="Nobody paid twelve months before the last whole month, so there is nothing to compare with.",
    formula="MRR now / MRR twelve months before - 1",
    kind=Kind.DERIVED,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="greek-text",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    made_of=Derived(
        of={
            "now": Ingredient(
                label="MRR at the end of the last whole month",
                kind=Kind.TOTAL,
                unit=Unit.MONEY_PER_MONTH,
                of=Entity.CUSTOMER,
                timing=Timing.MONTH_END,
                rows="""
                    select customer, month as on_date, mrr as value
                    from customer_months
                    where is_whole and (mrr <> 0 or year_ago_mrr <> 0 or nobody_pays)
                """,
            ),
            "then": Ingredient(
                label="MRR twelve months before",
                kind=Kind.TOTAL,
                unit=Unit.MONEY_PER_MONTH,
                of=Entity.CUSTOMER,
                timing=Timing.MONTH_END,
                rows="""
                    select customer, month as on_date, year_ago_mrr as value
                    from customer_months
                    where is_whole and (mrr <> 0 or year_ago_mrr <> 0 or nobody_pays)
                """,
            ),
        },
        formula=lambda now, then: now / then - 1,
    ),
    cautions=EDGE,
)

real_revenue_growth = Metric(
    label="Real revenue growth",
    says="How much your recurring revenue has grown beyond what prices rose anyway.",
    counts="The growth over twelve months, and the inflation you gave for the same time.",
    leaves_out="Nothing: prices are not those of your own customers but the ones you name.",
    belongs_to="The end of the month that is compared with the one twelve months before.",
    unknown_when="Nobody paid twelve months before the last whole month, or no inflation is given.",
    formula="(1 + revenue growth) / (1 + inflation) - 1",
    kind=Kind.DERIVED,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    made_of=Derived(
        of={"growth": "revenue_growth"},
        formula=lambda growth, inflation: (1 + growth) / (1 + inflation) - 1,
        facts=(Fact.INFLATION,),
    ),
    cautions=EDGE,
)

_CONTRACTED = Ingredient(
    label="Revenue of the next twelve months that is contracted",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    of=Entity.CUSTOMER,
    timing=Timing.SNAPSHOT,
    minimum=20,
    rows="""
        select
            customer,
            clock.as_of as on_date,
            case when ended_on is not null then mrr * least(date_diff('day', clock.as_of, ended_on), 365) end as part,
            mrr * 365 as whole
        from subscriptions
        cross join clock
        where mrr > 0
          and not coalesce(is_trial, false)
          and started_on <= clock.as_of
          and (ended_on is null or ended_on > clock.as_of)
    """,
    optional=("subscriptions.is_trial",),
)
"""Contracts without an end stay out: whether they can be cancelled tomorrow or run on, no file tells."""

revenue_predictability = Metric(
    label="Revenue predictability",
    says="How close each month's recurring revenue lies to its own trend: 100% lies on it every month.",
    counts="The recurring revenue at the end of every whole month in the window.",
    leaves_out="Trials, one-time fees, and the month still running.",
    belongs_to="The end of each month.",
    unknown_when="Fewer than four whole months of recurring revenue lie in the window, or in one of them nobody pays.",
    formula="1 - standard deviation of log MRR around its Theil-Sen line",
    kind=Kind.SERIES,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=12,
    rows="""
        select customer, month as on_date, 'mrr' as category, mrr as value
        from customer_months
        where is_whole and (mrr <> 0 or nobody_pays)
    """,
    rivals={"contracted": Derived(of={"contracted": _CONTRACTED}, formula=lambda contracted: contracted)},
    rival_labels={"contracted": "What running contracts with an end cover of the next twelve months at today's MRR"},
    estimate="steadiness",
    stands_for="Counted in months: a steady rise or fall is no surprise, only what departs from it. By month: its "
    "revenue as a share of what the line says.",
    cautions=EDGE,
)
