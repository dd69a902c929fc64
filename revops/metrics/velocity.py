"""How fast the pipeline turns into money."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

pipeline_velocity = Metric(
    label="Pipeline velocity",
    says="How much money a day the deals that are open now can be expected to bring.",
    counts="Every deal that was open on a day of the window, with the days it was open in it and the amount it was won "
    "for; and the deals open at its end. Days open for each closing are the mean lifetime of all deals, lost ones and "
    "open ones included.",
    leaves_out="Deals without an opening date, decided deals without a closing date, won deals without an amount.",
    belongs_to="The last day of the window.",
    unknown_when="No deal was open in the window.",
    formula="open deals x amount won per closed deal / mean lifetime of all deals; which is open deals x amount won / "
    "days that all deals were open",
    kind=Kind.RATIO,
    unit=Unit.MONEY_PER_DAY,
    better=Better.HIGHER,
    models=(Team.REVOPS,),
    group=Group.FORECASTING,
    source="article-table",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=50,
    rows="""
        select
            deal_id,
            closed_on as on_date,
            case when outcome = 'won' and closed_on <= until then amount else 0e0 end as numerator,
            date_diff(
                'day',
                case when opened_on < since then since else opened_on end,
                case when outcome <> 'open' and closed_on <= until then closed_on else until end
            ) as denominator,
            case when outcome = 'open' or closed_on > until then 1 else 0 end as times
        from deals
        cross join clock
        where opened_on <= until
          and (outcome = 'open' or (closed_on >= opened_on and (since is null or closed_on >= since)))
    """,
    rivals={
        "textbook": """
            with decided as (
                select
                    deal_id,
                    outcome,
                    closed_on,
                    case when outcome = 'won' then amount else 0e0 end as won_amount,
                    case when outcome = 'won' and closed_on >= opened_on then date_diff('day', opened_on, closed_on) end
                        as won_days
                from deals
                cross join clock
                where (outcome = 'lost' or (outcome = 'won' and amount is not null))
                  and closed_on <= until
                  and (since is null or closed_on >= since)
            ),
            typical as (
                select avg(won_days) as days, 1e0 * count(*) / nullif(count(won_days), 0) as decided_for_each
                from decided
            )
            select
                decided.deal_id,
                decided.closed_on as on_date,
                decided.won_amount as numerator,
                typical.days + coalesce(decided.won_days - typical.days, 0) * typical.decided_for_each as denominator,
                0 as times
            from decided
            cross join typical
            union all
            select
                deals.deal_id,
                cast(null as date) as on_date,
                cast(null as double) as numerator,
                cast(null as double) as denominator,
                1 as times
            from deals
            cross join clock
            where (deals.opened_on is null or deals.opened_on <= clock.until)
              and (deals.outcome = 'open' or deals.closed_on > clock.until)
        """,
    },
    rival_labels={"textbook": "Open deals x close rate x mean won amount / mean days of the won deals"},
    cautions={
        "Open deals without an opening date: {n}. The textbook formula counts them, this number cannot, so that the "
        "two lie apart by these deals as well.": """
            select count(*) as n
            from deals
            where outcome = 'open' and opened_on is null
        """,
    },
    unless={
        "None of the deals open in the window ({n}) was won in it, so nothing tells how fast they turn into money.": """
            select count(*) as n
            from deals
            cross join clock
            where opened_on <= until
              and (outcome = 'open' or (closed_on >= opened_on and (since is null or closed_on >= since)))
            having count(case when outcome = 'won' and closed_on <= until then 1 end) = 0
        """,
    },
)
"""The textbook takes lost and open deals for as quick as the won ones, so that it is too high where they linger.

Its denominator carries how far each won deal's days lie from their mean: this adds up to nothing, and lets the
interval know that the mean is an estimate as well.
"""
