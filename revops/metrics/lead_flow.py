"""Leads over time: how fast they are taken up, whether more or fewer come, and how long they last."""

from typing import Any

import numpy as np

from revops.metric import Derived, Ingredient, Metric
from revops.vocabulary import Better, Entity, Group, Kind, Team, Timing, Unit

REVOPS = (Team.REVOPS,)

mql_follow_up_hours = Metric(
    label="Time to first touch",
    says="How many hours pass before sales first touches a marketing-qualified lead.",
    counts="Every marketing-qualified lead of the window, in steps of 24 hours, since files give days; one touched "
    "before it was qualified counts as 0. Those not touched yet count as long as they have waited.",
    leaves_out="Leads that were touched on a day that the file does not give.",
    belongs_to="The day the lead became qualified, or came in where that day is not known.",
    unknown_when="No marketing-qualified lead of the window has been touched.",
    formula="median hours from marketing qualification to the first touch by sales, of those that are touched",
    kind=Kind.TIME_TO_EVENT,
    unit=Unit.HOURS,
    better=Better.LOWER,
    models=REVOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.LEAD,
    timing=Timing.COHORT,
    minimum=30,
    rows="""
        select
            lead_id,
            qualified_on as on_date,
            24 * greatest(0, date_diff('day', qualified_on, coalesce(touched_on, clock.as_of))) as days,
            case when touched_on is not null then 'touched' end as outcome
        from worked_leads
        cross join clock
        where is_qualified and qualified_on <= clock.as_of and (touched_on is not null or not is_touched)
    """,
    event="touched",
    one_of=(("leads.is_mql", "leads.mql_on"), ("leads.first_touch_on",)),
)

lead_inflow_trend = Metric(
    label="Trend of new leads",
    says="How many more leads come in each month than in the month before.",
    counts="The new leads of every whole month of the window; months between others in which none came count as 0.",
    leaves_out="Months that the file or the window cuts off, also where the first lead came in after their first week.",
    belongs_to="The month the lead came in.",
    unknown_when="Fewer than three whole months of leads lie in the window.",
    formula="median slope between all pairs of months (Theil-Sen)",
    kind=Kind.SERIES,
    unit=Unit.COUNT,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.LEAD,
    timing=Timing.FLOW,
    minimum=6,
    rows="""
        select leads.lead_id, leads.created_on as on_date, 'leads' as category, 1e0 as value
        from leads
        join months on leads.created_on between months.month_start and months.month_end
        cross join clock
        where not months.is_partial
          and months.month_start >= coalesce(clock.since, months.month_start)
          and months.month_end <= clock.until
          and date_diff('day', months.month_start, (select min(first_lead.created_on) from leads as first_lead)) <= 7
    """,
    estimate="slope",
    stands_for="Counted in months: the change from each month to the next, whichever months are compared.",
)


def _months_left(untouched: Any, shrinks_by: Any) -> Any:
    """How long the stock lasts; forever where it does not shrink."""
    return np.where(np.asarray(shrinks_by) > 0, untouched / shrinks_by, np.inf)


lead_runway_months = Metric(
    label="Months of leads left",
    says="For how many months your untouched leads last if sales goes on working more than come in.",
    counts="Leads that nobody has touched by the day the data end; leads worked and new leads of every whole month of "
    "the window.",
    leaves_out="Months that the file or the window cuts off; touches on a day that the file does not give.",
    belongs_to="The day the data end.",
    unknown_when="No whole month lies in the window in which the file has leads.",
    formula="untouched leads / (leads worked a month - new leads a month)",
    kind=Kind.DERIVED,
    unit=Unit.MONTHS,
    better=Better.HIGHER,
    models=REVOPS,
    group=Group.FILLING,
    source="own",
    of=Entity.LEAD,
    timing=Timing.FLOW,
    minimum=6,
    made_of=Derived(
        of={
            "untouched": Ingredient(
                label="Leads nobody has touched",
                kind=Kind.TOTAL,
                unit=Unit.COUNT,
                of=Entity.LEAD,
                timing=Timing.SNAPSHOT,
                rows="""
                    select lead_id, created_on as on_date, case when is_touched then 0e0 else 1e0 end as value
                    from worked_leads
                """,
                one_of=(("leads.first_touch_on",), ("leads.created_on",)),
            ),
            "shrinks_by": Ingredient(
                label="Leads worked a month less new leads a month",
                kind=Kind.MEAN,
                unit=Unit.COUNT,
                of=Entity.MONTH,
                timing=Timing.FLOW,
                minimum=6,
                rows="select month, month as on_date, worked - came as value from lead_months",
                one_of=(("leads.first_touch_on",), ("leads.created_on",)),
            ),
        },
        formula=_months_left,
    ),
    unless={
        "Not running out: over the window at least as many leads came in as sales worked, {n} in all.": """
            select case when sum(came) >= sum(worked) then sum(came) else 0 end as n
            from lead_months
            cross join clock
            where month between coalesce(clock.since, month) and clock.until
        """,
    },
    undivided="By group too few leads come and are worked in a month to divide by, so it is not broken down.",
)
