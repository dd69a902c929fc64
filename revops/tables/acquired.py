"""The tables made by us about new customers and what it cost to win them."""

from revops.tables.view import View

new_customers = View(
    says="A customer with the day it became one by `as_of`: by its first won deal of new business, or by its first "
    "paid subscription where there is no won deal at all.",
    needs=("deals", "subscriptions"),
    sql="""
        with won as (
            select
                coalesce(lower(trim(deals.account)), deals.deal_id) as customer,
                deals.closed_on as won_on,
                coalesce(deals.kind, 'new') as kind
            from deals
            cross join clock
            where deals.outcome = 'won' and deals.closed_on <= clock.as_of
        ),
        paying as (
            select subscriptions.customer, min(subscriptions.started_on) as won_on
            from subscriptions
            cross join clock
            where subscriptions.mrr > 0
              and not coalesce(subscriptions.is_trial, false)
              and subscriptions.started_on <= clock.as_of
            group by subscriptions.customer
        )
        select customer, min(won_on) as won_on
        from won
        where kind = 'new'
        group by customer
        union all
        select customer, won_on
        from paying
        where (select count(*) from won) = 0
          and extract(year from won_on) * 12 + extract(month from won_on) > (
              select min(extract(year from earlier.won_on) * 12 + extract(month from earlier.won_on))
              from paying as earlier
          )
    """,
)

acquisition_lags = View(
    says="One row: how many months before a customer is won its marketing is paid for, and its selling; how many leads "
    "tell the former, and how: by their won deals, by the first won deal of the company they name, or by their own "
    "mark of conversion.",
    needs=("deals", "leads"),
    sql="""
        with company as (
            select lower(trim(account)) as account, min(created_on) as created_on
            from leads
            where trim(account) <> ''
            group by lower(trim(account))
        ),
        own as (
            select company.account, date_diff('day', company.created_on, min(deals.closed_on)) as days
            from company
            join deals on lower(trim(deals.account)) = company.account
            cross join clock
            where deals.outcome = 'won'
              and coalesce(deals.kind, 'new') = 'new'
              and deals.closed_on >= company.created_on
              and deals.closed_on <= clock.as_of
            group by company.account, company.created_on
        ),
        way as (
            select
                case
                    when (select count(*) from deal_leads) > 0 then 'linked'
                    when (select count(*) from own) >= 10 then 'named'
                    else 'converted'
                end as way
        ),
        taken as (
            select way.way, date_diff('day', lead_outcomes.created_on, lead_outcomes.won_on) as days
            from lead_outcomes
            cross join way
            where lead_outcomes.is_customer and lead_outcomes.won_on >= lead_outcomes.created_on and way.way <> 'named'
            union all
            select way.way, own.days from own cross join way where way.way = 'named'
        ),
        lead_wait as (
            select min(way) as way, min(days) as days, max(waits) as waits
            from (
                select way, days, row_number() over (order by days) as place, count(*) over () as waits from taken
            ) as ranked
            where 2 * place >= waits
        ),
        deal_wait as (
            select min(days) as days
            from (
                select days, row_number() over (order by days) as place, count(*) over () as waits
                from (
                    select date_diff('day', deals.opened_on, deals.closed_on) as days
                    from deals
                    cross join clock
                    where deals.outcome = 'won'
                      and coalesce(deals.kind, 'new') = 'new'
                      and deals.closed_on >= deals.opened_on
                      and deals.closed_on <= clock.as_of
                ) as taken
            ) as ranked
            where 2 * place >= waits
        )
        select
            cast(round(coalesce(lead_wait.days, 0) * 12 / 365e0) as integer) as marketing_months,
            cast(round(coalesce(deal_wait.days, 0) * 6 / 365e0) as integer) as sales_months,
            coalesce(lead_wait.waits, 0) as leads,
            lead_wait.way
        from lead_wait
        cross join deal_wait
    """,
)

acquisition_months = View(
    says="A whole month that costs and new customers both cover, once with costs of as many months before as it takes "
    "to win a customer, and once with its own.",
    needs=("spend", "deals", "leads", "subscriptions"),
    sql="""
        with way as (
            select 1 as is_lagged, marketing_months, sales_months from acquisition_lags
            union all
            select 0 as is_lagged, 0 as marketing_months, 0 as sales_months from acquisition_lags
        ),
        cost as (
            select
                way.is_lagged,
                coalesce(spend.department, 'marketing') as team,
                extract(year from spend.spent_on) * 12 + extract(month from spend.spent_on)
                    + case
                        when coalesce(spend.department, 'marketing') = 'marketing' then way.marketing_months
                        else way.sales_months
                    end as place,
                spend.amount
            from spend
            cross join way
            where spend.spent_on is not null
        ),
        team_span as (
            select is_lagged, team, min(place) as opens, max(place) as shuts from cost group by is_lagged, team
        ),
        span as (
            select is_lagged, max(opens) as opens, min(shuts) as shuts from team_span group by is_lagged
        ),
        won as (
            select extract(year from won_on) * 12 + extract(month from won_on) as place, count(*) as customers
            from new_customers
            group by extract(year from won_on) * 12 + extract(month from won_on)
        ),
        paid as (
            select
                is_lagged,
                place,
                sum(case when team = 'marketing' then amount else 0e0 end) as marketing,
                sum(case when team = 'sales' then amount else 0e0 end) as sales
            from cost
            group by is_lagged, place
        ),
        month as (
            select month_end, extract(year from month_end) * 12 + extract(month from month_end) as place
            from months
            where not is_partial
        )
        select
            month.month_end as month,
            span.is_lagged,
            coalesce(paid.marketing, 0e0) as marketing,
            coalesce(paid.sales, 0e0) as sales,
            coalesce(won.customers, 0) as customers
        from span
        join month on month.place between span.opens and span.shuts
        left join paid on paid.place = month.place and paid.is_lagged = span.is_lagged
        left join won on won.place = month.place
        where month.place >= (select min(place) from won)
    """,
)
