"""Whether the files of two departments tell the same story."""

from revops.metric import Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

crm_billing_mismatch = Metric(
    label="CRM and billing disagree",
    says="The share of your customers of whom the CRM and billing tell different stories.",
    counts="Companies with a deal won at least sixty days ago, and paying customers: those won and not billed sixty "
    "days on, paying without a won deal, or billed an amount more than 5% away from the one that was won.",
    leaves_out="Deals won before billing begins or in the last sixty days; customers who paid before the first won "
    "deal or began after the last closed one; amounts of companies with several won deals, or billed before.",
    belongs_to="The day the company's first deal was won, or else the day it first paid.",
    unknown_when="No company falls into the days that both files cover.",
    formula="companies of whom the files disagree / companies that can be looked for in both",
    kind=Kind.SHARE,
    unit=Unit.SHARE,
    better=Better.LOWER,
    models=(Team.REVOPS,),
    group=Group.TRUSTING,
    source="own",
    of=Entity.CUSTOMER,
    timing=Timing.FLOW,
    rows="""
        select company as customer, on_date, state <> 'agrees' as part
        from won_and_billed
    """,
    rivals={
        "by_amount": """
            select
                company as customer,
                on_date,
                at_stake as part,
                greatest(coalesce(won_amount, 0e0), coalesce(billed_amount, 0e0)) as whole
            from won_and_billed
        """,
        "missing_alone": """
            select company as customer, on_date, state in ('not_billed', 'not_won') as part
            from won_and_billed
        """,
    },
    rival_labels={
        "by_amount": "By amount a year instead of companies",
        "missing_alone": "Missing on one side alone, whatever the amounts",
    },
    one_of=(("deals.account",), ("deals.closed_on",), ("subscriptions.mrr",)),
    unless={
        "None of the {n} companies with a closed deal goes by the same name in billing: the names differ, not the "
        "companies. A list of companies with id, name and web address joins them.": """
            select count(distinct deals.account) as n
            from deals
            where deals.outcome in ('won', 'lost')
              and (select count(*) from subscriptions) > 0
              and (select max(names_met) from won_and_billed) = 0
        """,
    },
)
