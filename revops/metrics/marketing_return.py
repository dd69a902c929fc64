"""What marketing brings back for what it costs."""

# ruff: noqa: S608 - the pieces of SQL are the words of this module, never a user's

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.outreach import BY_MARKETING, IS_BLANK, unheard
from revops.vocabulary import Better, Entity, Fact, Group, Kind, Team, Timing, Unit

_BY_A_PAID_CHANNEL = """
    lower(trim(source)) in (select lower(trim(spend.channel)) from spend where spend.channel is not null)
"""


def _won_for_cost(label: str, condition: str) -> Ingredient:
    """Amount won by deals whose source meets a condition, for one of marketing cost."""
    return Ingredient(
        label=label,
        kind=Kind.RATIO,
        unit=Unit.RATIO,
        of=Entity.MONTH,
        timing=Timing.FLOW,
        minimum=6,
        rows=f"""
            select
                acquisition_months.month,
                acquisition_months.month as on_date,
                coalesce(won.amount, 0e0) as numerator,
                acquisition_months.marketing as denominator
            from acquisition_months
            left join (
                select last_day(closed_on) as month, sum(amount) as amount
                from deals
                where outcome = 'won' and ({condition})
                group by last_day(closed_on)
            ) as won on won.month = acquisition_months.month
            where acquisition_months.is_lagged = 1
        """,
        one_of=(("spend.amount",), ("deals.amount",), ("deals.source",), ("deals.closed_on",)),
    )


def _return(label: str, condition: str) -> Derived:
    return Derived(
        of={"won": _won_for_cost(label, condition)},
        formula=lambda won, gross_margin: won * gross_margin - 1,
        facts=(Fact.GROSS_MARGIN,),
    )


marketing_roi = Metric(
    label="Return on marketing (ROI)",
    says="What marketing brings back in gross margin beyond its cost, for each unit of money spent.",
    counts="Won deals with a source that is not the reps' own outreach, and the marketing cost of as many months "
    "before as half of the leads need to become customers, in the whole months that both files cover.",
    leaves_out="Won deals without an amount or a source; what customers pay after the contract they signed; cost of "
    "the sales department.",
    belongs_to="The month the deal was won.",
    unknown_when="No whole month of the window is covered by both marketing costs and won deals.",
    formula="(amount won from marketing x gross margin - marketing cost) / marketing cost",
    kind=Kind.DERIVED,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.REVOPS,),
    group=Group.FILLING,
    source="article-table",
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=6,
    made_of=_return("Amount won from marketing for one of cost", BY_MARKETING),
    rivals={
        "with_unattributed": _return(
            "Amount won from marketing or from nobody knows where, for one of cost", f"{BY_MARKETING} or {IS_BLANK}"
        ),
        "named_channels": _return(
            "Amount won from channels that the file of costs names, for one of cost", _BY_A_PAID_CHANNEL
        ),
    },
    rival_labels={
        "with_unattributed": "If marketing also brought the deals without a source (upper end)",
        "named_channels": "Only deals whose source is a channel in the file of costs",
    },
    cautions={
        "Won deals of the window without a usable source: {n}. The return lies between this number and the one that "
        "counts them too.": f"""
            select count(*) as n
            from deals
            cross join clock
            where outcome = 'won'
              and closed_on between coalesce(clock.since, closed_on) and clock.until
              and ({IS_BLANK})
        """,
        **unheard("is_direct", "lower"),
    },
    undivided="Costs are not known by kind of customer, so it is not broken down; the cost of a lead is, by channel.",
)
