"""Customers and what they pay each month."""

from revops.metric import Metric
from revops.metrics.vendor_rules import MRR_LABELS, MRR_RULES, OPTIONAL
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
REVOPS = (Team.REVOPS,)

EDGE = {
    "Customers who have ended since the last subscription in the file began: {n}, at least half of all. Check whether "
    "the file simply stops there before you read this as churn.": """
        select count(case when last_end <= as_of then 1 end) as n
        from (
            select customer, max(coalesce(ended_on, date '9999-12-31')) as last_end
            from subscriptions
            where mrr > 0 and not coalesce(is_trial, false)
            group by customer
        ) as ending
        cross join (
            select max(started_on) as last_start
            from subscriptions
            where mrr > 0 and not coalesce(is_trial, false)
        ) as beginning
        cross join clock
        where last_end > last_start
        having 2 * count(case when last_end <= as_of then 1 end) >= count(*)
    """,
    "Customers that a file calls cancelled and that still pay by the subscriptions: {n}. True churn may be higher, and "
    "what stays lower; the disagreements between the files name them.": """
        select count(*) as n from cancelled_and_paying where is_paying
    """,
    "Subscriptions in the file: {n}, and every one of them ends, the last within a month of where the data end. Check "
    "whether the file simply stops there before you read the last ends as churn.": """
        select count(*) as n
        from subscriptions
        cross join clock
        where mrr > 0 and not coalesce(is_trial, false) and started_on <= as_of
        having min(case when ended_on is null then 0 else 1 end) = 1
          and max(ended_on) >= max(as_of)
          and max(ended_on) <= max(as_of) + interval '1' month
    """,
}
"""Ends after the last start, or of all there is, are as likely the edge of the extract as churn, and those that only
another file knows are none."""

_BEGINNING = {
    "Customers in the first month of the file, who all count as new there: {n}.": """
        select count(*) as n
        from customer_months
        cross join clock
        where is_first
          and place = (select min(first_month.place) from customer_months as first_month)
          and month >= coalesce(clock.since, month)
    """
}

mrr = Metric(
    label="Monthly recurring revenue (MRR)",
    says="What your customers pay you each month, at the end of the last month.",
    counts="Every customer with a running subscription, all its subscriptions together.",
    leaves_out="Trials, one-time fees and subscriptions that have ended.",
    belongs_to="The end of each month; the month still running stands at the day the data end.",
    unknown_when="There are no subscriptions with a monthly amount.",
    formula="sum of the monthly amounts running at month end",
    kind=Kind.TOTAL,
    unit=Unit.MONEY_PER_MONTH,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="saas-standards",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    is_headline=True,
    rows="""
        select customer, month as on_date, mrr as value
        from customer_months
        where mrr <> 0 or nobody_pays
    """,
    rivals=MRR_RULES,
    rival_labels=MRR_LABELS,
    optional=OPTIONAL,
    moved_by={"mrr_movements": 1},
    cautions=EDGE,
)

arr = Metric(
    label="Annual recurring revenue (ARR)",
    says="What your running subscriptions would bring in a year if nothing changed.",
    counts="Every customer with a running subscription, all its subscriptions together.",
    leaves_out="Trials, one-time fees and subscriptions that have ended.",
    belongs_to="The end of each month; the month still running stands at the day the data end.",
    unknown_when="There are no subscriptions with a monthly amount.",
    formula="12 x monthly recurring revenue",
    kind=Kind.TOTAL,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    rows="""
        select customer, month as on_date, 12 * mrr as value
        from customer_months
        where mrr <> 0 or nobody_pays
    """,
    moved_by={"mrr_movements": 12},
    cautions=EDGE,
)

mrr_movements = Metric(
    label="MRR movements",
    says="Where the change of your monthly revenue came from, month by month.",
    counts="Every customer whose monthly amount differs from the month before, as one movement.",
    leaves_out="Customers who pay the same as the month before, and changes that cancel out within a customer.",
    belongs_to="The month at whose end the amount is first seen; contraction and churn count as negative.",
    unknown_when="There are no subscriptions with a monthly amount.",
    formula="new + expansion + reactivation + contraction + churn = closing MRR - opening MRR",
    kind=Kind.SERIES,
    unit=Unit.MONEY_PER_MONTH,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="chartmogul",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=1,
    rows="""
        select
            customer,
            month as on_date,
            case
                when is_first then 'new'
                when previous_mrr = 0 then 'reactivation'
                when mrr = 0 then 'churn'
                when mrr > previous_mrr then 'expansion'
                else 'contraction'
            end as category,
            mrr - previous_mrr as value
        from customer_months
        where mrr <> previous_mrr
    """,
    stands_for="The one number is the net change over the window: all movements added up.",
    cautions={**_BEGINNING, **EDGE},
)

customer_count = Metric(
    label="Customers",
    says="How many customers pay you at the end of the last month.",
    counts="Every customer with a running subscription, once, however many subscriptions it has.",
    leaves_out="Trials, free subscriptions and customers who have left.",
    belongs_to="The end of each month; the month still running stands at the day the data end.",
    unknown_when="There are no subscriptions with a monthly amount.",
    formula="customers with MRR above 0 at month end",
    kind=Kind.TOTAL,
    unit=Unit.COUNT,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.KEEPING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=1,
    rows="""
        select customer, month as on_date, case when mrr > 0 then 1e0 else 0e0 end as value
        from customer_months
        where mrr > 0 or nobody_pays
    """,
    cautions=EDGE,
)

months_in_business = Metric(
    label="Months in business",
    says="How long ago your first customer signed.",
    counts="The earlier of the first won deal and the first paid subscription.",
    leaves_out="Open and lost deals; trials; whatever happened before the file begins.",
    belongs_to="The day the data end.",
    unknown_when="No won deal has a closing date and no subscription a start.",
    formula="whole months from the first win or subscription to the end of the data",
    kind=Kind.TOTAL,
    unit=Unit.MONTHS,
    better=Better.NEITHER,
    models=BOTH,
    group=Group.KEEPING,
    source="own",
    of=Entity.MONTH,
    timing=Timing.SNAPSHOT,
    minimum=1,
    rows="""
        select
            began_on as month,
            clock.as_of as on_date,
            date_diff('month', began_on, clock.as_of)
                - case when extract(day from clock.as_of) < extract(day from began_on) then 1 else 0 end as value
        from (select min(first_on) as began_on from first_days) as beginning
        cross join clock
    """,
    one_of=(("deals.closed_on", "subscriptions.started_on"),),
    cautions={
        "Deals were opened before the first customer signed, the first {n} months before the data end: the company is "
        "at least that old.": """
            select date_diff('month', min(opened_on), min(as_of)) as n
            from deals
            cross join clock
            cross join (select min(first_on) as first_on from first_days) as beginning
            where opened_on <= as_of
            having date_diff('month', min(opened_on), min(first_on)) > 0
        """,
    },
    undivided="A company has one age, so it is not broken down.",
)
