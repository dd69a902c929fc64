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
