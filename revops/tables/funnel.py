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
