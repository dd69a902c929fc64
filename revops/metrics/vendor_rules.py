"""Rules by which the vendors of subscription analytics differ, as other definitions of MRR and churn.

One keeps a customer until the paid period ends, another drops it at the cancellation; one takes a paused or unpaid
subscription out, another leaves it in; one ignores who joins and leaves within a month, another counts them; and the
customers lost are set against those at the start of the month, at its end, or the mean of both.
"""

# ruff: noqa: S608 - the pieces of SQL are the words of this module, never a user's

from collections.abc import Mapping

from revops.metric import Definition, Derived

_HAS_CANCELLED = """
    lower(status) like '%cancel%' or lower(status) like '%non%renew%' or lower(status) like '%not renew%'
    or lower(status) like '%terminat%' or lower(status) like '%kündig%' or lower(status) like '%résili%'
    or lower(status) like '%annul%'
"""
_IS_UNPAID = """
    lower(status) like '%past%due%' or lower(status) like '%unpaid%' or lower(status) like '%overdue%'
    or lower(status) like '%delinquent%' or lower(status) like '%dunning%'
"""
_IS_PAUSED = """
    lower(status) like '%paus%' or lower(status) like '%hold%' or lower(status) like '%suspend%'
    or lower(status) like '%frozen%'
"""


def _running(condition: str, told: str = "subscriptions.mrr") -> str:
    """What customers pay on the last day, as far as their subscriptions meet a condition."""
    return f"""
        select
            subscriptions.customer,
            clock.until as on_date,
            sum({told}) as value
        from subscriptions
        cross join clock
        where subscriptions.mrr <> 0
          and subscriptions.started_on <= clock.until
          and (subscriptions.ended_on is null or subscriptions.ended_on > clock.until)
          and ({condition})
        group by subscriptions.customer, clock.until
    """


def _paid_but(status: str) -> str:
    """Without those of a status, which holds for the day the file was made: of an earlier day there is no number."""
    told = "case when clock.until >= clock.as_of then subscriptions.mrr end"
    return _running(f"not coalesce(is_trial, false) and (status is null or not ({status}))", told)


MRR_RULES: Mapping[str, Definition] = {
    "at_cancellation": _paid_but(_HAS_CANCELLED),
    "without_unpaid": _paid_but(_IS_UNPAID),
    "without_paused": _paid_but(_IS_PAUSED),
    "with_trials": _running("true"),
}
MRR_LABELS: Mapping[str, str] = {
    "at_cancellation": "Gone at the cancellation, not at the end of the paid period",
    "without_unpaid": "Without subscriptions past due",
    "without_paused": "Without subscriptions on hold",
    "with_trials": "Trials counted too",
}

_AFTER_THE_FIRST_MONTH = """
    is_whole
    and (previous_mrr > 0 or mrr > 0)
    and place > (select min(paying.place) from customer_months as paying where paying.mrr > 0)
"""


def _lost_over(whole: str) -> str:
    """Customers lost in a month over another number of customers than those at its start."""
    return f"""
        select
            customer,
            month as on_date,
            case when previous_mrr > 0 and mrr <= 0 then 1e0 else 0e0 end as part,
            {whole} as whole
        from customer_months
        where {_AFTER_THE_FIRST_MONTH}
    """


CHURN_RULES: Mapping[str, Definition] = {
    "average_base": _lost_over("case when previous_mrr > 0 and mrr > 0 then 1e0 else 1e0 / 2 end"),
    "end_base": _lost_over("case when mrr > 0 then 1e0 else 0e0 end"),
    "with_same_month": """
        select customer, month as on_date, case when mrr <= 0 then 1e0 when mrr > 0 then 0e0 end as part, 1e0 as whole
        from customer_bases
        where months_apart = 1
        union all
        select distinct short.customer, months.month_end as on_date, 1e0 as part, 0e0 as whole
        from subscriptions as short
        join months on short.started_on between months.month_start and months.month_end
            and short.ended_on between short.started_on and months.month_end
        cross join clock
        left join customer_months as longer on longer.customer = short.customer
            and longer.month = months.month_end
            and (longer.mrr > 0 or longer.previous_mrr > 0)
        where short.mrr > 0
          and not coalesce(short.is_trial, false)
          and months.month_end <= clock.as_of
          and longer.customer is null
    """,
    "at_cancellation": f"""
        select
            base.customer,
            base.month as on_date,
            case
                when base.mrr <= 0 then 1e0
                when leaving.customer is not null and base.month = last_month.month then 1e0
                when base.mrr > 0 then 0e0
            end as part,
            1e0 as whole
        from customer_bases as base
        cross join (
            select max(months.month_end) as month from months cross join clock where months.month_end <= clock.until
        ) as last_month
        left join (
            select customer
            from subscriptions
            cross join clock
            where mrr > 0
              and not coalesce(is_trial, false)
              and started_on <= clock.as_of
              and (ended_on is null or ended_on > clock.as_of)
              and clock.until >= clock.as_of
            group by customer
            having min(case when {_HAS_CANCELLED} then 1 else 0 end) = 1
        ) as leaving on leaving.customer = base.customer
        where base.months_apart = 1
    """,
    "year_at_this_pace": Derived(
        of={"monthly": "customer_churn_rate"}, formula=lambda monthly: 1 - (1 - monthly) ** 12
    ),
}
CHURN_LABELS: Mapping[str, str] = {
    "average_base": "Of the mean of the customers at the start and the end of the month",
    "end_base": "Of the customers at the end of the month",
    "with_same_month": "With those who joined and left within the month",
    "at_cancellation": "With those who have cancelled and still run out, as lost in the last month",
    "year_at_this_pace": "In a year, if every month were like that: 1 - (1 - churn) to the power of 12",
}
OPTIONAL = ("subscriptions.is_trial", "subscriptions.ended_on")
"""Columns that the rules read and that may be blank; without a status, what asks for one is unknown."""
