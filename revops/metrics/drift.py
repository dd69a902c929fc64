"""How much the business itself changes from quarter to quarter."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

quarterly_drift = Metric(
    label="Change from quarter to quarter",
    says="How far apart two quarters typically lie in what kind of deals come, from where, how large, and how often "
    "they are won, luck set aside.",
    counts="Every deal opened in a whole quarter of the window, by segment, by source and by size (four bands with as "
    "many deals each); and every deal decided in one, by outcome.",
    leaves_out="Quarters that are cut off or have fewer than twenty deals, blank segments and sources, amounts of 0.",
    belongs_to="The quarter the deal was opened in; for won and lost, the quarter it closed.",
    unknown_when="Fewer than two whole quarters of the window have twenty deals each.",
    formula="root of half the squared differences between the shares of two quarters, freed from chance; of the "
    "features that are known, the root of the mean square",
    kind=Kind.DERIVED,
    unit=Unit.POINTS,
    better=Better.NEITHER,
    models=(Team.REVOPS,),
    group=Group.TRUSTING,
    source="own",
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=100,
    estimate="drift",
    rows="""
        with whole as (
            select cast(date_trunc('quarter', month_start) as date) as quarter
            from months
            cross join clock
            where not is_partial
              and (since is null or date_diff('day', month_start, since) <= 2)
              and date_diff('day', until, month_end) <= 2
            group by cast(date_trunc('quarter', month_start) as date)
            having count(*) = 3
        ),
        sized as (
            select deal_id, opened_on, percent_rank() over (order by amount nulls first) as place
            from deals
            where amount > 0 and opened_on is not null
        ),
        feature as (
            select deal_id, opened_on as on_date, 'Segments' as feature, trim(segment) as category
            from deals
            where trim(segment) <> ''
            union all
            select deal_id, opened_on as on_date, 'Sources' as feature, trim(source) as category
            from deals
            where lower(trim(source)) not in ('', '-', 'none', 'n/a', 'select', 'unknown')
            union all
            select
                deal_id,
                opened_on as on_date,
                'Sizes' as feature,
                case
                    when 4 * place < 1 then 'smallest'
                    when 4 * place < 2 then 'smaller'
                    when 4 * place < 3 then 'larger'
                    else 'largest'
                end as category
            from sized
            union all
            select deal_id, closed_on as on_date, 'Won or lost' as feature, outcome as category
            from deals
            where outcome in ('won', 'lost')
        )
        select feature.deal_id, feature.on_date, feature.feature, whole.quarter, feature.category
        from feature
        join whole on whole.quarter = cast(date_trunc('quarter', feature.on_date) as date)
    """,
    optional=("deals.segment", "deals.source", "deals.amount", "deals.closed_on"),
    stands_for="Typical distance between two quarters, over all features that are known; each has its own.",
    undivided="It holds the groups of each quarter against each other, so it is not broken down.",
)
