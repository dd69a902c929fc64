"""What it costs to win a customer, and what one is worth."""

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.costing import WAITS, no_salaries
from revops.metrics.recurring import EDGE
from revops.vocabulary import Better, Entity, Fact, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)

customer_acquisition_cost = Metric(
    label="Customer acquisition cost (CAC)",
    says="What it costs you in sales and marketing to win one customer.",
    counts="All costs of sales and marketing, and customers by their first won deal of new business, in the whole "
    "months that both files cover. Without any won deal, customers by their first paid subscription.",
    leaves_out="Salaries and tools that the file of costs does not hold; expansions and renewals; the month still "
    "running.",
    belongs_to="The month the customer was won. Marketing counts as many months before as half of the leads need to "
    "become customers, sales half as long as half of the deals are open before they are won. Where no deal is linked "
    "to its lead, ten or more companies tell by their first lead and first won deal; else leads tell by the day they "
    "were converted.",
    unknown_when="No whole month of the window is covered by both costs and new customers, or none was won in them.",
    formula="(marketing cost + sales cost of the months that led to them) / new customers",
    kind=Kind.RATIO,
    unit=Unit.MONEY,
    better=Better.LOWER,
    models=BOTH,
    group=Group.FILLING,
    source="saas-standards",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=6,
    divides_by_count=True,
    rows="""
        select month, month as on_date, marketing + sales as numerator, customers as denominator
        from acquisition_months
        where is_lagged = 1
    """,
    rivals={
        "marketing_only": """
            select month, month as on_date, marketing as numerator, customers as denominator
            from acquisition_months
            where is_lagged = 1
        """,
        "same_month": """
            select month, month as on_date, marketing + sales as numerator, customers as denominator
            from acquisition_months
            where is_lagged = 0
        """,
    },
    rival_labels={
        "marketing_only": "Marketing alone, without the cost of sales (paid CAC)",
        "same_month": "Costs and customers of the same month",
    },
    one_of=(("spend.amount",), ("deals.closed_on", "subscriptions.started_on")),
    cautions={**no_salaries("higher"), **WAITS},
    undivided="Costs are not known by kind of customer, so it is not broken down; the cost of a lead is, by channel.",
)

_NEW_ARPA = Ingredient(
    label="What a new customer pays a month",
    kind=Kind.MEAN,
    unit=Unit.MONEY_PER_MONTH,
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select customer, month as on_date, mrr as value
        from customer_months
        where is_first
          and mrr > 0
          and place > (select min(paying.place) from customer_months as paying where paying.mrr > 0)
    """,
)

cac_payback_months = Metric(
    label="CAC payback",
    says="After how many months a new customer has brought back what it cost to win it.",
    counts="The cost of winning a customer, and what customers who are new in the window pay in their first month.",
    leaves_out="Customers of the first month of the file, where everybody counts as new; later rises and losses.",
    belongs_to="The month the customer was won.",
    unknown_when="No customer is new in the window, or a part of the formula is not known.",
    formula="CAC / (MRR of a new customer x gross margin)",
    kind=Kind.DERIVED,
    unit=Unit.MONTHS,
    better=Better.LOWER,
    models=BOTH,
    group=Group.FILLING,
    source="saas-standards",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=6,
    made_of=Derived(
        of={"cost": "customer_acquisition_cost", "paid": _NEW_ARPA},
        formula=lambda cost, paid, gross_margin: cost / (paid * gross_margin),
        facts=(Fact.GROSS_MARGIN,),
    ),
    rivals={
        "without_margin": Derived(
            of={"cost": "customer_acquisition_cost", "paid": _NEW_ARPA}, formula=lambda cost, paid: cost / paid
        ),
    },
    rival_labels={"without_margin": "Of revenue, as if delivering cost nothing"},
    cautions=no_salaries("longer"),
    undivided="Costs are not known by kind of customer, so it is not broken down; the cost of a lead is, by channel.",
)

_ARPA = Ingredient(
    label="What a customer pays a month",
    kind=Kind.MEAN,
    unit=Unit.MONEY_PER_MONTH,
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=30,
    rows="""
        select customer, month as on_date, mrr as value
        from customer_months
        where mrr > 0
    """,
)

_LIVES = """
    with life as (
        select
            subscriptions.customer,
            min(subscriptions.started_on) as first_on,
            max(coalesce(subscriptions.ended_on, date '9999-12-31')) as last_on,
            sum(case when subscriptions.started_on = beginning.first_on then subscriptions.mrr else 0e0 end)
                as first_mrr
        from subscriptions
        join (
            select customer, min(started_on) as first_on
            from subscriptions
            where mrr > 0 and not coalesce(is_trial, false)
            group by customer
        ) as beginning on beginning.customer = subscriptions.customer
        where subscriptions.mrr > 0 and not coalesce(subscriptions.is_trial, false)
        group by subscriptions.customer
    ),
    leaving as (
        select min(life.last_on) as first_on from life cross join clock where life.last_on <= clock.as_of
    )
    select
        life.customer,
        clock.as_of as on_date,
        date_diff('day', life.first_on, case when life.last_on <= clock.as_of then life.last_on else clock.as_of end)
            as days,
        case
            when life.last_on > clock.as_of then 'is_there'
            when life.last_on = leaving.first_on then 'left_first'
            else 'left'
        end as outcome,
        life.first_mrr as value
    from life
    cross join leaving
    cross join clock
    where life.first_on <= clock.as_of
    union all
    select
        life.customer,
        clock.as_of as on_date,
        date_diff('day', life.first_on, leaving.first_on) as days,
        'came_in' as outcome,
        life.first_mrr as value
    from life
    cross join leaving
    cross join clock
    where life.first_on < leaving.first_on and life.last_on > leaving.first_on
"""
"""Each customer from its first paid day to its last, or to the day the data end; it weighs what it paid at first.

With how old each was on the day on which the first one left: before it the file may know only those who stayed. A
customer who paused counts through. Paying more later adds no weight, for those who stay long are those who grow.
"""


def _lifetime(label: str, estimate: str) -> Ingredient:
    return Ingredient(
        label=label,
        kind=Kind.TIME_TO_EVENT,
        unit=Unit.MONTHS,
        of=Entity.CUSTOMER,
        timing=Timing.SNAPSHOT,
        minimum=100,
        rows=_LIVES,
        estimate="projected_lifetime" if estimate == "projected" else "lifetime",
        event="left",
        optional=("subscriptions.ended_on", "subscriptions.is_trial"),
    )


customer_lifetime_value = Metric(
    label="Customer lifetime value (CLV)",
    says="What a customer brings you in gross margin, as far as the lives of your customers so far can show.",
    counts="What a customer pays a month, and how long customers stay: from the first paid day to the last, those "
    "still paying followed to the day the data end, each by what it paid at first.",
    leaves_out="All time beyond the age that ten customers have been followed to, so it is a lower end; trials.",
    belongs_to="The end of the last month; lives count from all of the file.",
    unknown_when="Fewer than ten customers have left, so their lives say too little about how long one stays.",
    formula="MRR per customer x gross margin x months a customer stays, as far as seen",
    kind=Kind.DERIVED,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=100,
    made_of=Derived(
        of={"paid": _ARPA, "months": _lifetime("Months a customer stays, as far as seen", "seen")},
        formula=lambda paid, months, gross_margin: paid * months * gross_margin,
        facts=(Fact.GROSS_MARGIN,),
    ),
    rivals={
        "projected": Derived(
            of={"paid": _ARPA, "months": _lifetime("Months a customer stays, projected to 60", "projected")},
            formula=lambda paid, months, gross_margin: paid * months * gross_margin,
            facts=(Fact.GROSS_MARGIN,),
        ),
        "over_churn": Derived(
            of={"paid": _ARPA, "churn": "customer_churn_rate"},
            formula=lambda paid, churn, gross_margin: paid * gross_margin / churn,
            facts=(Fact.GROSS_MARGIN,),
        ),
    },
    rival_labels={
        "projected": "Projected to 60 months at the pace seen so far",
        "over_churn": "MRR per customer x gross margin / monthly churn, as if churn never changed",
    },
    cautions=EDGE,
)

ltv_to_cac = Metric(
    label="Lifetime value to acquisition cost (LTV:CAC)",
    says="How many times over a customer brings back what it cost to win it.",
    counts="The lifetime value as far as seen, and the cost of winning a customer.",
    leaves_out="All time beyond the age that ten customers have been followed to, so it is a lower end.",
    belongs_to="The end of the last month; costs count in the window.",
    unknown_when="Lifetime value or acquisition cost is not known.",
    formula="CLV / CAC",
    kind=Kind.DERIVED,
    unit=Unit.RATIO,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.KEEPING,
    source="saas-standards",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    minimum=6,
    made_of=Derived(
        of={"worth": "customer_lifetime_value", "cost": "customer_acquisition_cost"},
        formula=lambda worth, cost: worth / cost,
    ),
    rivals={
        "projected": Derived(
            of={"worth": "customer_lifetime_value:projected", "cost": "customer_acquisition_cost"},
            formula=lambda worth, cost: worth / cost,
        ),
        "over_churn": Derived(
            of={"worth": "customer_lifetime_value:over_churn", "cost": "customer_acquisition_cost"},
            formula=lambda worth, cost: worth / cost,
        ),
    },
    rival_labels={
        "projected": "With the value projected to 60 months",
        "over_churn": "With the value by churn, as if it never changed",
    },
    cautions=no_salaries("lower"),
    undivided="Costs are not known by kind of customer, so it is not broken down; the cost of a lead is, by channel.",
)
