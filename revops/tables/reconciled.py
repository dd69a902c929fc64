"""What the CRM calls won beside what billing is paid, and who is called lost beside who still pays."""

from revops.tables.view import View

won_and_billed = View(
    says="A company that can be looked for in both files: won at least sixty days ago and since billing begins, or "
    "paying since a day that the CRM covers; what either file says of it, and whether they agree.",
    needs=("deals", "subscriptions"),
    sql="""
        with paid as (
            select
                subscriptions.customer,
                subscriptions.started_on,
                subscriptions.ended_on,
                subscriptions.mrr,
                subscriptions.currency
            from subscriptions
            cross join clock
            where subscriptions.mrr > 0
              and not coalesce(subscriptions.is_trial, false)
              and subscriptions.started_on <= clock.as_of
        ),
        closed as (
            select
                coalesce(same_companies.customer, deals.account) as company,
                deals.outcome,
                deals.closed_on,
                deals.currency,
                case
                    when deals.amount > 0
                    then (deals.amount - coalesce(deals.one_time_fees, 0e0)) * 12 / greatest(
                        coalesce(deals.term_months, 12), 1
                    )
                end as yearly
            from deals
            left join same_companies on same_companies.account = deals.account
            cross join clock
            where deals.outcome in ('won', 'lost') and deals.account is not null and deals.closed_on <= clock.as_of
        ),
        covered as (
            select
                min(case when closed.outcome = 'won' then closed.closed_on end) as crm_opens,
                max(closed.closed_on) as crm_shuts,
                (select min(paid.started_on) from paid) as billing_opens,
                (select count(*) from same_companies) as names_met
            from closed
        ),
        won as (
            select
                company,
                min(closed_on) as won_on,
                count(*) as deals,
                max(yearly) as yearly,
                max(currency) as currency
            from closed
            where outcome = 'won'
            group by company
        ),
        billed as (
            select
                paid.customer as company,
                min(paid.started_on) as began_on,
                max(paid.currency) as currency,
                sum(
                    case when paid.ended_on is null or paid.ended_on > clock.as_of then paid.mrr else 0e0 end
                ) as mrr_now
            from paid
            cross join clock
            group by paid.customer
        ),
        followed as (
            select
                won.company,
                count(paid.customer) as subscriptions,
                sum(
                    case
                        when paid.ended_on is null or date_diff('day', won.won_on, paid.ended_on) > 60 then paid.mrr
                        else 0e0
                    end
                ) as mrr,
                sum(case when paid.started_on = billed.began_on then paid.mrr else 0e0 end) as first_mrr
            from won
            left join billed on billed.company = won.company
            left join paid
                on paid.customer = won.company
                and date_diff('day', won.won_on, paid.started_on) <= 60
                and (paid.ended_on is null or paid.ended_on > won.won_on)
            group by won.company
        ),
        told as (
            select
                won.company,
                won.won_on as on_date,
                won.yearly as won_amount,
                case
                    when followed.mrr > 0
                    then 12 * case
                        when abs(12 * followed.first_mrr - won.yearly) < abs(12 * followed.mrr - won.yearly)
                        then followed.first_mrr
                        else followed.mrr
                    end
                end as billed_amount,
                followed.subscriptions = 0 as is_missing,
                won.deals = 1
                    and won.yearly > 0
                    and followed.mrr > 0
                    and date_diff('day', won.won_on, billed.began_on) >= -60
                    and coalesce(won.currency, billed.currency, '') = coalesce(billed.currency, won.currency, '')
                    as can_compare,
                'not_billed' as missing,
                coalesce(won.currency, billed.currency) as currency
            from won
            join followed on followed.company = won.company
            left join billed on billed.company = won.company
            cross join covered
            cross join clock
            where won.won_on >= covered.billing_opens and date_diff('day', won.won_on, clock.as_of) >= 60
            union all
            select
                billed.company,
                billed.began_on as on_date,
                cast(null as double) as won_amount,
                12 * billed.mrr_now as billed_amount,
                true as is_missing,
                false as can_compare,
                'not_won' as missing,
                billed.currency
            from billed
            cross join covered
            left join won on won.company = billed.company
            where won.company is null
              and billed.mrr_now > 0
              and billed.began_on between covered.crm_opens and covered.crm_shuts
        )
        select
            told.company,
            told.on_date,
            told.won_amount,
            told.billed_amount,
            case
                when told.is_missing then told.missing
                when told.can_compare
                    and abs(told.won_amount - told.billed_amount)
                        > 0.05e0 * greatest(told.won_amount, told.billed_amount)
                then 'differs'
                else 'agrees'
            end as state,
            case
                when told.is_missing then coalesce(told.won_amount, told.billed_amount)
                when told.can_compare
                    and abs(told.won_amount - told.billed_amount)
                        > 0.05e0 * greatest(told.won_amount, told.billed_amount)
                then abs(told.won_amount - told.billed_amount)
                else 0e0
            end as at_stake,
            told.currency,
            covered.names_met
        from told
        cross join covered
    """,
)

cancelled_and_paying = View(
    says="A customer that a list of companies or of cancellations calls lost by `as_of`, on the last such day, and "
    "what it still pays a year by subscriptions that began before: one that came back is not among them.",
    needs=("subscriptions", "customers", "cancellations"),
    sql="""
        with gone as (
            select left_companies.customer, max(left_companies.left_on) as left_on
            from left_companies
            cross join clock
            where left_companies.left_on <= clock.as_of
            group by left_companies.customer
        ),
        paid as (
            select gone.customer, sum(12 * subscriptions.mrr) as yearly, max(subscriptions.currency) as currency
            from gone
            join subscriptions on subscriptions.customer = gone.customer
            cross join clock
            where subscriptions.started_on <= gone.left_on
              and (subscriptions.ended_on is null or subscriptions.ended_on > clock.as_of)
              and subscriptions.mrr > 0
              and not coalesce(subscriptions.is_trial, false)
            group by gone.customer
        )
        select gone.customer, gone.left_on as on_date, paid.yearly, paid.currency, paid.yearly is not null as is_paying
        from gone
        left join paid on paid.customer = gone.customer
    """,
)
