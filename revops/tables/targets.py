"""The tables made by us from what was planned: forecasts with what came of them, quotas with what was won."""

from revops.tables.view import View

locked_forecasts = View(
    says="A period that has ended, with the last forecast made by its start (a tenth of the period later at most) and "
    "what was sold: as the file says, else what was won in it.",
    needs=("forecasts", "deals"),
    sql="""
        with made as (
            select
                forecasts.period_start,
                forecasts.period_end,
                forecasts.made_on,
                sum(forecasts.amount) as forecast,
                case when count(forecasts.actual) = count(*) then sum(forecasts.actual) end as actual
            from forecasts
            cross join clock
            where 10 * date_diff('day', forecasts.period_start, forecasts.made_on)
                  <= date_diff('day', forecasts.period_start, forecasts.period_end) + 1
              and date_diff('day', clock.as_of, forecasts.period_end) <= 2
            group by forecasts.period_start, forecasts.period_end, forecasts.made_on
        ),
        latest as (
            select period_start, period_end, max(made_on) as made_on
            from made
            group by period_start, period_end
        ),
        won as (
            select latest.period_start, latest.period_end, sum(deals.amount) as amount
            from latest
            join deals on deals.closed_on between latest.period_start and latest.period_end
            where deals.outcome = 'won'
            group by latest.period_start, latest.period_end
        ),
        seen as (
            select cast(date_trunc('month', min(day)) as date) as since
            from (
                select min(opened_on) as day from deals
                union all
                select min(closed_on) as day from deals
            ) as first_of
        )
        select
            made.period_start,
            made.period_end,
            made.made_on,
            made.forecast,
            coalesce(
                made.actual, case when seen.since <= made.period_start then coalesce(won.amount, 0e0) end
            ) as actual
        from made
        join latest
            on latest.period_start = made.period_start
            and latest.period_end = made.period_end
            and latest.made_on = made.made_on
        left join won on won.period_start = made.period_start and won.period_end = made.period_end
        cross join seen
    """,
)

rep_quotas = View(
    says="A rep and a period that has ended, with its quota and what the rep won in it; the rep is new where first "
    "seen less than 90 days before, and has left where others have quotas later on. Without a rep it is the whole "
    "company's.",
    needs=("quotas", "deals"),
    sql="""
        with deal as (
            select coalesce(lower(trim(owner)), '') as rep, outcome, opened_on, closed_on, amount
            from deals
        ),
        target as (
            select coalesce(lower(trim(owner)), '') as rep, owner, period_start, period_end, amount
            from quotas
        ),
        term as (
            select rep, min(owner) as owner, period_start, period_end, sum(amount) as quota
            from target
            cross join clock
            where amount > 0 and date_diff('day', as_of, period_end) <= 2
            group by rep, period_start, period_end
        ),
        own as (
            select distinct period_start, period_end, 1 as is_known
            from term
            where rep <> ''
        ),
        trace as (
            select rep, opened_on as day, 1 as of_deal from deal
            union all
            select rep, closed_on as day, 1 as of_deal from deal
            union all
            select rep, period_start as day, 0 as of_deal from target
        ),
        seen as (
            select rep, min(day) as first_on, max(of_deal) as has_deals
            from trace
            group by rep
        ),
        latest as (
            select rep, max(period_start) as last_on
            from target
            group by rep
        ),
        span as (
            select
                cast(date_trunc('month', min(case when of_deal = 1 then day end)) as date) as covered_from,
                min(day) as seen_from,
                (select max(last_on) from latest where rep <> '') as last_on
            from trace
        ),
        won as (
            select term.rep, term.period_start, term.period_end, sum(deal.amount) as amount
            from term
            join deal on deal.rep = term.rep and deal.closed_on between term.period_start and term.period_end
            where deal.outcome = 'won' and term.rep <> ''
            group by term.rep, term.period_start, term.period_end
            union all
            select term.rep, term.period_start, term.period_end, sum(deal.amount) as amount
            from term
            join deal on deal.closed_on between term.period_start and term.period_end
            where deal.outcome = 'won' and term.rep = ''
            group by term.rep, term.period_start, term.period_end
        )
        select
            term.owner,
            term.rep,
            term.period_start,
            term.period_end,
            term.quota,
            case
                when span.covered_from <= term.period_start and (seen.has_deals = 1 or term.rep = '')
                then coalesce(won.amount, 0e0)
            end as won_amount,
            coalesce(
                date_diff('day', seen.first_on, term.period_start) < 90
                and date_diff('day', span.seen_from, term.period_start) >= 90,
                false
            ) as is_new,
            coalesce(term.period_start = latest.last_on and latest.last_on < span.last_on, false) as has_left
        from term
        join latest on latest.rep = term.rep
        join seen on seen.rep = term.rep
        cross join span
        left join own on own.period_start = term.period_start and own.period_end = term.period_end
        left join won
            on won.rep = term.rep and won.period_start = term.period_start and won.period_end = term.period_end
        where term.rep <> '' or own.is_known is null
    """,
)

running_target = View(
    says="One row: the shortest period with a quota that still runs when the data end, its target (the company's own, "
    "else that of all reps), what is won of it already, and what is left.",
    needs=("quotas", "deals"),
    sql="""
        with running as (
            select
                quotas.period_start,
                quotas.period_end,
                sum(case when trim(coalesce(quotas.owner, '')) = '' then quotas.amount end) as of_company,
                sum(case when trim(coalesce(quotas.owner, '')) <> '' then quotas.amount end) as of_reps,
                row_number() over (order by quotas.period_end nulls first, quotas.period_start desc nulls last) as place
            from quotas
            cross join clock
            where quotas.period_end > clock.as_of and date_diff('day', clock.as_of, quotas.period_start) <= 1
            group by quotas.period_start, quotas.period_end
        )
        select
            min(running.period_start) as period_start,
            min(running.period_end) as period_end,
            min(coalesce(running.of_company, running.of_reps)) as target,
            coalesce(sum(deals.amount), 0e0) as won,
            min(coalesce(running.of_company, running.of_reps)) - coalesce(sum(deals.amount), 0e0) as target_left
        from running
        cross join clock
        left join deals
            on deals.outcome = 'won'
            and deals.closed_on between running.period_start and running.period_end
            and deals.closed_on <= clock.as_of
        where running.place = 1
        having count(*) > 0
    """,
)
