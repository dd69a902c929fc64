"""The tables made by us: customers by month, leads with their deals, first days."""

from revops.tables.view import View

customer_months = View(
    says="A customer at the end of a month that it pays for, or paid for 1 or 12 months before; the running month "
    "stands at `as_of`, months long before the window are left out, and one in which nobody pays has a blank customer.",
    needs=("subscriptions",),
    sql="""
        with month as (
            select
                month_start,
                least(month_end, clock.as_of) as seen_on,
                row_number() over (order by month_start) as place,
                month_end <= clock.as_of as is_whole
            from months
            cross join clock
            where month_start <= clock.as_of
        ),
        edge as (
            select
                min(month.month_start) as opens,
                max(month.seen_on) as shuts,
                max(month.place) as latest,
                greatest(1, coalesce(date_diff('month', min(month.month_start), min(clock.since)), 0) - 11) as earliest
            from month
            cross join clock
        ),
        paid as (
            select
                subscriptions.customer,
                1 + greatest(0, date_diff('month', edge.opens, subscriptions.started_on)) as first_place,
                case
                    when subscriptions.ended_on <= edge.shuts
                    then date_diff('month', edge.opens, subscriptions.ended_on)
                    else edge.latest
                end as last_place,
                subscriptions.mrr
            from subscriptions
            cross join edge
            where subscriptions.mrr <> 0
              and not coalesce(subscriptions.is_trial, false)
              and subscriptions.started_on <= edge.shuts
        ),
        begun as (
            select customer, min(first_place) as first_place
            from paid
            where first_place <= last_place
            group by customer
        ),
        active as (
            select customer, place, round(sum(mrr), 6) as mrr
            from (
                select
                    paid.customer,
                    unnest(generate_series(greatest(paid.first_place, edge.earliest), paid.last_place)) as place,
                    paid.mrr
                from paid
                cross join edge
            ) as term
            group by customer, place
        ),
        told as (
            select customer, place, mrr, 0e0 as previous_mrr, 0e0 as year_ago_mrr from active
            union all
            select customer, place + 1 as place, 0e0 as mrr, mrr as previous_mrr, 0e0 as year_ago_mrr from active
            union all
            select customer, place + 12 as place, 0e0 as mrr, 0e0 as previous_mrr, mrr as year_ago_mrr from active
        ),
        cell as (
            select
                customer,
                place,
                sum(mrr) as mrr,
                sum(previous_mrr) as previous_mrr,
                sum(year_ago_mrr) as year_ago_mrr
            from told
            group by customer, place
            union all
            select cast(null as text) as customer, place, 0e0 as mrr, 0e0 as previous_mrr, 0e0 as year_ago_mrr
            from month
            where place > (select min(first_place) from begun)
              and place >= (select earliest from edge)
              and place not in (select place from active where mrr <> 0)
        )
        select
            cell.customer,
            month.seen_on as month,
            cell.place,
            month.is_whole,
            cell.place = begun.first_place as is_first,
            cell.mrr,
            cell.previous_mrr,
            cell.year_ago_mrr,
            cell.customer is null as nobody_pays
        from cell
        join month on month.place = cell.place
        left join begun on begun.customer = cell.customer
    """,
)

customer_bases = View(
    says="A customer at a whole month's end with what it paid 1 or 12 months before; a month without one is blank.",
    needs=("subscriptions",),
    has_gaps=True,
    sql="""
        with pair as (
            select customer, month, 1 as months_apart, mrr, previous_mrr as earlier_mrr
            from customer_months
            where is_whole and previous_mrr > 0
            union all
            select customer, month, 12 as months_apart, mrr, year_ago_mrr as earlier_mrr
            from customer_months
            where is_whole and year_ago_mrr > 0
        ),
        wanted as (
            select distinct customer_months.month, span.months_apart
            from customer_months
            cross join (select 1 as months_apart union all select 12 as months_apart) as span
            where customer_months.is_whole
        ),
        found as (
            select distinct month, months_apart from pair
        )
        select customer, month, months_apart, mrr, earlier_mrr
        from pair
        union all
        select
            cast(null as text) as customer,
            wanted.month,
            wanted.months_apart,
            cast(null as double) as mrr,
            cast(null as double) as earlier_mrr
        from wanted
        left join found on found.month = wanted.month and found.months_apart = wanted.months_apart
        where found.month is null
    """,
)

deal_leads = View(
    says="A deal with the lead it came from, by the lead named on the deal or the deal named on the lead.",
    needs=("deals", "leads"),
    sql="""
        with pair as (
            select deal_id, lead_id, 1 as rank from deals where deal_id is not null and lead_id is not null
            union all
            select deal_id, lead_id, 2 as rank from leads where deal_id is not null and lead_id is not null
        ),
        ranked as (
            select deal_id, lead_id, row_number() over (partition by deal_id order by rank, lead_id) as place
            from pair
        )
        select ranked.deal_id, ranked.lead_id, leads.created_on, leads.first_touch_on
        from ranked
        join leads on leads.lead_id = ranked.lead_id
        where ranked.place = 1
    """,
)

lead_outcomes = View(
    says="A lead with whether it became a customer by `as_of`, and when: by its won deal where deals are linked, else "
    "a deal or customer by its mark of conversion.",
    needs=("leads", "deals"),
    sql="""
        with link as (
            select count(*) as links from deal_leads
        ),
        won as (
            select deal_leads.lead_id, min(deals.closed_on) as won_on
            from deal_leads
            join deals on deals.deal_id = deal_leads.deal_id
            cross join clock
            where deals.outcome = 'won' and (deals.closed_on is null or deals.closed_on <= clock.as_of)
            group by deal_leads.lead_id
        )
        select
            leads.lead_id,
            leads.created_on,
            case
                when link.links > 0 then won.lead_id is not null
                when leads.converted_on > clock.as_of then false
                else coalesce(leads.is_converted, leads.converted_on is not null)
            end as is_customer,
            case when link.links > 0 then won.won_on else leads.converted_on end as won_on
        from leads
        cross join link
        cross join clock
        left join won on won.lead_id = leads.lead_id
    """,
)

lead_ripeness = View(
    says="One row: how many days a lead needs before its outcome counts; nine of ten conversions are faster.",
    needs=("leads", "deals"),
    sql="""
        select greatest(30, least(180, coalesce(min(days), 30))) as ripe_days
        from (
            select
                days,
                row_number() over (order by days) as place,
                count(*) over () as conversions
            from (
                select date_diff('day', created_on, won_on) as days
                from lead_outcomes
                where is_customer and won_on >= created_on
            ) as taken
        ) as ranked
        where 10 * place >= 9 * conversions
    """,
)

first_days = View(
    says="The day of the first won deal and the day of the first paid subscription, one row each.",
    needs=("deals", "subscriptions"),
    sql="""
        select min(closed_on) as first_on from deals where outcome = 'won'
        union all
        select min(started_on) as first_on from subscriptions where mrr > 0 and not coalesce(is_trial, false)
    """,
)

channel_months = View(
    says="A channel in a whole month that both costs and leads cover: marketing cost and new leads.",
    needs=("spend", "leads"),
    sql="""
        with entry as (
            select last_day(spent_on) as month, channel, amount as cost, 0 as lead, 1 as costs
            from spend
            where coalesce(department, 'marketing') = 'marketing' and spent_on is not null
            union all
            select last_day(created_on) as month, source as channel, 0e0 as cost, 1 as lead, 0 as costs
            from leads
            where created_on is not null
        ),
        covered as (
            select
                greatest(
                    min(case when costs = 1 then month end), min(case when costs = 0 then month end)
                ) as first_month,
                least(max(case when costs = 1 then month end), max(case when costs = 0 then month end)) as last_month,
                count(case when costs = 1 then 1 end) * count(case when costs = 0 then 1 end) as pairs
            from entry
        ),
        total as (
            select
                entry.month,
                lower(trim(entry.channel)) as channel_key,
                min(entry.channel) as channel,
                sum(entry.cost) as cost,
                sum(entry.lead) as leads
            from entry
            cross join covered
            cross join clock
            where covered.pairs > 0
              and entry.month between covered.first_month and covered.last_month
              and entry.month <= clock.as_of
            group by entry.month, lower(trim(entry.channel))
        )
        select
            month,
            min(channel) over (partition by channel_key) as channel,
            cost,
            leads,
            sum(cost) over (partition by channel_key) > 0 as channel_is_paid
        from total
    """,
)
