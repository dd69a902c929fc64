"""What stays of last year's customers and of what they paid."""

# ruff: noqa: S608 - the pieces of SQL are the words of this module, never a user's

from revops.metric import Metric
from revops.metrics.recurring import EDGE
from revops.metrics.vendor_rules import CHURN_LABELS, CHURN_RULES, OPTIONAL
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

REVOPS = (Team.REVOPS,)

_RIVAL_LABELS = {"without_largest": "Without the largest customer", "month_on_month": "Against the month before"}


def _kept(numerator: str, months_apart: int = 12) -> str:
    """What customers pay now, counted by `numerator`, over what they paid that many months before."""
    return f"""
        select customer, month as on_date, {numerator} as numerator, earlier_mrr as denominator
        from customer_bases
        where months_apart = {months_apart}
    """


def _kept_without_largest(numerator: str) -> str:
    """The same over twelve months, without the customer who paid most then."""
    return f"""
        select customer, month as on_date, {numerator} as numerator, earlier_mrr as denominator
        from (
            select
                customer,
                month,
                mrr,
                earlier_mrr,
                row_number() over (partition by month order by earlier_mrr desc, customer) as place
            from customer_bases
            where months_apart = 12
        ) as ranked
        where place > 1
    """


def _rivals(numerator: str) -> dict[str, str]:
    return {
        "without_largest": _kept_without_largest(numerator),
        "month_on_month": _kept(numerator, months_apart=1),
    }


gross_revenue_retention = Metric(
    label="Gross revenue retention (GRR)",
    says="How much of the revenue of a year ago you have kept, not counting any growth.",
    counts="Customers who paid twelve months before, each with at most what it paid then.",
    leaves_out="Customers won since; whatever a customer pays more than a year ago; the month still running.",
    belongs_to="The end of the month that is compared with the one twelve months before.",
    unknown_when="Nobody paid twelve months before the last whole month, so there is no base.",
    formula="sum of min(MRR now, MRR then) / sum of MRR then",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="saas-capital",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    rows=_kept("least(mrr, earlier_mrr)"),
    rivals=_rivals("least(mrr, earlier_mrr)"),
    rival_labels=_RIVAL_LABELS,
    cautions=EDGE,
    of_leavers=True,
)

net_revenue_retention = Metric(
    label="Net revenue retention (NRR)",
    says="What the customers of a year ago pay today, compared with what they paid then.",
    counts="Customers who paid twelve months before, with all they pay now; those who left count as 0.",
    leaves_out="Customers won since; the month still running.",
    belongs_to="The end of the month that is compared with the one twelve months before.",
    unknown_when="Nobody paid twelve months before the last whole month, so there is no base.",
    formula="sum of MRR now / sum of MRR then, of the same customers",
    kind=Kind.RATIO,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.KEEPING,
    source="saas-capital",
    of=Entity.CUSTOMER,
    timing=Timing.MONTH_END,
    is_headline=True,
    rows=_kept("mrr"),
    rivals=_rivals("mrr"),
    rival_labels=_RIVAL_LABELS,
    cautions=EDGE,
    of_leavers=True,
)

customer_churn_rate = Metric(
    label="Customer churn",
    says="The share of your customers you lose in an average month.",
    counts="Every customer at the start of every whole month in the window; lost means paying nothing at its end.",
    leaves_out="Customers who joined and left within the month; the month still running; smaller payments.",
    belongs_to="The month in which the customer is gone.",
    unknown_when="No whole month in the window began with a paying customer.",
    formula="customers lost in the month / customers at its start",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    each="a month",
    better=Better.LOWER,
    models=REVOPS,
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=100,
    rows="""
        select customer, month as on_date, mrr <= 0 as part
        from customer_bases
        where months_apart = 1
    """,
    rivals={
        "in_a_year": """
            select customer, month as on_date, mrr <= 0 as part
            from customer_bases
            where months_apart = 12
              and month = (select max(months.month_end) from months, clock where months.month_end <= clock.until)
        """,
        **CHURN_RULES,
    },
    rival_labels={"in_a_year": "Of the customers of a year ago, those now gone", **CHURN_LABELS},
    optional=OPTIONAL,
    cautions=EDGE,
    of_leavers=True,
)
