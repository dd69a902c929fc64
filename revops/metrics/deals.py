"""Deals that were decided: how many are won, and how much they bring."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

BOTH = (Team.SALESOPS, Team.REVOPS)
SALESOPS = (Team.SALESOPS,)

ONE_SIDED = {
    "Your file has won deals and no lost ones, so it cannot tell how many you win: export the lost deals as well, or "
    "mark those that came to nothing as lost.": """
        select count(case when outcome = 'won' then 1 end) as n
        from deals
        having count(case when outcome = 'lost' then 1 end) = 0
    """,
    "Your file has lost deals and no others, so it cannot tell how many you win: export the won and the open deals as "
    "well.": """
        select count(case when outcome = 'lost' then 1 end) as n
        from deals
        having count(case when outcome <> 'lost' then 1 end) = 0
    """,
}
"""An export filtered by outcome says nothing about winning, whatever the window.

Lost deals often go unrecorded beside open ones, won deals never do: so a file without any loss tells nothing,
while lost beside open deals and none won is a true 0.
"""

FAST_ONES = (
    "By the quarter in which they were opened, the latest deals are only those that were decided fast; the others are "
    "still open. The win rate of deals opened follows those as well."
)

win_rate = Metric(
    label="Close rate (win rate)",
    says="Out of a hundred deals that were decided, how many you won.",
    counts="Every deal won or lost in the window, once.",
    leaves_out="Open deals, and rows that repeat the id of a deal.",
    belongs_to="The month the deal closed.",
    unknown_when="No deal was decided in the window.",
    formula="won / (won + lost)",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    is_headline=True,
    rows="""
        select deal_id, closed_on as on_date, outcome = 'won' as part
        from deals
        where outcome in ('won', 'lost')
    """,
    rivals={
        "won_over_created": """
            select deal_id, opened_on as on_date, outcome = 'won' as part
            from deals
        """,
        "new_business": """
            select deal_id, closed_on as on_date, outcome = 'won' as part
            from deals
            where outcome in ('won', 'lost') and kind = 'new'
        """,
        "by_amount": """
            with known as (
                select count(case when outcome = 'lost' and amount > 0 then 1 end) as losses
                from deals
            )
            select
                deals.deal_id,
                deals.closed_on as on_date,
                case
                    when known.losses > 0 and deals.outcome = 'won' then deals.amount
                    when known.losses > 0 then 0e0
                end as part,
                case when deals.outcome = 'won' or deals.amount > 0 then deals.amount end as whole
            from deals
            cross join known
            where deals.outcome in ('won', 'lost')
        """,
        "aged_as_lost": """
            select deal_id, closed_on as on_date, outcome = 'won' as part
            from deals
            where outcome in ('won', 'lost')
            union all
            select deals.deal_id, clock.until as on_date, false as part
            from deals
            cross join clock
            cross join deal_ripeness
            where deals.outcome = 'open'
              and date_diff('day', deals.opened_on, clock.until) > deal_ripeness.ripe_days
              and (clock.since is null or date_diff('day', deals.opened_on, clock.since) <= deal_ripeness.ripe_days)
        """,
    },
    rival_labels={
        "won_over_created": "Won out of all deals opened, the open ones included",
        "new_business": "New business only",
        "by_amount": "Weighted with the amounts, lost deals of 0 left out",
        "aged_as_lost": "Open deals that outgrew 95 of 100 decided ones taken as lost",
    },
    rival_unless={
        "by_amount": {
            "None of the {n} lost deals carries an amount above 0, so nothing tells how much was lost.": """
                select count(*) as n
                from deals
                where outcome = 'lost'
                having count(case when amount > 0 then 1 end) = 0
            """,
        },
    },
    by_cohort=FAST_ONES,
    unless=ONE_SIDED,
)

win_loss_ratio = Metric(
    label="Win/loss ratio",
    says="How many deals you win for each one you lose.",
    counts="Every deal won or lost in the window, once.",
    leaves_out="Open deals, and rows that repeat the id of a deal.",
    belongs_to="The month the deal closed.",
    unknown_when="No deal was lost in the window, so there is nothing to compare the won ones with.",
    formula="won / lost",
    kind=Kind.ODDS,
    unit=Unit.RATIO,
    better=Better.HIGHER,
    models=SALESOPS,
    group=Group.WINNING,
    source="greek-text",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows="""
        select deal_id, closed_on as on_date, outcome = 'won' as part
        from deals
        where outcome in ('won', 'lost')
    """,
    by_cohort=FAST_ONES,
    unless=ONE_SIDED,
)

average_deal_size = Metric(
    label="Average deal size",
    says="What a won deal brings in a year, on average.",
    counts="Every deal won in the window with an amount; of contracts over a year long, one year of it.",
    leaves_out="Lost and open deals, and won deals without an amount.",
    belongs_to="The month the deal was won.",
    unknown_when="No deal was won in the window.",
    formula="mean of amount, or of amount x 12 / months for terms over 12 months",
    kind=Kind.MEAN,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.WINNING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    is_headline=True,
    rows="""
        select
            deal_id,
            closed_on as on_date,
            case when term_months > 12 then amount * 12 / term_months else amount end as value
        from deals
        where outcome = 'won'
    """,
    rivals={
        "as_signed": """
            select deal_id, closed_on as on_date, amount as value
            from deals
            where outcome = 'won'
        """,
        "new_business": """
            select
                deal_id,
                closed_on as on_date,
                case when term_months > 12 then amount * 12 / term_months else amount end as value
            from deals
            where outcome = 'won' and kind = 'new'
        """,
    },
    rival_labels={"as_signed": "The whole contract, whatever its length", "new_business": "New business only"},
    optional=("deals.term_months",),
)

_LONGER_AGO = {
    "Won deals left out: {n}. They were won in the days looked at, but more than a year before the end of these.": """
        select count(*) as n
        from deals
        cross join clock
        where outcome = 'won'
          and closed_on <= until - interval '1' year
          and closed_on >= coalesce(clock.since, closed_on)
    """
}

annual_bookings = Metric(
    label="Annual bookings",
    says="What the contracts you won in the last twelve months are worth in all.",
    counts="The full amount of every deal won in the window, of the twelve months before its end at most.",
    leaves_out="Won deals without an amount; contracts signed earlier that still run, so this is not ARR.",
    belongs_to="The month the deal was won.",
    unknown_when="No won deal has a closing date.",
    formula="sum of the amounts won in the twelve months to the end of the window",
    kind=Kind.TOTAL,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=BOTH,
    group=Group.WINNING,
    source="persian-glossary",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=1,
    is_headline=True,
    rows="""
        select deal_id, closed_on as on_date, amount as value
        from deals
        cross join clock
        where outcome = 'won' and closed_on > until - interval '1' year
    """,
    cautions=_LONGER_AGO,
)

_TOO_FEW_REPS = {
    "Deals decided in the window that name a rep: {n}. It takes five reps and a hundred deals between them before "
    "their close rates tell more than luck.": """
        select count(*) as n
        from deals
        cross join clock
        where outcome in ('won', 'lost')
          and owner is not null
          and (clock.since is null or closed_on between clock.since and clock.until)
        having count(distinct owner) < 5 or count(*) < 100
    """
}
"""Below, equal reps look half as far apart as would call for training in more than one company of twenty."""

rep_win_rate_spread = Metric(
    label="Spread between reps",
    says="How many percentage points the close rates of your reps typically lie apart from their mean, luck set aside.",
    counts="Every deal won or lost in the window that has an owner, by owner.",
    leaves_out="Deals without an owner, and open deals.",
    belongs_to="The month the deal closed.",
    unknown_when="Fewer than five reps, or fewer than a hundred deals between them, were decided in the window.",
    formula="standard deviation of the reps' close rates, freed from binomial chance: 0.08 is 8 percentage points",
    kind=Kind.DERIVED,
    unit=Unit.POINTS,
    better=Better.LOWER,
    models=SALESOPS,
    group=Group.WINNING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    rows="""
        select deal_id, closed_on as on_date, owner as category, outcome = 'won' as part
        from deals
        where outcome in ('won', 'lost') and owner is not null
    """,
    unless={**ONE_SIDED, **_TOO_FEW_REPS},
    undivided="It holds the reps against each other, so it is not broken down; the close rate is, by owner.",
)
