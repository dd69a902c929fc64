"""Whether it pays to go out and sell: deals that the reps found, beside those that came in."""

# ruff: noqa: S608 - the pieces of SQL are the words of this package, never a user's

from revops.metric import Derived, Ingredient, Metric
from revops.metrics.costing import WITHOUT_PAY
from revops.metrics.deals import ONE_SIDED
from revops.metrics.outreach import BY_MARKETING, WAS_FOUND
from revops.vocabulary import Better, Entity, Fact, Group, Kind, Team, Timing, Unit

SALESOPS = (Team.SALESOPS,)


def _close_rate(label: str, condition: str) -> Ingredient:
    """Close rate of the new business that meets a condition."""
    return Ingredient(
        label=label,
        kind=Kind.SHARE,
        unit=Unit.SHARE,
        of=Entity.DEAL,
        timing=Timing.FLOW,
        minimum=20,
        rows=f"""
            select deal_id, closed_on as on_date, outcome = 'won' as part
            from deals
            where outcome in ('won', 'lost') and coalesce(kind, 'new') = 'new' and {condition}
        """,
        optional=("deals.kind",),
    )


direct_win_rate_ratio = Metric(
    label="Own outreach against inbound",
    says="How often you win the deals your reps went out for, against those that came to you: 1 is just as often.",
    counts="Deals of new business won or lost in the window with a source; direct is what names direct or field sales, "
    "outbound, outreach, prospecting, cold calls or mails, or the rep, in any language that files are read in, and "
    "inbound all the rest, partners included.",
    leaves_out="Renewals and expansions, open deals, and deals without a usable source.",
    belongs_to="The month the deal closed.",
    unknown_when="No deal that came in, or none that your reps went out for, was decided in the window.",
    formula="close rate of deals from direct sources / close rate of deals that came in",
    kind=Kind.DERIVED,
    unit=Unit.RATIO,
    better=Better.NEITHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    made_of=Derived(
        of={
            "direct": _close_rate("Close rate of deals your reps went out for", WAS_FOUND),
            "inbound": _close_rate("Close rate of deals that came in", BY_MARKETING),
        },
        formula=lambda direct, inbound: direct / inbound,
    ),
    unless=ONE_SIDED,
)

_COST = Ingredient(
    label="Cost of sales for one decided deal",
    kind=Kind.RATIO,
    unit=Unit.MONEY,
    of=Entity.MONTH,
    timing=Timing.FLOW,
    minimum=6,
    rows="""
        select
            acquisition_months.month,
            acquisition_months.month as on_date,
            acquisition_months.sales as numerator,
            coalesce(decided.deals, 0) as denominator
        from acquisition_months
        left join (
            select last_day(closed_on) as month, count(*) as deals
            from deals
            where outcome in ('won', 'lost') and coalesce(kind, 'new') = 'new'
            group by last_day(closed_on)
        ) as decided on decided.month = acquisition_months.month
        where acquisition_months.is_lagged = 1
    """,
    optional=("deals.kind",),
    one_of=(("spend.amount",), ("deals.closed_on",)),
)
"""A lost deal costs as much selling as a won one, so the cost is shared out over all that were decided."""

_GAIN = Ingredient(
    label="Won in a year for each direct deal decided",
    kind=Kind.MEAN,
    unit=Unit.MONEY,
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    rows=f"""
        select
            deal_id,
            closed_on as on_date,
            case
                when outcome = 'lost' then 0e0
                when term_months > 12 then amount * 12 / term_months
                else amount
            end as value
        from deals
        where outcome in ('won', 'lost') and coalesce(kind, 'new') = 'new' and {WAS_FOUND}
    """,
    optional=("deals.kind", "deals.term_months"),
)

outbound_payback_months = Metric(
    label="Payback of own outreach",
    says="After how many months the deals your reps went out for have brought back what selling them cost.",
    counts="The cost of the sales department over all deals of new business that were decided, and what the direct "
    "ones among them brought in a year, lost ones as 0.",
    leaves_out="Marketing; renewals and expansions; won deals without an amount; the month still running.",
    belongs_to="The month the deal closed; its selling counts as many months before as deals take, by half.",
    unknown_when="No direct deal was won in the window, or a part of the formula is not known.",
    formula="12 x cost of sales for a decided deal / (won in a year for a decided direct deal x gross margin)",
    kind=Kind.DERIVED,
    unit=Unit.MONTHS,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=6,
    made_of=Derived(
        of={"cost": _COST, "gain": _GAIN},
        formula=lambda cost, gain, gross_margin: 12 * cost / (gain * gross_margin),
        facts=(Fact.GROSS_MARGIN,),
    ),
    unless={
        "None of your costs ({n} rows) is of the sales department, so nothing tells what going out costs.": """
            select count(*) as n
            from spend
            having count(case when department = 'sales' then 1 end) = 0
        """,
        "None of the costs of the sales department ({n} rows) names pay. Without what the people who sell earn, going "
        "out would seem to cost next to nothing.": WITHOUT_PAY,
    },
    undivided="What outbound costs is not known by kind of customer, so it is not broken down.",
)
