"""The tables made by us from the way of a deal: how old deals get, and which stages they reach."""

from revops.tables.view import View

deal_ripeness = View(
    says="One row: the age in days by which 95 of 100 decided deals were decided.",
    needs=("deals",),
    sql="""
        with decided as (
            select date_diff('day', opened_on, closed_on) as days, count(*) as deals
            from deals
            cross join clock
            where outcome <> 'open' and closed_on >= opened_on and closed_on <= as_of
            group by date_diff('day', opened_on, closed_on)
        ),
        ranked as (
            select days, sum(deals) over (order by days nulls first) as up_to, sum(deals) over () as deals
            from decided
        )
        select min(days) as ripe_days
        from ranked
        where 100 * up_to >= 95 * deals
    """,
)

pipeline_stages = View(
    says="A stage as deals enter it, however it is written: its number, its name in small letters and one way to write "
    "it.",
    needs=("deals", "stage_changes"),
    sql="""
        with spelled as (
            select distinct stage as spelling
            from stage_changes
        )
        select
            spelling,
            lower(trim(spelling)) as stage,
            min(spelling) over (partition by lower(trim(spelling))) as name,
            dense_rank() over (order by lower(trim(spelling)) nulls first) as stage_number
        from spelled
    """,
)

stage_entries = View(
    says="A deal and a stage that it entered, by the stage's number, with the first day; blank where it is after "
    "`as_of`.",
    needs=("deals", "stage_changes"),
    sql="""
        select
            stage_changes.deal_id,
            pipeline_stages.stage_number,
            min(case when stage_changes.entered_on <= clock.as_of then stage_changes.entered_on end) as entered_on
        from stage_changes
        cross join clock
        join pipeline_stages on pipeline_stages.spelling = stage_changes.stage
        group by stage_changes.deal_id, pipeline_stages.stage_number
    """,
)

deal_steps = View(
    says="A deal that is ripe and has a stage history, at a step from one stage to the next: whether it got on. Stages "
    "stand in the order in which most deals enter them, a won deal has reached all; step 0 is the whole way to won. "
    "The other steps are those of deals opened in the window.",
    needs=("stage_changes", "deals"),
    sql="""
        with ending as (
            select stage_entries.stage_number
            from stage_entries
            join deals on deals.deal_id = stage_entries.deal_id
            where deals.closed_on is not null
            group by stage_entries.stage_number
            having 2 * count(case when stage_entries.entered_on >= deals.closed_on then 1 end)
                > count(stage_entries.entered_on)
        ),
        used as (
            select stage_entries.stage_number
            from stage_entries
            left join ending on ending.stage_number = stage_entries.stage_number
            where ending.stage_number is null
            group by stage_entries.stage_number
            having 20 * count(stage_entries.entered_on) >= (
                select count(distinct entered.deal_id)
                from stage_entries as entered
                where entered.entered_on is not null
            )
        ),
        pair as (
            select first_of.stage_number, count(*) as deals, later.stage_number as later_number
            from stage_entries as first_of
            join stage_entries as later on later.deal_id = first_of.deal_id
            where first_of.entered_on < later.entered_on
            group by first_of.stage_number, later.stage_number
        ),
        ahead as (
            select pair.stage_number, count(*) as stages
            from pair
            join used as one on one.stage_number = pair.stage_number
            join used as other on other.stage_number = pair.later_number
            left join pair as back
                on back.stage_number = pair.later_number and back.later_number = pair.stage_number
            where pair.deals > coalesce(back.deals, 0)
            group by pair.stage_number
        ),
        placed as (
            select
                used.stage_number,
                min(pipeline_stages.name) as name,
                row_number() over (
                    order by coalesce(min(ahead.stages), 0) desc nulls last, used.stage_number nulls first
                ) as place
            from used
            join pipeline_stages on pipeline_stages.stage_number = used.stage_number
            left join ahead on ahead.stage_number = used.stage_number
            group by used.stage_number
        ),
        step as (
            select placed.place, concat(placed.name, ' → ', coalesce(later.name, 'Won')) as step
            from placed
            left join placed as later on later.place = placed.place + 1
            union all
            select 0 as place, concat(placed.name, ' → Won') as step
            from placed
            where placed.place = 1
        ),
        reached as (
            select
                deals.deal_id,
                min(deals.opened_on) as opened_on,
                max(case when deals.outcome = 'won' and deals.closed_on <= clock.as_of then 1 else 0 end) as is_won,
                max(coalesce(placed.place, 1)) as place
            from deals
            cross join clock
            cross join deal_ripeness
            join stage_entries on stage_entries.deal_id = deals.deal_id
            left join placed on placed.stage_number = stage_entries.stage_number
            where stage_entries.entered_on is not null
              and deals.opened_on <= clock.as_of
              and (deals.outcome = 'open' or deals.closed_on is not null)
              and date_diff('day', deals.opened_on, clock.as_of) >= deal_ripeness.ripe_days
            group by deals.deal_id
        )
        select
            reached.deal_id,
            reached.opened_on,
            step.place,
            step.step,
            reached.is_won = 1 or (step.place > 0 and reached.place > step.place) as got_on
        from reached
        cross join clock
        join step on step.place <= reached.place or reached.is_won = 1
        where step.place = 0
           or (
               reached.opened_on >= coalesce(clock.since, reached.opened_on)
               and reached.opened_on <= coalesce(clock.until, reached.opened_on)
           )
    """,
)

lead_steps = View(
    says="A ripe lead at a step to MQL, SQL, deal and won: whether it got on. Steps that no lead tells of are absent, "
    "a later step counts as having taken the earlier ones; step 0 is the whole way. A mark of conversion alone tells "
    "of a deal, not that it was won.",
    needs=("leads", "deals"),
    sql="""
        with known as (
            select
                1 + case when count(is_mql) + count(mql_on) > 0 then 1 else 0 end as mql,
                1 + case when count(is_mql) + count(mql_on) > 0 then 1 else 0 end
                    + case when count(is_sql) + count(sql_on) > 0 then 1 else 0 end as sql,
                (select case when count(*) > 0 then 1 else 0 end from deal_leads) as is_linked,
                (select count(*) from deal_leads) + count(is_converted) + count(converted_on) as outcomes
            from leads
        ),
        ladder as (
            select 1 as place, 'Lead' as name
            union all
            select mql as place, 'MQL' as name from known where mql > 1
            union all
            select sql as place, 'SQL' as name from known where sql > mql
            union all
            select sql + 1 as place, 'Deal' as name from known where outcomes > 0
            union all
            select sql + 2 as place, 'Won' as name from known where is_linked = 1
        ),
        linked as (
            select distinct lead_id, 1 as has_deal
            from deal_leads
        ),
        reached as (
            select
                leads.lead_id,
                leads.created_on,
                case
                    when lead_outcomes.is_customer then known.sql + known.is_linked + 1
                    when linked.has_deal = 1 then known.sql + 1
                    when coalesce(leads.is_sql, leads.sql_on is not null) then known.sql
                    when coalesce(leads.is_mql, leads.mql_on is not null) then known.mql
                    else 1
                end as place
            from leads
            join lead_outcomes on lead_outcomes.lead_id = leads.lead_id
            left join linked on linked.lead_id = leads.lead_id
            cross join known
            cross join lead_ripeness
            cross join clock
            where date_diff('day', leads.created_on, clock.as_of) >= lead_ripeness.ripe_days
        )
        select
            reached.lead_id,
            reached.created_on,
            ladder.place,
            concat(ladder.name, ' → ', later.name) as step,
            reached.place > ladder.place as got_on
        from reached
        join ladder on ladder.place <= reached.place
        join ladder as later on later.place = ladder.place + 1
        union all
        select
            reached.lead_id,
            reached.created_on,
            0 as place,
            concat('Lead → ', ladder.name) as step,
            reached.place = ladder.place as got_on
        from reached
        cross join known
        join ladder on ladder.place = known.sql + known.is_linked + 1 and ladder.place > known.sql
    """,
)
