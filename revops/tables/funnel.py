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

deal_steps = View(
    says="A deal that is ripe and has a stage history, at a step from one stage to the next: whether it got on. Stages "
    "stand in the order in which most deals enter them, a won deal has reached all; step 0 is the whole way to won.",
    needs=("stage_changes", "deals"),
    sql="""
        with entered as (
            select
                stage_changes.deal_id,
                lower(trim(stage_changes.stage)) as stage,
                min(stage_changes.stage) as name,
                min(stage_changes.entered_on) as entered_on
            from stage_changes
            cross join clock
            where stage_changes.entered_on <= clock.as_of
            group by stage_changes.deal_id, lower(trim(stage_changes.stage))
        ),
        followed as (
            select
                deals.deal_id,
                deals.opened_on,
                case when deals.closed_on <= clock.as_of then deals.outcome else 'open' end as outcome,
                date_diff('day', deals.opened_on, clock.as_of) >= deal_ripeness.ripe_days as is_ripe
            from deals
            cross join clock
            cross join deal_ripeness
            where deals.opened_on <= clock.as_of and (deals.outcome = 'open' or deals.closed_on is not null)
        ),
        ending as (
            select entered.stage
            from entered
            join deals on deals.deal_id = entered.deal_id
            where deals.closed_on is not null
            group by entered.stage
            having 2 * count(case when entered.entered_on >= deals.closed_on then 1 end) > count(*)
        ),
        used as (
            select entered.stage, min(entered.name) as name
            from entered
            left join ending on ending.stage = entered.stage
            where ending.stage is null
            group by entered.stage
            having 20 * count(*) >= (select count(distinct deal_id) from entered)
        ),
        pair as (
            select first_of.stage, count(*) as deals, later.stage as later_stage
            from entered as first_of
            join entered as later on later.deal_id = first_of.deal_id
            where first_of.entered_on < later.entered_on
            group by first_of.stage, later.stage
        ),
        ahead as (
            select pair.stage, count(*) as stages
            from pair
            join used as one on one.stage = pair.stage
            join used as other on other.stage = pair.later_stage
            left join pair as back on back.stage = pair.later_stage and back.later_stage = pair.stage
            where pair.deals > coalesce(back.deals, 0)
            group by pair.stage
        ),
        placed as (
            select
                used.stage,
                used.name,
                row_number() over (order by coalesce(ahead.stages, 0) desc nulls last, used.stage nulls first) as place
            from used
            left join ahead on ahead.stage = used.stage
        ),
        reached as (
            select entered.deal_id, max(coalesce(placed.place, 1)) as place
            from entered
            left join placed on placed.stage = entered.stage
            group by entered.deal_id
        )
        select
            followed.deal_id,
            followed.opened_on,
            placed.place,
            concat(placed.name, ' → ', coalesce(later.name, 'Won')) as step,
            followed.outcome = 'won' or reached.place > placed.place as got_on
        from followed
        join reached on reached.deal_id = followed.deal_id
        join placed on placed.place <= reached.place or followed.outcome = 'won'
        left join placed as later on later.place = placed.place + 1
        where followed.is_ripe
        union all
        select
            followed.deal_id,
            followed.opened_on,
            0 as place,
            concat(placed.name, ' → Won') as step,
            followed.outcome = 'won' as got_on
        from followed
        join reached on reached.deal_id = followed.deal_id
        join placed on placed.place = 1
        where followed.is_ripe
    """,
)

lead_steps = View(
    says="A ripe lead at a step to MQL, SQL, deal and won: whether it got on. Steps that no lead tells of are absent, "
    "a later step counts as having taken the earlier ones; step 0 is the whole way to won.",
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
            select sql + 1 as place, 'Deal' as name from known where is_linked = 1
            union all
            select sql + is_linked + 1 as place, 'Won' as name from known where outcomes > 0
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
            'Lead → Won' as step,
            reached.place = ladder.place as got_on
        from reached
        join ladder on ladder.name = 'Won'
    """,
)
