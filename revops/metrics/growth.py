"""How the revenue of customers grows and shrinks: expansion, loss, renewal."""

from revops.metric import Metric
from revops.metrics.recurring import EDGE
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

REVOPS = (Team.REVOPS,)

revenue_churn_rate = Metric(
    label="Revenue churn",
    says="The share of your monthly revenue you lose in an average month, by customers who leave or pay less.",
    counts="What each customer paid at the start of every whole month in the window, and how much less it pays at its "
    "end.",
    leaves_out="New customers, whatever a customer pays more, and the month still running.",
    belongs_to="The month in which the revenue is gone.",
    unknown_when="No whole month in the window began with a paying customer.",
    formula="(churned + contracted MRR) / opening MRR",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    each="a month",
    better=Better.LOWER,
    models=REVOPS,
    group=Group.KEEPING,
    source="netsuite",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=100,
    rows="""
        select customer, month as on_date, earlier_mrr - least(mrr, earlier_mrr) as part, earlier_mrr as whole
        from customer_bases
        where months_apart = 1
    """,
    rivals={
        "left_only": """
            select
                customer,
                month as on_date,
                case when mrr <= 0 then earlier_mrr else 0e0 end as part,
                earlier_mrr as whole
            from customer_bases
            where months_apart = 1
        """,
        "in_a_year": """
            select customer, month as on_date, earlier_mrr - least(mrr, earlier_mrr) as part, earlier_mrr as whole
            from customer_bases
            where months_apart = 12
              and month = (select max(months.month_end) from months, clock where months.month_end <= clock.until)
        """,
    },
    rival_labels={
        "left_only": "Only from customers who left",
        "in_a_year": "Of the revenue of a year ago, the part now gone",
    },
    cautions=EDGE,
    of_leavers=True,
)

upsell_rate = Metric(
    label="Upsell",
    says="How much more your customers of the month before pay, in an average month.",
    counts="What each customer paid at the start of every whole month in the window, and how much more it pays at its "
    "end; price rises are not told apart.",
    leaves_out="New and returning customers, smaller payments, and the month still running.",
    belongs_to="The month at whose end the larger amount is first seen.",
    unknown_when="No whole month in the window began with a paying customer.",
    formula="expansion MRR / opening MRR",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    each="a month",
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=100,
    rows="""
        select customer, month as on_date, greatest(mrr, earlier_mrr) - earlier_mrr as numerator,
            earlier_mrr as denominator
        from customer_bases
        where months_apart = 1
    """,
    rivals={
        "in_a_year": """
            select customer, month as on_date, greatest(mrr, earlier_mrr) - earlier_mrr as numerator,
                earlier_mrr as denominator
            from customer_bases
            where months_apart = 12
              and month = (select max(months.month_end) from months, clock where months.month_end <= clock.until)
        """,
    },
    rival_labels={"in_a_year": "What the customers of a year ago pay more today"},
)

expansion_share_of_growth = Metric(
    label="Growth from customers you have",
    says="How much of your new monthly revenue comes from customers who pay more, instead of from new ones.",
    counts="Every first payment and every rise of a customer's monthly amount in the window.",
    leaves_out="Returning customers, smaller payments, and the first month of the file, where everybody counts as new.",
    belongs_to="The month at whose end the amount is first seen.",
    unknown_when="No customer came and none paid more in the window, after the first month of the file.",
    formula="expansion MRR / (new MRR + expansion MRR)",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.NEITHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select
            customer,
            month as on_date,
            case when previous_mrr > 0 then mrr - previous_mrr else 0e0 end as part,
            mrr - previous_mrr as whole
        from customer_months
        where mrr > previous_mrr
          and (is_first or previous_mrr > 0)
          and place > (select min(paying.place) from customer_months as paying where paying.mrr > 0)
    """,
)

lost_revenue_share = Metric(
    label="Revenue lost for revenue won",
    says="Of all that new customers bring and losses take, how much is loss: at 50% what is new only fills gaps.",
    counts="The first payment of every new customer, and every fall of a customer's monthly amount, to nothing or not.",
    leaves_out="Rises and returns of customers you had, the first month of the file, and the month still running.",
    belongs_to="The month at whose end the amount is first seen.",
    unknown_when="No customer came and none paid less in the window, after the first month of the file.",
    formula="(churned + contracted MRR) / (churned + contracted MRR + new MRR)",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=REVOPS,
    group=Group.KEEPING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select
            customer,
            month as on_date,
            case when mrr < previous_mrr then previous_mrr - mrr else 0e0 end as part,
            case when mrr < previous_mrr then previous_mrr - mrr else mrr end as whole
        from customer_months
        where is_whole
          and (mrr < previous_mrr or (is_first and mrr > 0))
          and place > (select min(paying.place) from customer_months as paying where paying.mrr > 0)
    """,
    cautions=EDGE,
)
