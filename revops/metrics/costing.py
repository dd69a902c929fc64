"""What has to be said of costs wherever they are held against customers: whether pay is among them, and how late."""

WITHOUT_PAY = """
    select count(*) as n
    from spend
    where department = 'sales'
    having count(*) > 0
       and count(
           case
               when trim(coalesce(channel, '')) = '' then 1
               when lower(channel) like '%pay%' or lower(channel) like '%salar%' then 1
               when lower(channel) like '%wage%' or lower(channel) like '%compens%' then 1
               when lower(channel) like '%commission%' or lower(channel) like '%people%' then 1
               when lower(channel) like '%staff%' or lower(channel) like '%team%' then 1
               when lower(channel) like '%headcount%' or lower(channel) like '%personal%' then 1
               when lower(channel) like '%personnel%' or lower(channel) like '%lohn%' then 1
               when lower(channel) like '%löhn%' or lower(channel) like '%gehalt%' then 1
               when lower(channel) like '%gehält%' or lower(channel) like '%salaire%' then 1
               when lower(channel) like '%sueldo%' or lower(channel) like '%nómina%' then 1
               when lower(channel) like '%stipend%' or lower(channel) like '%حقوق%' then 1
               when trim(lower(channel)) in ('sales', 'sales cost', 'sales costs', 'vertrieb', 'ventas') then 1
           end
       ) = 0
"""
"""Counts the costs of the sales department where each names what it was for, and none of them is pay."""

_WITHOUT_SALES = """
    select count(*) as n
    from spend
    having count(case when department = 'sales' then 1 end) = 0
"""


def no_salaries(truth: str) -> dict[str, str]:
    """Cautions where the costs seem to lack the pay of those who sell.

    Args:
        truth: Which way the true number lies off, such as "higher".
    """
    return {
        "Your file of costs holds none of the sales department. What the people who sell earn is not in this number, "
        f"so the true one is {truth}.": _WITHOUT_SALES,
        "None of the costs of the sales department ({n} rows) names pay. What the people who sell earn seems not to be "
        f"in this number, so the true one is {truth}.": WITHOUT_PAY,
    }


WAITS = {
    "Months between a cost of marketing and the customers it is counted for, as long as leads take: {n}.": """
        select marketing_months as n from acquisition_lags
    """,
    "Companies that tell how long leads take: {n}. No deal is linked to its lead, so each counts from its first lead "
    "to its first won deal, found by the name of the company.": """
        select leads as n from acquisition_lags where way = 'named'
    """,
    "Leads that tell how long leads take: {n}. No deal is linked to its lead, so each counts up to the day it was "
    "converted; to the day it was won it takes longer. Add the id of the lead to your deals.": """
        select leads as n from acquisition_lags where way = 'converted'
    """,
    "Leads in the file: {n}. None can be followed to the day it was won or converted, so marketing is counted in the "
    "month it was paid for. Add the id of the lead to your deals.": """
        select count(*) as n from leads cross join acquisition_lags where acquisition_lags.leads = 0
    """,
    "Months between a cost of sales and the customers it is counted for, half as long as deals take: {n}.": """
        select sales_months as n from acquisition_lags
    """,
}
