"""Contracts that came up for renewal, and what became of them."""

# ruff: noqa: S608 - the pieces of SQL are the words of this module, never a user's

from revops.metric import Derived, Ingredient, Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

_DUE = """
    select
        due.customer,
        due.due_on as on_date,
        due.mrr,
        coalesce(followed.mrr, 0e0) as followed_mrr
    from (
        select customer, ended_on as due_on, sum(mrr) as mrr
        from subscriptions
        cross join clock
        where mrr > 0
          and not coalesce(is_trial, false)
          and date_diff('day', started_on, ended_on) >= 80
          and date_diff('day', ended_on, clock.as_of) > 31
        group by customer, ended_on
    ) as due
    left join (
        select ending.customer, ending.ended_on as due_on, sum(following.mrr) as mrr
        from (select distinct customer, ended_on from subscriptions where ended_on is not null) as ending
        join subscriptions as following on following.customer = ending.customer
        where following.mrr > 0
          and not coalesce(following.is_trial, false)
          and date_diff('day', ending.ended_on, following.started_on) between -31 and 31
        group by ending.customer, ending.ended_on
    ) as followed on followed.customer = due.customer and followed.due_on = due.due_on
"""
"""A customer's contracts that end on a day, and those of the same customer that begin within a month of it."""

_UNTOLD = {
    "Most running subscriptions in your file carry no end, {n} of them: it does not say when they come up for renewal. "
    "Add the end of the running term to them, or a file of deals of the kind renewal.": """
        select count(case when ended_on is null then 1 end) as n
        from subscriptions
        cross join clock
        where mrr > 0
          and not coalesce(is_trial, false)
          and started_on <= clock.as_of
          and (ended_on is null or ended_on > clock.as_of)
        having 2 * count(case when ended_on is null then 1 end) > count(*)
    """,
    "None of the contracts that ended, {n} in all, is followed by another of the same customer. A file that moves the "
    "end of a renewed contract instead of adding one cannot tell how many were renewed.": f"""
        select count(*) as n
        from ({_DUE}) as term
        having count(case when followed_mrr > 0 then 1 end) = 0
    """,
}
"""Files that give an end only to those who left show no renewal: 0% would be a mistake of the file, not a number."""

_WON = Ingredient(
    label="Deals of the kind renewal that were won",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    of=Entity.DEAL,
    timing=Timing.FLOW,
    minimum=20,
    rows="""
        select deal_id, closed_on as on_date, outcome = 'won' as part
        from deals
        where kind = 'renewal' and outcome in ('won', 'lost')
    """,
)
"""Counted apart from what the file of subscriptions tells, so that it stands where that tells nothing."""

renewal_rate = Metric(
    label="Renewals",
    says="Out of a hundred contracts that came up for renewal, how many were renewed.",
    counts="Every day in the window on which a customer's contracts of at least 80 days ended; renewed, if another "
    "contract of the same customer begins within 31 days before or after.",
    leaves_out="Monthly plans, trials, and contracts due in the last 31 days or later, which may still be renewed.",
    belongs_to="The day the contract was due.",
    unknown_when="No contract of at least 80 days came up for renewal in the window, more than 31 days ago.",
    formula="contracts renewed / contracts due",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    models=(Team.REVOPS,),
    group=Group.KEEPING,
    source="article-table",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    minimum=20,
    rows=f"select customer, on_date, followed_mrr > 0 as part from ({_DUE}) as term",
    rivals={
        "by_amount": f"""
            select customer, on_date, least(followed_mrr, mrr) as part, mrr as whole from ({_DUE}) as term
        """,
        "renewal_deals": Derived(of={"won": _WON}, formula=lambda won: won),
    },
    rival_labels={
        "by_amount": "By what they pay, without what was sold on top",
        "renewal_deals": "Deals of the kind renewal that were won",
    },
    optional=("subscriptions.is_trial",),
    unless=_UNTOLD,
)
