"""The tables made by us about what sales does with leads."""

from revops.tables.view import View

worked_leads = View(
    says="A lead with when it was qualified, whether sales accepted it and whether anybody touched it by `as_of`.",
    needs=("leads",),
    sql="""
        with seen as (
            select
                leads.lead_id,
                leads.created_on,
                coalesce(leads.is_mql, leads.mql_on is not null)
                    and coalesce(leads.mql_on <= clock.as_of, true) as is_qualified,
                coalesce(leads.mql_on, leads.created_on) as qualified_on,
                coalesce(leads.is_sql, leads.sql_on is not null)
                    and coalesce(leads.sql_on <= clock.as_of, true) as is_accepted,
                case when leads.sql_on <= clock.as_of then leads.sql_on end as accepted_on,
                coalesce(leads.is_converted, leads.converted_on is not null)
                    and coalesce(leads.converted_on <= clock.as_of, true) as is_converted,
                coalesce(leads.first_touch_on, leads.sql_on, leads.converted_on) as first_on,
                leads.deal_id,
                clock.as_of
            from leads
            cross join clock
            where coalesce(leads.created_on <= clock.as_of, true)
        )
        select
            lead_id,
            created_on,
            is_qualified,
            qualified_on,
            is_accepted,
            accepted_on,
            is_accepted or is_converted or deal_id is not null or coalesce(first_on <= as_of, first_on is not null)
                as is_touched,
            case when first_on <= as_of then first_on end as touched_on
        from seen
    """,
)

acceptance_ripeness = View(
    says="One row: how many days a qualified lead needs before sales has decided; nine of ten acceptances are faster.",
    needs=("leads",),
    sql="""
        select greatest(14, least(90, coalesce(min(days), 14))) as ripe_days
        from (
            select
                days,
                row_number() over (order by days) as place,
                count(*) over () as acceptances
            from (
                select date_diff('day', qualified_on, accepted_on) as days
                from worked_leads
                where is_qualified and is_accepted and accepted_on >= qualified_on
            ) as taken
        ) as ranked
        where 10 * place >= 9 * acceptances
    """,
)

leads_of_two_files = View(
    says="A month and source with the leads of the two files that hold most, on the days that both cover.",
    needs=("leads",),
    sql="""
        with file as (
            select
                file,
                min(created_on) as opens,
                max(created_on) as shuts,
                row_number() over (order by count(*) desc, file) as place,
                count(*) over () as files
            from lead_files
            where created_on is not null
            group by file
        ),
        span as (
            select max(opens) as opens, min(shuts) as shuts, max(files) as files
            from file
            where place <= 2
            having count(*) = 2
        )
        select
            least(last_day(lead_files.created_on), clock.as_of) as month,
            min(lead_files.source) as source,
            sum(case when file.place = 1 then 1 else 0 end) as in_first,
            sum(case when file.place = 2 then 1 else 0 end) as in_second,
            max(span.files) as files
        from lead_files
        join file on file.file = lead_files.file and file.place <= 2
        join span on lead_files.created_on between span.opens and span.shuts
        cross join clock
        where lead_files.created_on <= clock.as_of
        group by least(last_day(lead_files.created_on), clock.as_of), lower(trim(lead_files.source))
    """,
)

lead_months = View(
    says="A whole month from the one with the first lead to `as_of`: leads that came in, and leads first touched.",
    needs=("leads",),
    sql="""
        with begun as (
            select min(created_on) as first_on from worked_leads
        ),
        came as (
            select last_day(created_on) as month, count(*) as leads from worked_leads group by last_day(created_on)
        ),
        worked as (
            select last_day(touched_on) as month, count(*) as leads from worked_leads group by last_day(touched_on)
        )
        select
            months.month_end as month,
            coalesce(came.leads, 0) as came,
            coalesce(worked.leads, 0) as worked
        from months
        cross join begun
        cross join clock
        left join came on came.month = months.month_end
        left join worked on worked.month = months.month_end
        where not months.is_partial
          and months.month_end <= clock.until
          and months.month_start >= coalesce(clock.since, months.month_start)
          and date_diff('day', months.month_start, begun.first_on) <= 7
    """,
)

rep_months = View(
    says="A whole month of leads with how many were marketing-qualified in it, and the reps who own a lead that came "
    "in or a deal that was opened or closed in it.",
    needs=("leads", "deals"),
    sql="""
        with trace as (
            select last_day(opened_on) as month, lower(trim(owner)) as rep from deals
            union all
            select last_day(closed_on) as month, lower(trim(owner)) as rep from deals
            union all
            select last_day(created_on) as month, lower(trim(owner)) as rep from leads
        ),
        rep as (
            select month, count(distinct rep) as reps from trace where rep <> '' group by month
        ),
        taken as (
            select last_day(qualified_on) as month, count(*) as leads
            from worked_leads
            where is_qualified
            group by last_day(qualified_on)
        )
        select lead_months.month, coalesce(taken.leads, 0) as qualified, coalesce(rep.reps, 0) as reps
        from lead_months
        left join rep on rep.month = lead_months.month
        left join taken on taken.month = lead_months.month
    """,
)
