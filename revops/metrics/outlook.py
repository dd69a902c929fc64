"""What the coming months will bring."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

sales_forecast = Metric(
    label="Sales forecast",
    says="What you are likely to win in the coming months, from how your own deals went so far.",
    counts="Every open deal, at its age and stage; what became of the deals opened in the last three years, by age; of "
    "those that entered a stage how many were won; and the deals of the last year, for those still to come.",
    leaves_out="Deals without an opening date, and decided ones without a closing date. The CRM's own chances and "
    "expected closing dates are not used, because nothing shows that they hold.",
    belongs_to="The months that follow the day the data end, each up to the day named.",
    unknown_when="Fewer than thirty deals with both dates were decided, or no won deal has an amount.",
    formula="open deals x own chance of being won in time x amount, plus deals still to come: 1,000 simulated futures",
    kind=Kind.DERIVED,
    unit=Unit.MONEY,
    better=Better.HIGHER,
    models=(Team.SALESOPS, Team.REVOPS),
    group=Group.FORECASTING,
    source="persian-glossary",
    of=Entity.DEAL,
    timing=Timing.SNAPSHOT,
    minimum=30,
    estimate="outlook",
    rows="""
        select
            deal_id,
            opened_on as on_date,
            'deal' as role,
            case when outcome = 'open' or closed_on > as_of then lower(trim(stage)) end as stage,
            cast(
                floor(
                    32 * date_diff(
                        'day',
                        opened_on,
                        case when outcome <> 'open' and closed_on <= as_of then closed_on else as_of end
                    ) / 487e0
                ) as integer
            ) as age,
            case when outcome <> 'open' and closed_on <= as_of then outcome end as ended,
            case
                when date_diff('day', opened_on, as_of) < 365
                then cast(floor(32 * date_diff('day', opened_on, as_of) / 487e0) as integer)
            end as since,
            as_of as seen_on,
            case when outcome <> 'lost' or closed_on > as_of then amount end as value
        from deals
        cross join clock
        where opened_on <= as_of
          and (outcome = 'open' or closed_on >= opened_on)
          and (outcome = 'open' or closed_on > as_of or date_diff('day', opened_on, as_of) <= 1096)
        union all
        select
            stage_entries.deal_id,
            cast(null as date) as on_date,
            'stage' as role,
            entered.stage,
            0 as age,
            deals.outcome as ended,
            cast(null as integer) as since,
            clock.as_of as seen_on,
            cast(null as double) as value
        from stage_entries
        join (select distinct stage_number, stage from pipeline_stages) as entered
            on entered.stage_number = stage_entries.stage_number
        join deals on deals.deal_id = stage_entries.deal_id
        cross join clock
        where deals.outcome <> 'open' and deals.closed_on >= deals.opened_on and deals.closed_on <= clock.as_of
    """,
    optional=("stage_changes.stage", "stage_changes.deal_id"),
    stands_for="The one number is what half of the simulated futures win in the next three months, and its interval "
    "holds 95 of 100; by month, 80 of 100 lie between P10 and P90.",
    unless={
        "Decided deals with both dates: {n}. It takes thirty to know your own chances.": """
            select count(*) as n
            from deals
            cross join clock
            where outcome <> 'open' and closed_on >= opened_on and closed_on <= as_of
            having count(*) < 30
        """,
    },
    cautions={
        "Open deals without an opening date: {n}. They are left out of the forecast, since nothing tells how old they "
        "are.": "select count(*) as n from deals where outcome = 'open' and opened_on is null",
    },
    undivided="Few groups have the thirty decided deals that it takes to know their chances, and the middles of their "
    "futures would not add up to that of the whole; so it is not broken down.",
)
